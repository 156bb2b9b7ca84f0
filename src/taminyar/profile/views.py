"""The account area's reading pages: its list, identity, treatment, relation with the insurer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.access.delegates import open_to_delegates
from taminyar.accounts import levels
from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.benefits import known_values
from taminyar.benefits.answer import Answer
from taminyar.careers.models import Kind
from taminyar.pensions.models import Kind as PensionKind
from taminyar.persian import jalali
from taminyar.profile import cover as treatment_cover
from taminyar.profile import identity as who
from taminyar.profile import parts, relation_form
from taminyar.profile import relation as ties
from taminyar.profile import statement as statements
from taminyar.profile.models import CertificateOrder
from taminyar.profile.relation_form import RelationForm

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
    cover = treatment_cover.of(known)
    context = {
        "relation": known,
        "cover": cover,
        "answer": Answer(cover.assessment, None, () if known.works else None),
        "used": known_values.used_in(cover.assessment),
        "calculator": {"amount": _("Your cover"), "refusal": _("Not covered today")},
    }
    return render(request, "profile/treatment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_members
def relation(request: HttpRequest) -> HttpResponse:
    """P-03: the relation today, and the order for a statement about it."""
    person = person_of(request)
    form = RelationForm(request.POST if request.method == "POST" else None)
    known = ties.of(person, jalali.today())
    if form.is_valid():
        statement = statements.statement_of(person, known)
        kept = statements.order(person, statement=statement, **form.cleaned_data)
        return redirect("relation-statement", kept.pk)
    context = {"relation": known, "form": form, "institutions": relation_form.institutions()}
    return render(request, "profile/relation.html", context, status=422 if form.errors else 200)


@require_safe
@_members
def statement(request: HttpRequest, order: int) -> HttpResponse:
    """The statement as it was when it was ordered, to print."""
    found = get_object_or_404(CertificateOrder.objects.of(person_of(request)), pk=order)
    context = {
        "order": found,
        "said": found.statement,
        "work_kinds": {kind.value: kind.label for kind in Kind},
        "pension_kinds": {kind.value: kind.label for kind in PensionKind},
    }
    return render(request, "profile/statement.html", context)
