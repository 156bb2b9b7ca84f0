"""A request at the desk: its page and the deeds on it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts.levels import View
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
from taminyar.office.way_back import came_from, page_address
from taminyar.portal.jinja import number


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
    context = {
        "page": page,
        "words": request_words,
        "in_office": in_office,
        "back": came_from(request),
    }
    return render(request, "office/request.html", context, status=status)


def pressed(view: View) -> View:
    """A deed is a POST. Asked for as a page, its address leads to the page of the request.

    A switch of the language and a sign-in come back that way to a page that a deed gave.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @for_roles(*READERS)
    @wraps(view)
    def handle(request: HttpRequest, tracking: str) -> HttpResponse:
        if request.method == "POST":
            return view(request, tracking)
        return redirect(page_address(request, tracking))

    return handle


def _doing(deed: Deed) -> Callable[..., HttpResponse]:
    """The view of a deed: when it is done the way on, else the page with what was typed."""

    @pressed
    def view(request: HttpRequest, tracking: str) -> HttpResponse:
        desk = opened(request, tracking)
        form = deed.form(desk, request.POST)
        if not form.is_valid():
            return shown(request, desk, (deed.slug, form), 422)
        try:
            request_deeds.do(deed, desk, form.cleaned_data)
        except (NotAllowed, Overtaken) as error:
            if queue := _pressed_at(request):
                return _lost(request, desk, error, queue)
            return not_done(request, tracking, (deed.slug, form), error)
        messages.success(request, _said(deed, desk))
        return redirect(_next(request, desk, deed))

    return view


def _said(deed: Deed, desk: Desk) -> str:
    """Which request it was, what was done, and the amount that was decided."""
    asked = desk.asked
    said = f"\u2066{asked}\u2069: {request_deeds.said_when_done(deed, asked)}"
    if deed.slug not in ("approve", "confirm") or not asked.amount:
        return said
    return f"{said} " + _("%(amount)s rials") % {"amount": number(asked.amount)}


def _lost(request: HttpRequest, desk: Desk, error: Exception, queue: str) -> HttpResponse:
    """Back to the queue where it was pressed, with why nothing was done; nobody is looked at."""
    why = request_deeds.in_words(error, desk.asked)
    if isinstance(error, Overtaken):
        why = _("A colleague was quicker. Nothing of yours was done; take another one.")
    messages.warning(request, f"\u2066{desk.asked}\u2069: {why}")
    return redirect(queue)


def _next(request: HttpRequest, desk: Desk, deed: Deed) -> str:
    """The queue where it was pressed or from which it was opened, else the page of the request.

    Who takes it up on its page, or judges its papers, goes on there.
    """
    if deed is request_deeds.VERDICTS:
        return f"{page_address(request, desk.asked.tracking)}#papers"
    queue = came_from(request) if deed.slug != "claim" else ""
    return _pressed_at(request) or queue or page_address(request, desk.asked.tracking)


def _pressed_at(request: HttpRequest) -> str:
    """The list in which the button stood; nothing on the page of the request."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else ""


def not_done(
    request: HttpRequest, tracking: str, wrong: tuple[str, DeedForm], error: Exception
) -> HttpResponse:
    """The page as it stands now, with why nothing was done and what was typed."""
    desk = opened(request, tracking)
    wrong[1].add_error(None, str(request_deeds.in_words(error, desk.asked)))
    return shown(request, desk, wrong, 409)


verdicts = _doing(request_deeds.VERDICTS)
claim, release, ask_papers, refer, advise, approve, confirm, send_back, refuse = map(
    _doing, request_deeds.DEEDS.values()
)


@pressed
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
    return redirect(page_address(request, desk.asked.tracking))


@pressed
def messages_read(request: HttpRequest, tracking: str) -> HttpResponse:
    """Says that what the person wrote was read by who decides, and needs no answer."""
    desk = opened(request, tracking)
    if desk.role != desk.kind.decides:
        raise PermissionDenied
    conversation.mark_read(desk.asked, desk.role)
    messages.success(request, _("Their messages are marked as read."))
    return redirect(page_address(request, desk.asked.tracking))


@pressed
def ask_registries(request: HttpRequest, tracking: str) -> HttpResponse:
    """Has a worker ask the registries again; on record, as the person's data are asked for."""
    desk = opened(request, tracking)
    if not request_page.may_ask_registries(desk):
        raise PermissionDenied
    person = desk.asked.person
    note(request, person, REGISTRIES, role=desk.role, purpose=HANDLING, branch=desk.branch)
    jobs.ask_soon(desk.asked)
    messages.success(request, _("The registries are being asked. The answer will stand here."))
    return redirect(page_address(request, desk.asked.tracking))
