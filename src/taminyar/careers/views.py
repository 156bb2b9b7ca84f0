"""The record pages: all records, wages, combined, job titles, and the file to keep."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.careers import export, freshness, history, years
from taminyar.careers.words import span_in_words
from taminyar.law.record import span
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
        "late": freshness.late_lists(record, today),
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


def _list_page(request: HttpRequest, route: str, template: str) -> HttpResponse:
    return render(request, f"careers/{template}.html", _shown(request, route))


def _year_page(request: HttpRequest, year: int, route: str, template: str) -> HttpResponse:
    """One year, month by month. A year without a line is still a page that says so."""
    shown = _shown(request, route)
    if not jalali.FIRST_YEAR <= year <= shown["through"].year + 1:
        raise Http404
    months = shown["record"].months_of(year)
    context = shown | {"year": year, "months": months, "back": reverse(route)}
    return render(request, f"careers/{template}.html", context)


@require_safe
@for_levels("insured", "pensioner")
def all_records(request: HttpRequest) -> HttpResponse:
    return _list_page(request, "records", "records")


@require_safe
@for_levels("insured", "pensioner")
def records_of_year(request: HttpRequest, year: int) -> HttpResponse:
    return _year_page(request, year, "records", "year")


@require_safe
@for_levels("insured", "pensioner")
def wages(request: HttpRequest) -> HttpResponse:
    return _list_page(request, "record-wages", "wages")


@require_safe
@for_levels("insured", "pensioner")
def wages_of_year(request: HttpRequest, year: int) -> HttpResponse:
    return _year_page(request, year, "record-wages", "wages_year")


@require_safe
@for_levels("insured", "pensioner")
def combined(request: HttpRequest) -> HttpResponse:
    return _list_page(request, "record-combined", "combined")


@require_safe
@for_levels("insured", "pensioner")
def combined_of_year(request: HttpRequest, year: int) -> HttpResponse:
    return _year_page(request, year, "record-combined", "combined_year")


@require_safe
@for_levels("insured", "pensioner")
def jobs(request: HttpRequest) -> HttpResponse:
    shown = _shown(request, "record-jobs")
    spells = years.job_spells(shown["record"])
    return render(request, "careers/jobs.html", shown | {"spells": spells})


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
