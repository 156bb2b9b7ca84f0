"""The record pages: all records, wages, combined, job titles, and the file to keep."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.access.delegates import open_to_delegates
from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.careers import documents, export, freshness, history, tables, years
from taminyar.careers.document_forms import RecordOrderForm
from taminyar.careers.history import History, Month
from taminyar.careers.tables import Table
from taminyar.careers.words import not_here_yet, span_in_words
from taminyar.careers.years import Year
from taminyar.law.record import span
from taminyar.mailbox.asking import language_here, lead_to
from taminyar.persian import jalali


def _shown(request: HttpRequest, page: str) -> dict[str, Any]:
    """What every record page shows: the record, how far it reaches, the sister pages."""
    record = history.of(person_of(request))
    today = jalali.today()
    through = freshness.expected_through(today)
    return {
        "record": record,
        "years": years.by_year(record, through),
        "span": span_in_words(span(record.days)),
        "through": through,
        "missing": not_here_yet(
            freshness.late_lists(record, today), freshness.missing_lists(record), language_here()
        ),
        "silent_since": freshness.silent_since(record, through),
        "today": today,
        "pages": _sister_pages(page),
    }


def _sister_pages(current: str) -> list[dict[str, Any]]:
    pages = {
        "records": _("All records"),
        "record-wages": _("Wages"),
        "record-combined": _("Combined"),
        "record-jobs": _("Job titles"),
    }
    return [
        {"label": label, "url": reverse(route), "current": route == current}
        for route, label in pages.items()
    ]


def _list_page(
    request: HttpRequest, route: str, template: str, table: Callable[[list[Year]], Table]
) -> HttpResponse:
    shown = _shown(request, route)
    context = shown | {"table": table(shown["years"])}
    return render(request, f"careers/{template}.html", context)


def _year_page(
    request: HttpRequest,
    year: int,
    route: str,
    template: str,
    table: Callable[[list[Month], History], Table],
) -> HttpResponse:
    """One year, month by month. A year without a line is still a page that says so."""
    shown = _shown(request, route)
    if not jalali.FIRST_YEAR <= year <= shown["through"].year + 1:
        raise Http404
    record = shown["record"]
    months = record.months_of(year)
    context = shown | {
        "year": year,
        "months": months,
        "table": table(months, record),
        "back": reverse(route),
    }
    return render(request, f"careers/{template}.html", context)


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def all_records(request: HttpRequest) -> HttpResponse:
    return _list_page(request, "records", "records", tables.records)


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def records_of_year(request: HttpRequest, year: int) -> HttpResponse:
    return _year_page(request, year, "records", "year", tables.records_of_year)


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def wages(request: HttpRequest) -> HttpResponse:
    return _list_page(request, "record-wages", "wages", tables.wages)


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def wages_of_year(request: HttpRequest, year: int) -> HttpResponse:
    return _year_page(request, year, "record-wages", "wages_year", tables.wages_of_year)


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def combined(request: HttpRequest) -> HttpResponse:
    return _list_page(request, "record-combined", "combined", tables.combined)


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def combined_of_year(request: HttpRequest, year: int) -> HttpResponse:
    return _year_page(request, year, "record-combined", "combined_year", tables.combined_of_year)


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def jobs(request: HttpRequest) -> HttpResponse:
    shown = _shown(request, "record-jobs")
    spells = years.job_spells(shown["record"])
    context = shown | {"spells": spells, "table": tables.jobs(spells)}
    return render(request, "careers/jobs.html", context)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to_delegates("record")
@require_safe
@for_levels("insured", "pensioner")
def record_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The whole record to keep, as `csv` or `xlsx`."""
    record = history.of(person_of(request))
    if extension == "csv":
        response = HttpResponse(export.as_csv(record), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(export.as_xlsx(record, get_language_bidi()), content_type=_XLSX)
    name = f"record-{jalali.iso(jalali.today())}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_levels("insured", "pensioner")
def record_document(request: HttpRequest) -> HttpResponse:
    """The record as a signed document, or a part of it; not for delegates."""
    person, today = person_of(request), jalali.today()
    record = history.of(person)
    form = RecordOrderForm(request.POST if request.method == "POST" else None, record=record)
    if form.is_valid():
        data = partial(documents.DATA_OF[form.chosen_kind], person, record, form.extent, today)
        if asked := form.ask(person, form.chosen_kind, data, documents.SHOWN):
            return lead_to(asked)
    context = {"form": form, "record": record}
    return render(request, "careers/document.html", context, status=422 if form.errors else 200)
