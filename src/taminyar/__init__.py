"""Self-service for social insurance."""
