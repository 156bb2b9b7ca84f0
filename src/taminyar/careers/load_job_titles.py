"""Makes the job titles of `job_titles.csv` known."""

from importlib.resources import files

import polars as pl
from django.db import connection

_ADD = "INSERT INTO careers_job (code, title) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def job_titles() -> pl.DataFrame:
    """The titles of the file: `code`, `title`, `group`; in a group from the helper upwards."""
    table = files("taminyar.careers").joinpath("job_titles.csv").read_bytes()
    return pl.read_csv(table, comment_prefix="#", infer_schema=False)


def load_job_titles() -> None:
    """Adds the job titles that are missing."""
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, job_titles().select("code", "title").rows())
