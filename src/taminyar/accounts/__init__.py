"""Signing in: users, and the levels under which they use the service."""
