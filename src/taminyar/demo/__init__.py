"""The demonstration town and the synthetic population."""
