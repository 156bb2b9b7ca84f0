"""Paying people: one order for each thing that is due, batches, and what the bank answers."""
