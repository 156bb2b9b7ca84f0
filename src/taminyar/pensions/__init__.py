"""Pensions and who draws them."""
