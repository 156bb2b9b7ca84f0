"""Requests: what members ask for, how it is decided, and the service desk that lists it all."""
