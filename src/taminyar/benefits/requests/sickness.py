"""Sick pay (S-06): asked for with the certificate of the rest.

No registry knows of the illness; the civil one knows the family, on which the rate depends.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from taminyar import registries
from taminyar.benefits import answer
from taminyar.benefits.forms import SicknessForm
from taminyar.benefits.requests import asked_by
from taminyar.benefits.requests.appraise import appraisal
from taminyar.benefits.requests.typed_days import PastDays
from taminyar.careers import history
from taminyar.careers.history import History
from taminyar.careers.models import Kind
from taminyar.cartable import effects
from taminyar.cartable.kinds import Answers, Appraisal, Findings, Paper, RequestKind
from taminyar.cartable.request_form import RequestForm
from taminyar.law.record import counted_days
from taminyar.law.texts import N_, Text, text
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth


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


def _inquire(person: Person, answers: Answers) -> Findings:
    """Whether there was a husband or wife, or a child, on the first day of the rest."""
    registry, own = registries.civil_registry(), asked_by.number_of(person)
    day = jalali.parse_date(answers["start"])
    begun = [m for m in registry.marriages(own) if m.contract_date <= day]
    married = any(m.ended_on is None or m.ended_on >= day for m in begun)
    return {"family": married or any(c.birth_date <= day for c in registry.children(own))}


def _assess(person: Person, answers: Answers, findings: Findings) -> Appraisal:
    """What was stated gives the amount; remarks tell what contradicts it."""
    record = history.of(person)
    found = answer.from_record("sickness", _facts(answers), record)
    return appraisal(found, remarks=[*_family(answers, findings), *_wages(answers, record)])


def _family(answers: Answers, findings: Findings) -> Iterator[Text]:
    stated = answers["marital_status"] == "married"
    if not findings or stated == findings["family"]:
        return
    if stated:
        told = N_(
            "Somebody is stated to be dependent. The civil registry has neither a marriage that "
            "lasts nor a child; the branch asks whether a father or mother is."
        )
    else:
        told = N_(
            "Nobody is stated to be dependent. The civil registry has a marriage that lasts, or "
            "a child; with a dependant the pay is higher."
        )
    yield text(told)


def _wages(answers: Answers, record: History) -> Iterator[Text]:
    """No wage is due from an employer for days of sick pay (article 59)."""
    span, first = _period(answers), JalaliMonth.of(_period(answers)[0])
    months = first.range_to(JalaliMonth.of(span[1]))
    paid = sum(_paid_by_employers(record, month, span) for month in months)
    if paid:
        told = N_(
            "By the record an employer has paid %(days)s of these days too. Wage and sick pay are "
            "not both due; the branch asks the employer."
        )
        yield text(told, days=paid)


def _paid_by_employers(record: History, month: JalaliMonth, span: tuple[date, date]) -> int:
    """Days of the rest in a month that its paid days leave no room for."""
    if month not in record.months:
        return 0
    lines = record.months[month].lines
    worked = counted_days(month, [line.days for line in lines if line.kind == Kind.MANDATORY])
    rest = (min(month.last_day, span[1]) - max(month.first_day, span[0])).days + 1
    return max(0, worked + rest - month.days)


def _subject(person: Person, answers: Answers) -> str:
    return str(answers["start"])


def _papers(answers: Answers) -> Sequence[Paper]:
    certificate = Paper(
        "rest-certificate",
        _("Medical certificate of the rest"),
        _("The doctor's paper with the first and the last day, signed and stamped."),
    )
    discharge = Paper("discharge", _("Discharge paper of the hospital"))
    report = Paper(
        "accident-report",
        _("Report of the accident or occupational disease"),
        _("From the employer, the police or the doctor: when it happened, where and how."),
    )
    more = (discharge, answers["hospitalised"]), (report, answers["accident"])
    return (certificate, *(paper for paper, needed in more if needed))


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
    inquire=_inquire,
    asks_registries=True,
    papers=_papers,
    period=_period,
    branch_of=asked_by.branch_of,
    on_approved=effects.pay,
)
