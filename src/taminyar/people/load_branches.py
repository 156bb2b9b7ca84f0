"""Makes the branches of `branches.csv` known."""

from importlib.resources import files

import polars as pl
from django.db import connection

_ADD = """
INSERT INTO people_branch AS branch (code, name, province) VALUES (%s, %s, %s)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, province = excluded.province
WHERE branch.name = ''
"""


def branches() -> pl.DataFrame:
    """The branches of the file: `code`, `name`, `province`."""
    table = files("taminyar.people").joinpath("branches.csv").read_bytes()
    return pl.read_csv(table, comment_prefix="#", infer_schema=False)


def load_branches() -> None:
    """Adds the missing branches; of a known one only a missing name is filled in."""
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, branches().rows())
