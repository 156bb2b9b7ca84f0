"""`taminyar parameters [NAME] [--as-of 1404-01-01] [--json]`: the dated values of the law."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taminyar.law import values
from taminyar.law.values import MissingValue, Series
from taminyar.persian import jalali


class Command(BaseCommand):
    help = "Show the values of the law by their day of effect, with source and confidence."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", metavar="NAME", help="such as wage.housing, or wage")
        parser.add_argument("--as-of", type=_day, metavar="1404-01-01", help="in force that day")
        parser.add_argument("--json", action="store_true", help="one JSON line a value")

    def handle(self, *, name: str | None, as_of: date | None, **options: Any) -> None:
        chosen = _chosen(name)
        for series in chosen:
            rows = self._rows(series, as_of, alone=len(chosen) == 1)
            write = self._write_json if options["json"] else self._write_text
            write(series, rows)
            if series.stale(jalali.today()):
                due = jalali.iso(series.confirm_by)
                self.stderr.write(f"{series.name}: was to be confirmed again by {due}")

    def _rows(self, series: Series, day: date | None, *, alone: bool) -> list[dict[str, Any]]:
        try:
            return list(_dated(series, day))
        except MissingValue as missing:
            if alone:
                raise CommandError(str(missing), returncode=2) from None
            self.stderr.write(str(missing))
            return []

    def _write_json(self, series: Series, rows: list[dict[str, Any]]) -> None:
        about = {"name": series.name, "title": series.title, "title_fa": series.title_fa}
        stale = series.stale(jalali.today())
        for row in rows:
            line = about | {"unit": series.unit} | row | {"stale": stale}
            self.stdout.write(json.dumps(line, ensure_ascii=False))

    def _write_text(self, series: Series, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.stdout.write(f"{series.name}: {series.title} ({series.unit})")
        for row in rows:
            self.stdout.write(
                f"  {row['from']}  {_readable(row['value']):>12}  {row['confidence']}"
                f"  {row['source']}; confirmed {row['confirmed_on']}"
            )


def _day(written: str) -> date:
    try:
        return jalali.parse_date(written)
    except ValueError as wrong:
        raise ArgumentTypeError(f"{written}: {wrong}") from None


def _chosen(name: str | None) -> list[Series]:
    """The series of that name, or of that subject (the part before the dot), or all."""
    every = values.every()
    if name in every:
        return [every[name]]
    found = [each for key, each in every.items() if not name or key.startswith(f"{name}.")]
    if not found:
        raise CommandError(f"There is no parameter {name}.", returncode=2)
    return found


def _dated(series: Series, day: date | None) -> Iterator[dict[str, Any]]:
    """The values as told in JSON: all, or the one in force on a day. Raises MissingValue."""
    in_force = series.values if day is None else (series.on(day),)
    dates = zip(series.published_on, series.confirmed_on, strict=True)
    for used, (published_on, confirmed_on) in zip(series.values, dates, strict=True):
        if used in in_force:
            told = {"published_on": published_on, "confirmed_on": confirmed_on}
            yield used.to_json() | told


def _readable(value: int | str) -> str:
    return f"{value:,}" if isinstance(value, int) else value
