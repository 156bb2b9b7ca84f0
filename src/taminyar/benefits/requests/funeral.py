"""The funeral grant (article 84): asked for by whoever of the family paid for the burial."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taminyar import registries
from taminyar.benefits import answer
from taminyar.benefits.record_used import employed_on
from taminyar.benefits.requests import asked_by
from taminyar.benefits.requests.appraise import NOT_KNOWN_YET, appraisal
from taminyar.benefits.requests.typed_days import OthersNationalIdField, PastDays
from taminyar.careers import history
from taminyar.cartable import effects
from taminyar.cartable.kinds import Answers, Appraisal, Findings, Paper, RequestKind
from taminyar.cartable.request_form import RequestForm
from taminyar.law.assessment import Condition
from taminyar.law.texts import N_, Text, text
from taminyar.people.forms import JalaliDateField
from taminyar.people.models import Person
from taminyar.persian import jalali

_ARTICLE: Final = "84"
_OTHER: Final = "other"


class FuneralRequestForm(PastDays, RequestForm):
    past = ("death_date",)

    deceased_national_id = OthersNationalIdField(
        _("National ID of the deceased"), _("Enter the national ID of the deceased.")
    )
    death_date = JalaliDateField(label=_("Date of death"))
    relation = forms.ChoiceField(
        label=_("What were they to you?"),
        choices=[
            ("spouse", _("My husband or wife")),
            ("child", _("My son or daughter")),
            ("parent", _("My father or mother")),
            (_OTHER, _("Somebody else")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("What were they to you: choose one, please.")},
    )

    def clean_deceased_national_id(self) -> str:
        typed: str = self.cleaned_data["deceased_national_id"]
        if typed == self.person.national_id:
            raise ValidationError(gettext("This is your own national ID; enter the other one."))
        return typed


def _inquire(person: Person, answers: Answers) -> Findings:
    """Whether the civil registry has the death on the day; of another day it tells nothing more.

    Neither that somebody lives nor when they died is for whoever types a number.
    """
    died = registries.civil_registry().death(answers["deceased_national_id"])
    return {"died": died == jalali.parse_date(answers["death_date"])}


def _assess(person: Person, answers: Answers, findings: Findings) -> Appraisal:
    if not findings:
        return NOT_KNOWN_YET
    died = findings["died"]
    found = answer.from_typed("funeral", {"date": answers["death_date"]})
    remarks, office = (_remarks(answers), _of_the_deceased(answers)) if died else ((), ())
    death = [_death(died)]
    return appraisal(found, conditions=death, remarks=remarks, office_remarks=office)


def _death(died: bool) -> Condition:
    told = text(N_("The death is registered, on the day that was stated"))
    evidence = text(N_("The civil registry has the death on this day"))
    if not died:
        evidence = text(N_("The civil registry does not have a death of this person on this day"))
    return Condition("death", died, told, _ARTICLE, evidence)


def _remarks(answers: Answers) -> Iterator[Text]:
    """The same for everybody: who types a number learns nothing of the work of another."""
    yield text(
        N_(
            "The branch finds out whether the deceased was insured or drew a pension, or was the "
            "spouse of somebody who is."
        )
    )
    if answers["relation"] == _OTHER:
        yield text(N_("The law names spouse, child and parent; the branch checks who paid."))


def _of_the_deceased(answers: Answers) -> Iterator[Text]:
    if _in_work(answers["deceased_national_id"], jalali.parse_date(answers["death_date"])):
        yield text(N_("By the record the deceased was insured and in work at the time."))
    else:
        yield text(
            N_(
                "The record shows no work of the deceased at the time. A pension, or a spouse who "
                "is insured or retired, is to be looked for."
            )
        )


def _in_work(national_id: str, day: date) -> bool:
    deceased = Person.objects.filter(national_id=national_id).first()
    return deceased is not None and employed_on(history.of(deceased), day, jalali.today())


def _subject(person: Person, answers: Answers) -> str:
    return str(answers["deceased_national_id"])


def _papers(answers: Answers) -> Sequence[Paper]:
    hint = _("The invoice in your name, or the certificate of the death or of the burial.")
    return (Paper("burial", _("Invoice of the burial, or death certificate"), hint),)


def _once(person: Person, answers: Answers) -> str:
    """Paid once for a deceased, whoever asks."""
    return f"funeral:{answers['deceased_national_id']}"


KIND: Final = RequestKind(
    slug="funeral",
    title=_("Funeral grant: ask for it"),
    summary=_("Paid to the family towards the burial of an insured person or pensioner."),
    route="funeral-request",
    icon="flower",
    form=FuneralRequestForm,
    subject=_subject,
    assess=_assess,
    inquire=_inquire,
    asks_registries=True,
    papers=_papers,
    once=_once,
    levels=frozenset({"insured", "pensioner"}),
    branch_of=asked_by.branch_of,
    on_approved=effects.pay,
)
