"""The papers of a request at the desk: opening one, and saying whether it is good."""

from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from taminyar.accounts.staff import for_roles
from taminyar.cartable import decide, paper_file
from taminyar.cartable.decide import Fault
from taminyar.cartable.desks import READERS
from taminyar.cartable.models import Attachment, Verdict
from taminyar.cartable.move import NotAllowed, Overtaken
from taminyar.office import request_page
from taminyar.office.note import note
from taminyar.office.purposes import HANDLING, REQUEST_PAPER
from taminyar.office.request_access import Desk, opened
from taminyar.office.request_forms import VerdictForm
from taminyar.office.request_views import not_done, shown


@require_safe
@for_roles(*READERS)
def paper(request: HttpRequest, tracking: str, paper: UUID) -> HttpResponse:
    """The file of a paper; each look is on record before it is read."""
    desk = opened(request, tracking)
    wanted = _named(desk, paper)
    person = desk.asked.person
    note(request, person, REQUEST_PAPER, role=desk.role, purpose=HANDLING, branch=desk.branch)
    return cast("HttpResponse", paper_file.respond(request, wanted))  # or what streams


@require_POST
@for_roles(*READERS)
def verdict(request: HttpRequest, tracking: str, paper: UUID) -> HttpResponse:
    """Notes whether a paper is good; a later verdict takes the place of an earlier one."""
    desk = opened(request, tracking)
    judged = _named(desk, paper)
    if judged.replaced_by_id or not request_page.may_judge(desk):
        raise PermissionDenied
    form = VerdictForm(desk, judged, request.POST)
    if not form.is_valid():
        return shown(request, desk, (f"verdict-{judged.pk}", form), 422)
    try:
        _judge(desk, judged, form.cleaned_data["verdict"], form.cleaned_data["words"])
    except (NotAllowed, Overtaken) as error:
        return not_done(request, tracking, (f"verdict-{judged.pk}", form), error)
    return redirect(f"{reverse('office-request', args=[desk.asked.tracking])}#paper-{judged.pk}")


def _judge(desk: Desk, judged: Attachment, verdict: str, words: str) -> None:
    if verdict == Verdict.GOOD:
        decide.accept_paper(desk.asked, desk.user, desk.role, judged)
    else:
        decide.judge(desk.asked, desk.user, desk.role, Fault(judged, verdict, words))


def _named(desk: Desk, key: UUID) -> Attachment:
    """The paper of this request. Raises Http404."""
    found = next((one for one in desk.papers if one.pk == key), None)
    if found is None:
        raise Http404
    return found
