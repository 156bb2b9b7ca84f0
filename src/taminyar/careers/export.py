"""The whole record as a file to keep: CSV or Excel, one line a month and workshop."""

from io import BytesIO

import polars as pl
from django.utils.translation import gettext as _

from taminyar.careers.history import History, Line
from taminyar.careers.models import Job


def frame(history: History) -> pl.DataFrame:
    """The record as a table, oldest line first; days are numbers, amounts whole rials."""
    columns = _columns()
    rows = [_row(line, history.jobs) for line in history.lines]
    return pl.DataFrame(rows, schema=columns, orient="row")


def _columns() -> dict[str, pl.DataType]:
    text, number = pl.String(), pl.Int64()
    return {
        _("Month"): text,
        _("Days"): number,
        _("Workshop number"): text,
        _("Workshop"): text,
        _("Branch"): text,
        _("Kind of record"): text,
        _("Job code"): text,
        _("Job title"): text,
        _("Daily wage (rials)"): number,
        _("Monthly wage (rials)"): number,
        _("Insurable benefits (rials)"): number,
        _("Insured wage (rials)"): number,
        _("List number"): text,
    }


def _row(line: Line, jobs: dict[int, Job]) -> tuple[str | int, ...]:
    job = (jobs[line.job].code, jobs[line.job].title) if line.job else ("", "")
    workshop = (line.workshop.code, line.workshop.name, line.workshop.branch)
    wages = (line.daily_wage, line.monthly_wage, line.benefits, line.insured_wage)
    return (
        str(line.month), line.days, *workshop, line.kind_label, *job, *wages, line.list_number,
    )  # fmt: skip


# A text that begins with one of these is a formula to a spreadsheet that opens a CSV file.
_FORMULA = r"^[=+\-@\t\r\n]"


def _harmless(table: pl.DataFrame) -> pl.DataFrame:
    """The table with an apostrophe before every text a spreadsheet would calculate."""
    text = pl.col(pl.String)
    quoted = pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text)
    return table.with_columns(quoted.name.keep())


def as_csv(history: History) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads the Persian."""
    return b"\xef\xbb\xbf" + _harmless(frame(history)).write_csv().encode()


# Names come from employers' lists: they are shown as they are, never calculated or followed.
_XLSX = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def as_xlsx(history: History, right_to_left: bool) -> bytes:
    """An Excel file; codes stay text, so that leading zeros stay."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    with Workbook(buffer, _XLSX) as book:
        sheet = book.add_worksheet()
        if right_to_left:
            sheet.right_to_left()
        frame(history).write_excel(book, sheet.name, autofit=True, freeze_panes=(1, 0))
    return buffer.getvalue()
