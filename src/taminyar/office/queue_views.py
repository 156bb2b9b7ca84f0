"""The queues of the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts.models import Role, User
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles, roles_of
from taminyar.cartable import desks
from taminyar.cartable.models import RequestQuerySet
from taminyar.office import take_up
from taminyar.office.queue_filter import QueueFilter, filtered
from taminyar.office.queue_page import Page, page_of
from taminyar.office.queues import Queue, queues_of, sizes
from taminyar.office.way_back import queue_address, with_queue

KEYS: Final = ("before", "after")


@dataclass(frozen=True)
class Tab:
    """A queue to go to; `size` is counted up to `queues.MOST` and one more."""

    label: str | Promise
    url: str
    current: bool
    size: int


@require_safe
@for_roles(*desks.READERS, Role.FINANCE_OFFICER)
def queue(request: HttpRequest) -> HttpResponse:
    """One queue with its filters, the most urgent request first. Names nobody.

    What finance works from are the payments.
    """
    if not roles_of(request) & set(desks.READERS):
        return redirect("office-payments")
    user = user_of(request)
    duties = desks.duties_of(user)
    queues = queues_of(user, duties)
    shown, form = _named(queues, request.GET), QueueFilter(request.GET)
    form.is_valid()
    wanted, roles = filtered(shown.requests, form.chosen()), {Role(duty.role) for duty in duties}
    page = page_of(wanted, request.GET, user, roles, shown.order)
    address = request.get_full_path()
    context = {
        "tabs": tabs(queues, sizes(user, queues), shown),
        "queue": shown,
        "form": form,
        "chosen": _chosen(shown, form),
        "page": page,
        "beside": _beside(page, _asked(shown, form)),
        "here": address,
        "carried": with_queue(address),
    }
    return render(request, "office/queue.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*desks.READERS)
def take_next(request: HttpRequest) -> HttpResponse:
    """Takes up the most urgent free request of the queue `next`, and opens it."""
    if request.method != "POST":
        return redirect("office-queue")
    here = queue_address(request.POST.get("next", ""))
    shown, wanted = _of_address(user_of(request), here)
    if shown.role is None:
        raise PermissionDenied
    taken = take_up.next_of(wanted, user_of(request), shown.role)
    if taken is None:
        messages.info(request, _("Nothing free is left here to take up."))
        return redirect(here or "office-queue")
    return redirect(reverse("office-request", args=[taken.tracking]) + with_queue(here))


def _of_address(user: User, address: str) -> tuple[Queue, RequestQuerySet]:
    """The queue of an address, and the requests that its filters leave."""
    asked = QueryDict(urlsplit(address).query)
    shown, form = _named(queues_of(user, desks.duties_of(user)), asked), QueueFilter(asked)
    form.is_valid()
    return shown, filtered(shown.requests, form.chosen())


def _named(queues: Sequence[Queue], asked: QueryDict) -> Queue:
    """The queue that is asked for, or the first."""
    return next((queue for queue in queues if queue.slug == asked.get("queue")), queues[0])


def tabs(queues: Sequence[Queue], counted: Sequence[int], shown: Queue | None = None) -> list[Tab]:
    """The queues as links, each with its size."""
    return [
        Tab(queue.label, _address({"queue": queue.slug}), queue is shown, size)
        for queue, size in zip(queues, counted, strict=True)
    ]


def _address(asked: Mapping[str, str]) -> str:
    return f"{reverse('office-queue')}?{urlencode(asked)}"


def _asked(shown: Queue, form: QueueFilter) -> dict[str, str]:
    """What stands in the address of this queue with these filters."""
    chosen = {name: "on" if value is True else value for name, value in form.chosen().items()}
    return {"queue": shown.slug, **chosen}


def _chosen(shown: Queue, form: QueueFilter) -> list[tuple[str, str]]:
    """Each filter that is set, in words, and the address without it."""
    asked = _asked(shown, form)
    return [
        (form.in_words(name), _address({key: asked[key] for key in asked if key != name}))
        for name in form.chosen()
    ]


def _beside(page: Page, here: dict[str, str]) -> dict[str, str | None]:
    """Addresses of the pages before and after this one, None where there is none."""
    keys = {name: getattr(page, name) for name in KEYS}
    return {name: _address(here | {name: key}) if key else None for name, key in keys.items()}
