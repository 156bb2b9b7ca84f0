"""The shell staff see."""
