"""An answer of the law as a document: «how my allowance was computed».

Made in the language that is active, which must be the document's. Values are written by the very
filters that write them on the pages.
"""

from typing import Any, Final, cast

from django import forms
from django.template import engines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taminyar.accounts.throttle import TooManyTries
from taminyar.benefits import known_values
from taminyar.benefits.answer import Answer, Way
from taminyar.benefits.calculators.shape import Calculator
from taminyar.benefits.forms import FactsForm
from taminyar.benefits.known_values import KnownValue
from taminyar.benefits.record_used import YearUsed
from taminyar.law.assessment import Assessment, Condition, Step
from taminyar.law.texts import Text, Value
from taminyar.mailbox import issue
from taminyar.mailbox.asking import language_here, person_data, wait
from taminyar.mailbox.document_data import (
    Alternative,
    AssessmentData,
    ConditionLine,
    StepLine,
    UsedLine,
    amount_of,
    day_of,
)
from taminyar.mailbox.models import Issuing
from taminyar.people.models import Person
from taminyar.persian import jalali

# What whoever checks the document sees unless the person chooses otherwise: no amount.
SHOWN: Final = ("name", "as-of", "about")
_UNSURE: Final = {"M": gettext_lazy("one source"), "L": gettext_lazy("assumed")}


def told(text: Text) -> str:
    """A sentence of the law in the active language."""
    return _filtered("told", text)


def written(value: Value) -> str:
    """A value of the law in the digits, calendar and words of the active language."""
    return _filtered("written", value)


def _filtered(name: str, value: Any) -> str:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return cast("str", environment.filters[name](value))


def ask(person: Person, calculator: Calculator, answer: Answer, form: FactsForm) -> Issuing | None:
    """Asks for the document in the language of the page.

    None when too many were asked for, which then stands on the form.
    """
    language = language_here()
    data = assessment_data(person, calculator, answer, form, language)
    try:
        return issue.ask(person, "assessment", dict(data), language=language, shown=SHOWN)
    except TooManyTries as error:
        form.add_error(None, wait(error))
    return None


def assessment_data(
    person: Person, calculator: Calculator, answer: Answer, form: forms.Form, language: str
) -> AssessmentData:
    """What the page shows of an answer that lacks no value of the law."""
    made = cast("Assessment", answer.assessment)
    due = made.amount if made.eligible else None
    return {
        "person": person_data(person),
        "as_of": day_of(jalali.today(), language),
        "about": str(calculator.title),
        "eligible": made.eligible,
        "verdict": _verdict(answer, made),
        "amount": None if due is None else amount_of(due, language),
        "amount_label": str(calculator.amount),
        "conditions": [condition_line(condition) for condition in answer.needed],
        "alternatives": [_alternative(way) for way in answer.ways],
        "steps": [_step(step) for step in made.steps],
        "assumptions": [told(text) for text in made.assumptions],
        "used": [_used(known) for known in known_values.used_in(made)],
        "law_version": made.law_version,
        "inputs_hash": made.inputs_hash,
        "notes": [*_stated(form), *answer.remarks, *_from_record(answer), _what_it_is()],
    }


def condition_line(condition: Condition) -> ConditionLine:
    return {
        "text": told(condition.text),
        "met": condition.met,
        "article": condition.article,
        "evidence": told(condition.evidence),
    }


def _verdict(answer: Answer, made: Assessment) -> str:
    if made.eligible:
        if made.amount == 0:
            return _("The conditions are met, but nothing is payable for these days.")
        return _("A way is open to you.") if answer.ways else _("Every condition is met.")
    unmet = sum(not condition.met for condition in answer.needed)
    if not unmet:
        return _("None of the ways is open on this day.")
    return ngettext(
        "Not due: one condition is not met.", "Not due: %(num)s conditions are not met.", unmet
    ) % {"num": unmet}


def _alternative(way: Way) -> Alternative:
    return {
        "label": _("Open") if way.met else _("Not open"),
        "conditions": [condition_line(condition) for condition in way.conditions],
    }


def _step(step: Step) -> StepLine:
    value, how = written(step.value), told(step.expression)
    return {
        "label": told(step.label),
        "expression": "" if how in ("", "Σ", value) else how,
        "value": step.value,
        "shown": value,
    }


def _used(known: KnownValue) -> UsedLine:
    value, doubt = written(known.used.value), _UNSURE.get(known.used.confidence)
    return {
        "label": known.title,
        "shown": f"{value} {known.unit}".strip(),
        "since": written(known.used.start),
        "source": f"{known.source} ({doubt})" if doubt else known.source,
    }


def _stated(form: forms.Form) -> list[str]:
    """What the person answered, a line for each question."""
    return [
        _("%(question)s: %(answer)s") % {"question": field.label, "answer": _answered(field, value)}
        for name, field in form.fields.items()
        if (value := form.cleaned_data.get(name)) is not None
    ]


def _answered(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ChoiceField):
        return str(dict(cast("Any", field.choices))[value])
    return written(value)


def _from_record(answer: Answer) -> list[str]:
    return [_year(year) for year in answer.record or ()]


def _year(year: YearUsed) -> str:
    values = {
        "first": written(year.first),
        "last": written(year.last),
        "days": year.days,
        "wages": None if year.wages is None else written(year.wages),
    }
    if year.wages is None:
        return _("From the record, %(first)s to %(last)s: %(days)s days.") % values
    sum_too = _("From the record, %(first)s to %(last)s: %(days)s days, wages of %(wages)s rials.")
    return sum_too % values


def _what_it_is() -> str:
    return _("Worked out by the service from the record; the decision is the branch's.")
