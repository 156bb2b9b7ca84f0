"""The monthly insurance list employers send: read, checked and written.

Everything here but the loading works on bytes and columns: no database and no settings.
"""
