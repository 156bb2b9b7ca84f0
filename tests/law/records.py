"""Careers of so many paid days that end with a month."""

from taminyar.persian.jalali import JalaliMonth
from tests.law.questions import Rows, row


def paid(days: int, wage: int, last: str = "1404-06") -> Rows:
    """So many days in a row, each month at that wage in rials; the oldest may be part of one."""
    rows, month = [], JalaliMonth.parse(last)
    while days > 0:
        rows.append(row(str(month), min(days, month.days), wage))
        days, month = days - month.days, month - 1
    return rows


def onward(days: int, wage: int, first: str) -> Rows:
    """So many days in a row from the first of a month on; the newest may be part of one."""
    rows, month = [], JalaliMonth.parse(first)
    while days > 0:
        rows.append(row(str(month), min(days, month.days), wage))
        days, month = days - month.days, month + 1
    return rows
