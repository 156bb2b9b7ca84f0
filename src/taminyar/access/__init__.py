"""Who may see whose file: delegates, staff with a purpose, and the log of every look."""
