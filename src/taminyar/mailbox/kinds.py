"""The kinds of documents that can be issued, each with its title, template and words.

Rooms register theirs from `apps.py`; those of every room's need are here. A kind without a template
is never typeset.
"""

