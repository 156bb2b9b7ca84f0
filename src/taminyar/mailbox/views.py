"""The mailbox: what lies in it, one thing of it, and what is being made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from taminyar.accounts.signed_in import person_of
from taminyar.accounts.throttle import TooManyTries
from taminyar.mailbox import asking, issue, item_list, item_words, my_sections, permission, verify
from taminyar.mailbox.models import Issuing, Item, Sort, Verifiable
from taminyar.mailbox.permission_forms import PermissionForm
from taminyar.people.models import Person


@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """What every room has to show here, in short."""
    person = person_of(request)
    sections = [(section, section.show(person)) for section in my_sections.all_sections()]
    return render(request, "mailbox/my.html", {"sections": sections})


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Everything in the mailbox, newest first, or what was searched for."""
    person = person_of(request)
    context = {
        "page": item_list.page_of(person, request.GET, reverse("mailbox")),
        "unread": item_list.unread_of(person),
        "most": item_list.MOST_COUNTED,
    }
    return render(request, "mailbox/mailbox.html", context)


@require_safe
def item(request: HttpRequest, number: int) -> HttpResponse:
    """One thing of the mailbox, by what it is."""
    person = person_of(request)
    found = get_object_or_404(Item.objects.of(person), number=number)
    context = {"item": found, "title": item_words.title_of(found)}
    if found.sort == Sort.DOCUMENT:
        context |= _checked(_verifiable(person, number))
    if found.file:
        context["size"] = item_words.size_in_words(found.size)
    return render(request, f"mailbox/{found.sort}.html", context)


def _checked(document: Verifiable) -> dict[str, Any]:
    """What the page of a document says about checking it."""
    state = verify.state_of(document)
    return {
        "document": document,
        "state": (state.label, item_words.CHIPS[state]),
        "address": issue.verify_address(document.code),
    }


def _verifiable(person: Person, number: int) -> Verifiable:
    return get_object_or_404(Verifiable.objects.of(person), number=number)


@require_POST
def open_item(request: HttpRequest, number: int) -> HttpResponse:
    """Marks the item as read, once, and leads to it, or to its file.

    Looking never writes, so what counts as read is this press of a button.
    """
    items = Item.objects.of(person_of(request)).filter(number=number)
    found = get_object_or_404(items)
    items.filter(read_at=None).exclude(sort=Sort.PAPER).update(read_at=timezone.now())
    leads_to = request.POST.get("to", "")
    if found.file and leads_to in ("file", "download"):
        download = "?download" if leads_to == "download" else ""
        return redirect(reverse("mailbox-file", args=[number]) + download)
    return redirect("mailbox-item", number)


# ---- what others may check


@require_http_methods(["GET", "POST"])
def change_permission(request: HttpRequest, number: int) -> HttpResponse:
    """Which fields a verifier sees, and until when."""
    person = person_of(request)
    found, document = _mine(request, number)
    form = PermissionForm(found, document, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with transaction.atomic():
            permission.set_shown(person, number, form.cleaned_data["fields_shown"])
            if not form.keeps_period:
                permission.set_open_until(person, number, form.days())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("mailbox-item", number)
    context = {
        "form": form,
        "item": found,
        "document": document,
        "title": item_words.title_of(found),
    }
    return render(request, "mailbox/permission.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Asks once more, then takes the document back for good."""
    found, document = _mine(request, number)
    if request.method == "POST":
        permission.revoke(person_of(request), number)
        messages.success(request, _("The document is taken back. Whoever checks it is told so."))
        return redirect("mailbox-item", number)
    context = {"item": found, "document": document, "title": item_words.title_of(found)}
    return render(request, "mailbox/revoke.html", context)


def _mine(request: HttpRequest, number: int) -> tuple[Item, Verifiable]:
    """A document of the person with its code; else 404."""
    person = person_of(request)
    found = get_object_or_404(Item.objects.of(person), number=number, sort=Sort.DOCUMENT)
    return found, _verifiable(person, number)


# ---- what is being made


@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a document is that was asked for; a POST asks anew for one that failed."""
    person = person_of(request)
    issuing = get_object_or_404(Issuing.objects.of(person), pk=pk)
    if request.method == "POST":
        return _ask_again(request, issuing)
    by_script = bool(HtmxDetails(request))
    if issuing.number is not None:
        leads_to = reverse("mailbox-item", args=[issuing.number])
        return HttpResponseClientRedirect(leads_to) if by_script else redirect(leads_to)
    context = {
        "title": item_words.kind_title(issuing.kind),
        "failed": issuing.state == Issuing.State.FAILED,
    }
    name = "asked_progress" if by_script else "asked"
    return render(request, f"mailbox/{name}.html", context)


def _ask_again(request: HttpRequest, issuing: Issuing) -> HttpResponse:
    try:
        again = issue.ask_again(person_of(request), issuing)
    except TooManyTries as error:
        (told,) = asking.wait(error).messages
        messages.error(request, told)
        return redirect("mailbox-asked", issuing.pk)
    return asking.lead_to(again)
