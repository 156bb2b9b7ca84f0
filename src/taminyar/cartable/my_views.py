"""What members see of their requests: the list, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from taminyar.access.delegates import open_to_delegates
from taminyar.accounts.signed_in import person_of
from taminyar.cartable import my_payment, my_request, my_requests, paper_file
from taminyar.cartable.models import Attachment, Request
from taminyar.cartable.my_forms import MessageForm
from taminyar.mailbox import my_sections


def mine(request: HttpRequest, code: str) -> Request:
    """The person's own request of that tracking code, in whatever form it is typed; else 404."""
    person = person_of(request)
    asked = get_object_or_404(Request.objects.of(person).tracked(code).select_related("branch"))
    asked.person = person
    return asked


@open_to_delegates("requests")
@require_safe
def all_requests(request: HttpRequest) -> HttpResponse:
    """K-01: everything that was sent, and above it what was not sent yet."""
    person, by_delegate = person_of(request), _by_delegate(request)
    context = {
        "page": my_requests.page_of(person, request.GET),
        "drafts": [] if by_delegate else my_requests.drafts_of(person),
        "sections": [] if by_delegate else my_sections.all_sections(),
        "by_delegate": by_delegate,
    }
    return render(request, "cartable/my_requests.html", context)


@open_to_delegates("requests")
@require_safe
def one_request(request: HttpRequest, code: str) -> HttpResponse:
    """How it stands; a delegate sees no answers, no papers and no messages."""
    return page(request, mine(request, code))


def page(request: HttpRequest, asked: Request, form: MessageForm | None = None) -> HttpResponse:
    """The page of a request, with a message that could not be sent if there is one."""
    person, by_delegate = person_of(request), _by_delegate(request)
    payment = my_payment.of(person, asked)
    context: dict[str, Any] = my_request.shown(asked, payment) | {"by_delegate": by_delegate}
    if not by_delegate:
        context |= my_request.of_its_person(person, asked, context["events"])
        context |= {"payment": payment, "form": form or MessageForm()}
    status = 422 if form and form.errors else 200
    return render(request, "cartable/request.html", context, status=status)


@require_safe
def paper(request: HttpRequest, code: str, pk: UUID) -> HttpResponseBase:
    """The file of a paper that was given with the request."""
    papers = Attachment.objects.filter(request=mine(request, code))
    return paper_file.respond(request, get_object_or_404(papers, pk=pk))


def _by_delegate(request: HttpRequest) -> bool:
    return bool(getattr(request, "acting_for", None))
