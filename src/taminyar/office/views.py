"""Reading a person's file for a stated purpose."""

from datetime import timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.access.deeds import Deed
from taminyar.access.log_page import LogFilter, page_of
from taminyar.accounts.levels import View
from taminyar.accounts.models import Role
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles, roles_of
from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.office import opened, person_file
from taminyar.office.forms import OpenFileForm
from taminyar.office.note import branch_of, note, role_of
from taminyar.office.opened import OpenedFile
from taminyar.office.purposes import ACCESS_LOG, FILE, OPENED
from taminyar.people.models import Person
from taminyar.persian import national_id as national_ids

# Who works on people's files. The administrator sees who looked, never the file itself: whoever
# checks the others must have no reason of their own to look.
READERS: Final = (
    Role.BRANCH_OFFICER,
    Role.PENSIONS_OFFICER,
    Role.MEDICAL_REVIEWER,
    Role.FINANCE_OFFICER,
    Role.CONTACT_AGENT,
)
LOOKS: Final = Limit("office-file", 60, timedelta(hours=1))


def _asks_to_sign_in_without_the_address(view: View) -> View:
    """A visitor is led on to the form; the address itself, which holds a national ID, is dropped.

    Both are read by Django's LoginRequiredMiddleware.
    """
    view.redirect_field_name = ""  # type: ignore[attr-defined]
    view.login_url = lazy(_sign_in, str)()  # type: ignore[attr-defined]
    return view


def _sign_in() -> str:
    return f"{reverse('account_login')}?next={reverse('office-people')}"


def page_of_file(request: HttpRequest) -> str:
    """The page of a file that the role opens: the file itself, or who looked at it."""
    return "office-file" if roles_of(request) & set(READERS) else "office-file-access"


@require_http_methods(["GET", "POST"])
@for_roles()
def people(request: HttpRequest) -> HttpResponse:
    """Opens a file for half an hour. Says whether there is one only to who gave a purpose."""
    form = OpenFileForm(request.POST or None)
    if not form.is_valid():
        return _asking(request, form, 422 if form.errors else 200)
    try:
        LOOKS.spend(str(user_of(request).pk))
    except TooManyTries as error:
        return render(request, "office/too_many.html", {"minutes": error.minutes}, status=429)
    wanted = form.cleaned_data["national_id"]
    person = Person.objects.filter(national_id=wanted).first()
    if wanted == user_of(request).national_id:
        form.add_error("national_id", _("Nobody may open their own file here."))
    elif person is None:
        form.add_error("national_id", _("Nobody with this national ID is on file."))
    else:
        return _opened(request, person, form.purpose_kept)
    return _asking(request, form, 422)


def _opened(request: HttpRequest, person: Person, purpose: str) -> HttpResponse:
    """On record first: that somebody is on file at all is something to learn about them."""
    wanted, role = str(person.national_id), role_of(request, (*READERS, Role.ADMINISTRATOR))
    branch = branch_of(request, role)
    note(request, person, OPENED, role=role, purpose=purpose, branch=branch)
    opened.open_file(request, wanted, purpose, branch)
    return redirect(page_of_file(request), wanted)


def _asking(request: HttpRequest, form: OpenFileForm, status: int = 200) -> HttpResponse:
    return render(request, "office/people.html", {"form": form}, status=status)


@_asks_to_sign_in_without_the_address
@require_safe
@for_roles(*READERS)
def file(request: HttpRequest, national_id: str) -> HttpResponse:
    """The person's file; every look is on record before anything is read."""
    now_open = opened.named(request, _canonical(national_id))
    if now_open is None:
        return _ask_purpose(request, national_id)
    person = _looked_at(request, now_open, FILE, READERS)
    return render(request, "office/file.html", {"file": person_file.of(person)})


@_asks_to_sign_in_without_the_address
@require_safe
@for_roles(Role.ADMINISTRATOR)
def file_access(request: HttpRequest, national_id: str) -> HttpResponse:
    """Who looked at the person's file; this look stands in the same log."""
    now_open = opened.named(request, _canonical(national_id))
    if now_open is None:
        return _ask_purpose(request, national_id)
    person = _looked_at(request, now_open, ACCESS_LOG, (Role.ADMINISTRATOR,))
    form = LogFilter(request.GET)
    page = page_of(person, form, request.GET) if form.is_valid() else None
    context = {"form": form, "page": page, "person": person}
    return render(request, "office/file_access.html", context, status=200 if page else 422)


def _canonical(national_id: str) -> str:
    try:
        return national_ids.normalise(national_id)
    except ValueError as error:
        raise Http404 from error


def _ask_purpose(request: HttpRequest, national_id: str) -> HttpResponse:
    """The same page whether or not there is such a person: nobody is looked for."""
    return _asking(request, OpenFileForm(initial={"national_id": _canonical(national_id)}))


def _looked_at(
    request: HttpRequest, now_open: OpenedFile, deed: Deed, roles: tuple[Role, ...]
) -> Person:
    """The person, once the look is on record."""
    person = get_object_or_404(Person, national_id=now_open.national_id)
    role, purpose, branch = role_of(request, roles), now_open.purpose, now_open.branch
    note(request, person, deed, role=role, purpose=purpose, branch=branch)
    return person
