"""The calculators: three from the member's own record, one for every rule, and the law itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.benefits import answer, documents, known_values, record_used
from taminyar.benefits.answer import Answer
from taminyar.benefits.calculators import CALCULATORS, by_group
from taminyar.benefits.forms import (
    CalculatorForm,
    FactsForm,
    MarriageForm,
    MaternityForm,
    SicknessForm,
)
from taminyar.careers import history
from taminyar.law import rules
from taminyar.law.facts import BadInput
from taminyar.mailbox.asking import lead_to
from taminyar.mailbox.models import Issuing
from taminyar.people.models import Person, Sex
from taminyar.persian import jalali

# Working something out writes nothing; a POST keeps what was typed out of addresses and logs.
# With `send` among the fields an answer from the own record goes to the mailbox as a document.
_NO_FACTS = ("csrfmiddlewaretoken", "send")
asked_or_answered = require_http_methods(["GET", "HEAD", "POST"])


@asked_or_answered
@for_levels("insured")
def sickness(request: HttpRequest) -> HttpResponse:
    """S-06."""
    form = SicknessForm(request.POST if request.method == "POST" else None)
    return _page(request, "sickness", form, lambda: _from_record(request, "sickness", form))


@asked_or_answered
@for_levels("insured")
def marriage(request: HttpRequest) -> HttpResponse:
    """S-07: whether the work went on is read from the record, not asked."""
    form = MarriageForm(request.POST if request.method == "POST" else None)
    return _page(request, "marriage", form, lambda: _marriage(request, form))


def _marriage(request: HttpRequest, form: MarriageForm) -> Answer:
    record = history.of(person_of(request))
    day = form.cleaned_data["contract_date"]
    employed = record_used.employed_on(record, day, jalali.today())
    remark = _work_on(day, employed=employed)
    found = answer.from_record("marriage", form.facts() | {"employed": employed}, record)
    taken = _("We took it as your first marriage, permanent and officially registered.")
    return replace(found, remarks=[remark, taken])


def _work_on(day: date, *, employed: bool) -> str:
    """What the record says of the work on a day; of one yet to come it says nothing."""
    if day > jalali.today():
        if employed:
            return _("This day is yet to come; we took it that your work goes on until then.")
        return _("This day is yet to come; by your record you are not in work now.")
    if employed:
        return _("By your record you were in work on the day of the contract.")
    return _("By your record you were not in work on the day of the contract.")


@asked_or_answered
@for_levels("insured")
def maternity(request: HttpRequest) -> HttpResponse:
    """S-08, for women only (A-09)."""
    if person_of(request).sex == Sex.MALE:
        return render(request, "benefits/for_women.html", status=403)
    form = MaternityForm(request.POST if request.method == "POST" else None)
    return _page(request, "maternity", form, lambda: _from_record(request, "maternity", form))


def _from_record(request: HttpRequest, rule: str, form: FactsForm) -> Answer:
    return answer.from_record(rule, form.facts(), history.of(person_of(request)))


@require_safe
@login_not_required
def calculators(request: HttpRequest) -> HttpResponse:
    return render(request, "benefits/calculators.html", {"groups": by_group()})


@asked_or_answered
@login_not_required
def calculator(request: HttpRequest, rule: str) -> HttpResponse:
    """Any rule, with figures typed by whoever asks; a member may use the own record instead."""
    if rule not in CALCULATORS:
        raise Http404
    person = person_of(request) if request.user.is_authenticated else None
    form = CalculatorForm(
        CALCULATORS[rule],
        request.POST if request.method == "POST" else None,
        career=rules.find(rule).needs_career,
        own_record=person is not None,
        known=_known(person),
    )
    return _page(request, rule, form, lambda: _typed(rule, form, person))


def _known(person: Person | None) -> dict[str, Any]:
    """What need not be asked again of who is signed in."""
    return {"birth_date": person.birth_date, "sex": person.sex} if person else {}


def _typed(rule: str, form: CalculatorForm, person: Person | None) -> Answer:
    if person and form.from_own_record:
        return answer.from_record(rule, form.facts(), history.of(person))
    return answer.from_typed(rule, form.facts(), form.career())


def _page(
    request: HttpRequest, rule: str, form: FactsForm, ask: Callable[[], Answer]
) -> HttpResponse:
    """The form, and below it, when it was filled in well, the answer."""
    found = None
    if form.is_valid():
        try:
            found = ask()
        except BadInput as wrong:
            form.refuse(wrong)
    own = not isinstance(form, CalculatorForm)
    if own and (asked := _asked_for(request, rule, form, found)):
        return lead_to(asked)
    context = {
        "rule": rule,
        "calculator": CALCULATORS[rule],
        "form": form,
        "answer": found,
        "used": known_values.used_in(found.assessment) if found and found.assessment else [],
        "posted": [(name, request.POST[name]) for name in request.POST if name not in _NO_FACTS],
    }
    template = "benefits/own_calculator.html" if own else "benefits/calculator.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _asked_for(
    request: HttpRequest, rule: str, form: FactsForm, found: Answer | None
) -> Issuing | None:
    """The answer as a document, when the person asked for that."""
    if "send" not in request.POST or found is None or found.assessment is None:
        return None
    return documents.ask(person_of(request), CALCULATORS[rule], found, form)


@require_safe
@login_not_required
def law(request: HttpRequest) -> HttpResponse:
    """Every value of the law by subject, or those that match the words searched for."""
    words = request.GET.get("q", "").strip()[:100]
    subjects = known_values.by_subject(words)
    context = {"q": words, "subjects": subjects, "count": sum(len(s.values) for s in subjects)}
    return render(request, "benefits/law.html", context)
