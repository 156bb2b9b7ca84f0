"""Sick pay (S-06): asked for with the certificate of the rest. No registry knows of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from taminyar.benefits import answer
from taminyar.benefits.forms import SicknessForm
from taminyar.benefits.requests import asked_by
from taminyar.benefits.requests.appraise import appraisal
from taminyar.benefits.requests.typed_days import PastDays
from taminyar.careers import history
from taminyar.cartable import effects
from taminyar.cartable.kinds import Answers, Appraisal, Findings, Paper, RequestKind
from taminyar.cartable.request_form import RequestForm
from taminyar.people.models import Person
from taminyar.persian import jalali


class SicknessRequestForm(PastDays, SicknessForm, RequestForm):
    # The last day may be yet to come: it stands in the certificate.
    past = ("start",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end >= jalali.add_years(start, 1):
            told = _("Last day of rest: one request is for a year at most. Is the year right?")
            self.add_error("end", told)
        return cleaned


def _facts(answers: Answers) -> dict[str, Any]:
    stated = {name: answers[name] for name in ("start", "end", "hospitalised", "accident")}
    return stated | {"dependants": answers["marital_status"] == "married"}


def _assess(person: Person, answers: Answers, findings: Findings) -> Appraisal:
    return appraisal(answer.from_record("sickness", _facts(answers), history.of(person)))


def _subject(person: Person, answers: Answers) -> str:
    return str(answers["start"])


def _papers(answers: Answers) -> Sequence[Paper]:
    certificate = Paper(
        "rest-certificate",
        _("Medical certificate of the rest"),
        _("The doctor's paper with the first and the last day, signed and stamped."),
    )
    if not answers["hospitalised"]:
        return (certificate,)
    return (certificate, Paper("discharge", _("Discharge paper of the hospital")))


def _period(answers: Answers) -> tuple[date, date]:
    return jalali.parse_date(answers["start"]), jalali.parse_date(answers["end"])


KIND: Final = RequestKind(
    slug="sickness",
    title=_("Sick pay: ask for it"),
    summary=_("For the days a doctor told you to rest."),
    route="sickness-request",
    icon="thermometer",
    form=SicknessRequestForm,
    subject=_subject,
    assess=_assess,
    papers=_papers,
    period=_period,
    branch_of=asked_by.branch_of,
    on_approved=effects.pay,
)
