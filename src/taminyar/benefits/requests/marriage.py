"""The marriage gift (S-04, S-16): each spouse asks for it on their own record."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taminyar import registries
from taminyar.benefits import answer
from taminyar.benefits.forms import MarriageForm
from taminyar.benefits.record_used import employed_on
from taminyar.benefits.requests import asked_by
from taminyar.benefits.requests.appraise import NOT_KNOWN_YET, appraisal
from taminyar.benefits.requests.typed_days import OthersNationalIdField, PastDays
from taminyar.careers import history
from taminyar.cartable import effects
from taminyar.cartable.kinds import Answers, Appraisal, Findings, RequestKind
from taminyar.cartable.request_form import RequestForm
from taminyar.law.texts import N_, Text, text
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.registries.civil import Marriage


class MarriageRequestForm(PastDays, MarriageForm, RequestForm):
    past = ("contract_date",)
    field_order = ("spouse_national_id", "contract_date")

    spouse_national_id = OthersNationalIdField(
        _("National ID of your spouse"), _("Enter the national ID of your spouse.")
    )

    def clean_spouse_national_id(self) -> str:
        typed: str = self.cleaned_data["spouse_national_id"]
        if typed == self.person.national_id:
            raise ValidationError(gettext("This is your own national ID; enter your spouse's."))
        return typed


def _inquire(person: Person, answers: Answers) -> Findings:
    """The marriage that is meant, if the civil registry has one, and those before it."""
    married = registries.civil_registry().marriages(asked_by.number_of(person))
    day = jalali.parse_date(answers["contract_date"])
    together = [m for m in married if m.spouse_national_id == answers["spouse_national_id"]]
    meant = min(together, key=lambda m: abs(m.contract_date - day), default=None)
    return {
        "marriage": _plain(meant) if meant else None,
        "earlier": [_plain(m) for m in married if m.contract_date < day and m is not meant],
    }


def _plain(marriage: Marriage) -> dict[str, Any]:
    return {
        "contract_date": jalali.iso(marriage.contract_date),
        "permanent": marriage.permanent,
        "registered": marriage.registered,
        "ended_on": jalali.iso(marriage.ended_on) if marriage.ended_on else None,
    }


def _assess(person: Person, answers: Answers, findings: Findings) -> Appraisal:
    if not findings:
        return NOT_KNOWN_YET
    record, day = history.of(person), jalali.parse_date(answers["contract_date"])
    employed = employed_on(record, day, jalali.today())
    registered, before = _registered(day, findings), _before(findings)
    facts = {
        "date": answers["contract_date"],
        "first": before is None,
        "registered": registered == _AS_STATED,
        "employed": employed,
    }
    evidence = {"registered": registered, "first": _first(before), "employed": _work(employed)}
    found = answer.from_record("marriage", facts, record)
    return appraisal(found, evidence=evidence, remarks=_remarks(day, findings))


_AS_STATED: Final = text(N_("The civil registry has this marriage on this day, permanent"))


def _registered(day: date, findings: Findings) -> Text:
    """What the civil registry says of the marriage that was stated."""
    meant = findings["marriage"]
    if meant is None:
        return text(N_("The civil registry has no marriage of the two"))
    on = jalali.parse_date(meant["contract_date"])
    if on != day:
        return text(N_("The civil registry has this marriage on another date: %(day)s"), day=on)
    if not meant["permanent"]:
        return text(N_("By the civil registry this marriage is temporary"))
    if not meant["registered"]:
        return text(N_("The civil registry knows this marriage only as it was stated"))
    return _AS_STATED


def _before(findings: Findings) -> date | None:
    """The day of an earlier permanent marriage; one that ended is an earlier one too."""
    days = [m["contract_date"] for m in findings["earlier"] if m["permanent"]]
    return jalali.parse_date(max(days)) if days else None


def _first(before: date | None) -> Text:
    if before is None:
        return text(N_("The civil registry has no earlier marriage"))
    return text(N_("The civil registry has an earlier marriage, of %(day)s"), day=before)


def _work(employed: bool) -> Text:
    if employed:
        return text(N_("By the record the work went on on that day"))
    return text(N_("The record shows no work on that day"))


def _remarks(day: date, findings: Findings) -> Iterator[Text]:
    """Contradictions, and what the branch should look at."""
    told = _registered(day, findings)
    if told != _AS_STATED:
        yield told
    meant = findings["marriage"]
    if meant and meant["ended_on"]:
        ended = jalali.parse_date(meant["ended_on"])
        yield text(N_("By the civil registry this marriage ended on %(day)s."), day=ended)
    if any(not m["permanent"] for m in findings["earlier"]):
        yield text(N_("The civil registry has an earlier temporary marriage; the branch decides."))


def _subject(person: Person, answers: Answers) -> str:
    """Whatever is typed: a person has one first marriage."""
    return "marriage"


def _once(person: Person, answers: Answers) -> str:
    return f"marriage:{asked_by.number_of(person)}"


KIND: Final = RequestKind(
    slug="marriage",
    title=_("Marriage gift: ask for it"),
    summary=_("Paid once to each insured spouse on the first marriage. No papers are needed."),
    route="marriage-request",
    icon="heart",
    form=MarriageRequestForm,
    subject=_subject,
    assess=_assess,
    inquire=_inquire,
    asks_registries=True,
    once=_once,
    one_for_a_person=True,
    branch_of=asked_by.branch_of,
    on_approved=effects.pay,
)
