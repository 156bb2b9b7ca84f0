"""Who: persons and the branches that keep their files."""
