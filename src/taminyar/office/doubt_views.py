"""Answering people who do not recognise an access to their file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.access import doubts
from taminyar.access.deeds import Deed
from taminyar.access.log_page import line
from taminyar.access.models import AccessDoubt, AccessEntry
from taminyar.accounts.models import Role
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles
from taminyar.office.forms import AnswerForm
from taminyar.office.note import branch_of, note
from taminyar.office.purposes import ANSWER, ANSWERING, DOUBT

SHOWN = 24


@require_safe
@for_roles(Role.ADMINISTRATOR)
def waiting(request: HttpRequest) -> HttpResponse:
    """The doubts that wait longest. Whose file it is shows only when one is opened."""
    found = list(AccessDoubt.objects.open().order_by("asked_at")[: SHOWN + 1])
    keys = [doubt.pk for doubt in found[:SHOWN]]
    entries = {entry.pk: entry for entry in AccessEntry.objects.filter(pk__in=keys)}
    shown = [(doubt, line(entries[doubt.pk])) for doubt in found[:SHOWN]]
    return render(request, "office/doubts.html", {"doubts": shown, "more": len(found) > SHOWN})


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def one(request: HttpRequest, person: int, number: int) -> HttpResponse:
    """One doubt and its answer. Nobody judges an access of their own or to their own file."""
    doubts_with_person = AccessDoubt.objects.select_related("person")
    doubt = get_object_or_404(doubts_with_person, person=person, number=number)
    entry = AccessEntry.objects.of(doubt.person).get(number=number)
    if user_of(request).pk == entry.actor_id or user_of(request).person_id == doubt.person_id:
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _note(request, doubt, ANSWER)
        doubts.answer(doubt, user_of(request), form.cleaned_data["words"])
        return redirect("office-doubts")
    _note(request, doubt, DOUBT)
    context = {"form": form, "line": line(entry, doubt), "person": doubt.person}
    return render(request, "office/doubt.html", context, status=422 if form.errors else 200)


def _note(request: HttpRequest, doubt: AccessDoubt, deed: Deed) -> None:
    role = Role.ADMINISTRATOR
    branch = branch_of(request, role)
    note(request, doubt.person, deed, role=role, purpose=ANSWERING, branch=branch)
