"""Marks a sentence for the translation catalogue; whoever shows it translates it."""

N_ = str
