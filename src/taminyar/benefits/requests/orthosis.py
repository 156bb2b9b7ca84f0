"""Help with an orthosis or prosthesis (S-15), for the person or a dependant.

The civil registry says whether a dependant is one; our own requests, when the aid was last paid
for. The day that counts for both is that of the purchase, whenever it was paid.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from taminyar import registries
from taminyar.accounts.models import Role
from taminyar.benefits import answer
from taminyar.benefits.requests import aids, asked_by, cover
from taminyar.benefits.requests.appraise import NOT_KNOWN_YET, appraisal, with_conditions
from taminyar.benefits.requests.orthosis_form import ME, OrthosisRequestForm
from taminyar.cartable import effects
from taminyar.cartable.kinds import Answers, Appraisal, Findings, Paper, RequestKind
from taminyar.cartable.models import Request
from taminyar.law.assessment import Condition
from taminyar.law.texts import N_, Text, text
from taminyar.people.models import Person
from taminyar.persian import jalali

_AID, _FAMILY = "2-10", "58"  # the section on aids; the article that names the family
_SELF, _SPOUSE, _CHILD, _NOBODY = "self", "spouse", "child", "nobody"


def _inquire(person: Person, answers: Answers) -> Findings:
    """How the dependant belongs to the person by the civil registry."""
    if answers["beneficiary"] == ME:
        return {"tie": _SELF}
    registry, own = registries.civil_registry(), asked_by.number_of(person)
    dependant = answers["dependant_national_id"]
    if any(child.national_id == dependant for child in registry.children(own)):
        return {"tie": _CHILD}
    with_them = [m for m in registry.marriages(own) if m.spouse_national_id == dependant]
    day = jalali.parse_date(answers["bought_on"])
    lasting = (m for m in with_them if m.registered and (m.ended_on is None or m.ended_on > day))
    then = next((m for m in lasting if m.contract_date <= day), None)
    if then is None:
        return {"tie": _NOBODY}
    return {"tie": _SPOUSE, "until": jalali.iso(then.ended_on) if then.ended_on else None}


def _assess(person: Person, answers: Answers, findings: Findings) -> Appraisal:
    """What the law says of the purchase, for who was covered that day."""
    made = _of_the_purchase(person, answers, findings)
    if made.assessment is None:
        return made
    covered = cover.on(person, jalali.parse_date(answers["bought_on"]))
    needed = cover.condition(covered, dependant=findings["tie"] != _SELF)
    return with_conditions(made, [needed], covered.assumptions)


def _of_the_purchase(person: Person, answers: Answers, findings: Findings) -> Appraisal:
    if not findings:
        return NOT_KNOWN_YET
    day, tie = jalali.parse_date(answers["bought_on"]), findings["tie"]
    # Of somebody who is no dependant nothing is told, not even that there was a payment.
    days = aids.bought(answers["item"], _beneficiary(person, answers)) if tie != _NOBODY else []
    if ended := findings.get("until"):  # nor of the time after a divorce
        days = [paid for paid in days if paid <= jalali.parse_date(ended)]
    last = max((paid for paid in days if paid < day), default=None)
    found = answer.from_typed("orthosis", _facts(answers, last))
    return appraisal(
        found,
        evidence={"renewal": _renewal(answers["item"], day, last)},
        conditions=[*_family(tie), *_no_newer(day, days)],
        assumptions=() if tie == _SELF else (text(_KEPT),),
        remarks=_remarks(answers["item"], day, last),
    )


def _facts(answers: Answers, last: date | None) -> dict[str, Any]:
    return {
        "item": answers["item"],
        "invoice": answers["invoice"],
        "date": answers["bought_on"],
        "last_paid": jalali.iso(last) if last else None,
    }


_TIES: Final = {
    _SPOUSE: N_("By the civil registry this is the husband or wife"),
    _CHILD: N_("By the civil registry this is the child"),
    _NOBODY: N_("The civil registry has no marriage that lasts and no child with this national ID"),
}
_KEPT: Final = N_(
    "The dependant is still kept by the person: the branch checks age, study and work where the "
    "law asks for them."
)


def _family(tie: str) -> Iterator[Condition]:
    if tie != _SELF:
        told = text(N_("The aid is for the husband, the wife or a child"))
        yield Condition("dependant", tie != _NOBODY, told, _FAMILY, text(_TIES[tie]))


def _no_newer(day: date, days: Sequence[date]) -> Iterator[Condition]:
    """An older invoice that is brought after a newer one was paid for."""
    if newer := max((paid for paid in days if paid > day), default=None):
        told = text(N_("No newer purchase of the same was paid for"))
        found = text(N_("The purchase of %(day)s was paid for"), day=newer)
        yield Condition("newer", False, told, _AID, found)


def _renewal(item: str, day: date, last: date | None) -> Text:
    if last is None:
        return text(N_("No payment for an earlier purchase is known here"))
    again = aids.again(item, last, day)
    if again is None:
        return text(N_("The purchase of %(day)s was paid for"), day=last)
    told = N_("The purchase of %(day)s was paid for; the next is from %(again)s")
    return text(told, day=last, again=again)


def _remarks(item: str, day: date, last: date | None) -> Iterator[Text]:
    if last:
        yield text(N_("Paid for last: the purchase of %(day)s."), day=last)
    if again := aids.again(item, day, day):
        yield text(N_("After this purchase the next can be paid for from %(day)s."), day=again)


def _papers(answers: Answers) -> Sequence[Paper]:
    return (
        Paper(
            "prescription",
            _("Prescription"),
            _("For glasses it must show the numbers. A clear picture will do."),
        ),
        Paper("invoice", _("Invoice"), _("With the date, the price and the seller.")),
    )


def payable(answers: Answers) -> int:
    """The invoice, at most the tariff where it is known: rials."""
    tariff = aids.tariff(answers["item"], jalali.parse_date(answers["bought_on"]))
    invoice: int = answers["invoice"]
    return invoice if tariff is None else min(invoice, tariff)


def _needs_advice(request: Request) -> Role | None:
    limit = settings.REVIEWED_RIALS
    return Role.MEDICAL_REVIEWER if payable(request.answers) >= limit else None


def _beneficiary(person: Person, answers: Answers) -> str:
    return str(answers["dependant_national_id"]) or asked_by.number_of(person)


def _subject(person: Person, answers: Answers) -> str:
    return aids.subject_of(answers["item"], _beneficiary(person, answers))


def _paid_otherwise(request: Request) -> bool:
    """Whether the other parent, say, was paid for a purchase that stands against this one.

    Approvals of the same aid for the same person wait for each other here.
    """
    with connection.cursor() as cursor:
        key = f"{aids.SLUG} {request.subject}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    return _of_the_purchase(request.person, request.answers, request.findings).refused


def _once(person: Person, answers: Answers) -> str:
    """One purchase is paid once, whichever parent asks."""
    return f"{_subject(person, answers)}:{answers['bought_on']}"


KIND: Final = RequestKind(
    slug=aids.SLUG,
    title=_("Glasses, dentures, hearing aids: ask for it"),
    summary=_("For you, your husband, wife or child. A picture of prescription and invoice."),
    route="orthosis-request",
    icon="glasses",
    form=OrthosisRequestForm,
    subject=_subject,
    assess=_assess,
    inquire=_inquire,
    asks_registries=True,
    needs_registries=lambda answers: answers["beneficiary"] != ME,
    papers=_papers,
    once=_once,
    needs_advice=_needs_advice,
    paid_otherwise=_paid_otherwise,
    levels=frozenset({"insured", "pensioner"}),
    branch_of=asked_by.branch_of,
    on_approved=effects.pay,
)
