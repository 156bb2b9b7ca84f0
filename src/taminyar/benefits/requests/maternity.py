"""Maternity pay (S-14), for insured women (A-09)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar import registries
from taminyar.benefits import answer
from taminyar.benefits.forms import MaternityForm
from taminyar.benefits.requests import asked_by
from taminyar.benefits.requests.appraise import NOT_KNOWN_YET, appraisal
from taminyar.careers import history
from taminyar.cartable import effects
from taminyar.cartable.kinds import Answers, Appraisal, Findings, Paper, RequestKind
from taminyar.cartable.request_form import RequestForm
from taminyar.law.texts import N_, Text, text
from taminyar.people.forms import JalaliDateField, WholeNumberField
from taminyar.people.models import Person, Sex
from taminyar.persian import jalali

_MOST_CHILDREN: Final = 9
# Guides say two months at most before the birth; no text of the law we have says so.
_USUAL_BEFORE: Final = 62


class MaternityRequestForm(MaternityForm, RequestForm):
    delivery = JalaliDateField(
        label=_("Day of birth"), help_text=_("Or the day on which the child is expected")
    )
    children = WholeNumberField(
        label=_("Children born at once"),
        help_text=_("Leave it empty for one child"),
        least=1,
        most=_MOST_CHILDREN,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"].help_text = _(
            "This day counts too. State the whole leave: nine months, or twelve for twins."
        )

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        born, end = cleaned.get("delivery"), cleaned.get("end")
        if born and end and born > end:
            self.add_error("delivery", _("The day of birth is after the last day of the leave."))
        return cleaned


def _inquire(person: Person, answers: Answers) -> Findings:
    """How many children the civil registry has for the day."""
    children = registries.civil_registry().children(asked_by.number_of(person))
    day = jalali.parse_date(answers["delivery"])
    return {"born": sum(child.birth_date == day for child in children)}


def _assess(person: Person, answers: Answers, findings: Findings) -> Appraisal:
    if not findings:
        return NOT_KNOWN_YET
    found = answer.from_record("maternity", answers, history.of(person))
    remarks = [*_remarks(answers, findings["born"]), *_beginning(answers)]
    return appraisal(found, remarks=remarks)


def _beginning(answers: Answers) -> Iterator[Text]:
    """A leave that begins at an unusual time; the branch decides."""
    before = (jalali.parse_date(answers["delivery"]) - jalali.parse_date(answers["start"])).days
    if before > _USUAL_BEFORE:
        told = N_(
            "The leave begins %(days)s days before the birth; about two months are usual. The "
            "branch decides."
        )
        yield text(told, days=before)
    elif before < 0:
        told = N_("The leave begins %(days)s days after the birth; the branch decides.")
        yield text(told, days=-before)


def _remarks(answers: Answers, born: int) -> Iterator[Text]:
    """A newborn may not be registered yet, so a birth that is missing is no refusal."""
    stated, day = answers["children"], jalali.parse_date(answers["delivery"])
    if born == 0:
        yield text(
            N_("The civil registry has no birth on %(day)s yet; the certificate proves it."),
            day=day,
        )
    elif born != stated:
        told = N_("Children stated: %(stated)s. By the civil registry born that day: %(born)s.")
        yield text(told, stated=stated, born=born)
    else:
        yield text(N_("The civil registry has the birth on %(day)s."), day=day)


def _subject(person: Person, answers: Answers) -> str:
    return str(answers["delivery"])


def _papers(answers: Answers) -> Sequence[Paper]:
    """A child who is still expected has no certificate."""
    born = jalali.parse_date(answers["delivery"]) <= jalali.today()
    birth = Paper(
        "birth-certificate",
        _("Birth certificate of the child"),
        _("The one from the hospital will do."),
        required=born,
    )
    leave = Paper(
        "leave-certificate",
        _("Medical certificate of the leave"),
        _("The doctor's or midwife's paper with the days of the leave."),
    )
    return (birth, leave)


def _closed_to(person: Person) -> Promise | None:
    if person.sex != Sex.MALE:
        return None
    return _(
        "This service is for women. Maternity pay goes to the insured mother: she asks for it "
        "after signing in with her own national ID."
    )


def _period(answers: Answers) -> tuple[date, date]:
    return jalali.parse_date(answers["start"]), jalali.parse_date(answers["end"])


def _once(person: Person, answers: Answers) -> str:
    """One leave for a birth: it cannot be stretched by asking again."""
    return f"maternity:{asked_by.number_of(person)}:{answers['delivery']}"


KIND: Final = RequestKind(
    slug="maternity",
    title=_("Maternity pay: ask for it"),
    summary=_("For insured mothers: two thirds of the wage during the leave."),
    route="maternity-request",
    icon="baby",
    form=MaternityRequestForm,
    subject=_subject,
    assess=_assess,
    inquire=_inquire,
    asks_registries=True,
    papers=_papers,
    closed_to=_closed_to,
    once=_once,
    period=_period,
    branch_of=asked_by.branch_of,
    on_approved=effects.pay,
)
