"""The account area's reading pages: its list, identity, treatment, relation with the insurer."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.access.delegates import open_to_delegates
from taminyar.accounts import levels
from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.benefits import known_values
from taminyar.benefits.answer import Answer
from taminyar.mailbox.asking import OrderForm, lead_to
from taminyar.persian import jalali
from taminyar.profile import cover as treatment_cover
from taminyar.profile import identity as who
from taminyar.profile import parts, statement
from taminyar.profile import relation as ties
from taminyar.profile.cover import Cover
from taminyar.profile.relation import Relation

_members = for_levels("insured", "employer", "pensioner")


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The parts of the account, and the way out (N-03, N-09, P-06)."""
    person, level = person_of(request), levels.current(request).name
    context = {"person": person, "parts": parts.parts_of(person, level)}
    return render(request, "profile/account.html", context)


@require_safe
def identity(request: HttpRequest) -> HttpResponse:
    """P-01."""
    entries = who.entries(person_of(request))
    context = {"entries": entries, "missing": who.missing(entries), "today": jalali.today()}
    return render(request, "profile/identity.html", context)


@require_safe
@open_to_delegates("health")
@_members
def treatment(request: HttpRequest) -> HttpResponse:
    """P-02: the state of today."""
    known = ties.of(person_of(request), jalali.today())
    return _treatment_page(request, known, treatment_cover.of(known), OrderForm())


@require_http_methods(["GET", "HEAD", "POST"])
@_members
def treatment_document(request: HttpRequest) -> HttpResponse:
    """The order for a statement of treatment cover; not for delegates."""
    person = person_of(request)
    form = OrderForm(request.POST if request.method == "POST" else None)
    known = ties.of(person, jalali.today())
    cover = treatment_cover.of(known)
    if form.is_valid():
        data = partial(statement.treatment_data, person, known, cover)
        if asked := form.ask(person, "treatment", data, statement.SHOWN):
            return lead_to(asked)
    return _treatment_page(request, known, cover, form)


def _treatment_page(
    request: HttpRequest, known: Relation, cover: Cover, form: OrderForm
) -> HttpResponse:
    context = {
        "relation": known,
        "cover": cover,
        "ways": [treatment_cover.WAYS[way] for way in cover.ways],
        "answer": Answer(cover.assessment, None, () if known.works else None),
        "used": known_values.used_in(cover.assessment),
        "calculator": {"amount": _("Your cover"), "refusal": _("Not covered today")},
        "form": form,
    }
    return render(request, "profile/treatment.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_members
def relation(request: HttpRequest) -> HttpResponse:
    """P-03: the relation today, and the order for a statement about it."""
    person = person_of(request)
    form = OrderForm(request.POST if request.method == "POST" else None, addressed=True)
    known = ties.of(person, jalali.today())
    if form.is_valid():
        data = partial(statement.relation_data, person, known)
        if asked := form.ask(person, "relation", data, statement.SHOWN):
            return lead_to(asked)
    context = {"relation": known, "form": form}
    return render(request, "profile/relation.html", context, status=422 if form.errors else 200)
