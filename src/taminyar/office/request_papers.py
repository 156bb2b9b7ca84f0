"""A paper of a request at the desk, opened on record. Verdicts on it: see `request_forms`."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taminyar.accounts.staff import for_roles
from taminyar.cartable import paper_file
from taminyar.cartable.desks import READERS
from taminyar.cartable.models import Attachment
from taminyar.office.note import note
from taminyar.office.purposes import HANDLING, REQUEST_PAPER
from taminyar.office.request_access import Desk, opened


@require_safe
@for_roles(*READERS)
def paper(request: HttpRequest, tracking: str, paper: UUID) -> HttpResponse:
    """The file of a paper; each look is on record before it is read."""
    desk = opened(request, tracking)
    wanted = _named(desk, paper)
    person = desk.asked.person
    note(request, person, REQUEST_PAPER, role=desk.role, purpose=HANDLING, branch=desk.branch)
    return cast("HttpResponse", paper_file.respond(request, wanted))  # or what streams


def _named(desk: Desk, key: UUID) -> Attachment:
    """The paper of this request. Raises Http404."""
    found = next((one for one in desk.papers if one.pk == key), None)
    if found is None:
        raise Http404
    return found
