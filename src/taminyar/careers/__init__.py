"""Contribution months: the member's record, and the pages that show it."""
