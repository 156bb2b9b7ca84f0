"""Workshops, the monthly lists employers send, and the ledger of what they owe."""
