"""What a member can ask for: the service desk's list of services."""
