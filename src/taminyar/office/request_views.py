"""A request at the desk: its page and the deeds on it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taminyar.accounts.staff import for_roles
from taminyar.cartable import conversation, standing
from taminyar.cartable.desks import READERS
from taminyar.cartable.move import NotAllowed, Overtaken
from taminyar.office import jobs, request_deeds, request_page, request_words
from taminyar.office.note import note
from taminyar.office.purposes import HANDLING, REGISTRIES, REQUEST
from taminyar.office.request_access import Desk, opened
from taminyar.office.request_deeds import Deed
from taminyar.office.request_forms import DeedForm, MessageForm
from taminyar.office.state_words import in_office


@require_safe
@for_roles(*READERS)
def one(request: HttpRequest, tracking: str) -> HttpResponse:
    """The request with all that is needed to decide it; the look is on record first."""
    return shown(request, opened(request, tracking))


def shown(
    request: HttpRequest, desk: Desk, wrong: tuple[str, DeedForm] | None = None, status: int = 200
) -> HttpResponse:
    """On record before anything of it is read. `wrong` is the form that comes back, if any."""
    person = desk.asked.person
    note(request, person, REQUEST, role=desk.role, purpose=HANDLING, branch=desk.branch)
    page = request_page.of(desk, wrong)
    context = {"page": page, "words": request_words, "in_office": in_office}
    return render(request, "office/request.html", context, status=status)


def _doing(deed: Deed) -> Callable[..., HttpResponse]:
    """The view of a deed: back to the page when it is done, else the page with what was typed."""

    @require_POST
    @for_roles(*READERS)
    def view(request: HttpRequest, tracking: str) -> HttpResponse:
        desk = opened(request, tracking)
        form = deed.form(desk, request.POST)
        if not form.is_valid():
            return shown(request, desk, (deed.slug, form), 422)
        try:
            request_deeds.do(deed, desk, form.cleaned_data)
        except (NotAllowed, Overtaken) as error:
            return not_done(request, tracking, (deed.slug, form), error)
        messages.success(request, str(deed.done))
        return redirect(_next(request, desk))

    return view


def _next(request: HttpRequest, desk: Desk) -> str:
    """Where it was pressed: the queue, when it says so, else the page of the request."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("office-request", args=[desk.asked.tracking])


def not_done(
    request: HttpRequest, tracking: str, wrong: tuple[str, DeedForm], error: Exception
) -> HttpResponse:
    """The page as it stands now, with why nothing was done and what was typed."""
    desk = opened(request, tracking)
    wrong[1].add_error(None, str(request_deeds.in_words(error, desk.asked)))
    return shown(request, desk, wrong, 409)


claim, release, ask_papers, refer, advise, approve, confirm, send_back, refuse = map(
    _doing, request_deeds.DEEDS.values()
)


@require_POST
@for_roles(*READERS)
def message(request: HttpRequest, tracking: str) -> HttpResponse:
    """Writes to the person; pressed twice it is one message."""
    desk = opened(request, tracking)
    form = MessageForm(desk, request.POST)
    if not form.is_valid():
        return shown(request, desk, ("message", form), 422)
    if not standing.can_write(desk.asked):
        return not_done(request, tracking, ("message", form), NotAllowed())
    said = form.cleaned_data
    conversation.write(desk.asked, desk.user, desk.role, said["text"], said["key"])
    messages.success(request, _("Your message is sent."))
    return redirect("office-request", desk.asked.tracking)


@require_POST
@for_roles(*READERS)
def ask_registries(request: HttpRequest, tracking: str) -> HttpResponse:
    """Has a worker ask the registries again; on record, as the person's data are asked for."""
    desk = opened(request, tracking)
    if not request_page.may_ask_registries(desk):
        raise PermissionDenied
    person = desk.asked.person
    note(request, person, REGISTRIES, role=desk.role, purpose=HANDLING, branch=desk.branch)
    jobs.ask_soon(desk.asked)
    messages.success(request, _("The registries are being asked. The answer will stand here."))
    return redirect("office-request", desk.asked.tracking)
