"""The queues of the office."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from taminyar.accounts.models import Role
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles
from taminyar.cartable import desks
from taminyar.office.queue_page import Page, QueueFilter, filtered, page_of
from taminyar.office.queues import Queue, queues_of, sizes

KEYS: Final = ("before", "after")


@dataclass(frozen=True)
class Tab:
    """A queue to go to; `size` is counted up to `queues.MOST` and one more."""

    label: str | Promise
    url: str
    current: bool
    size: int


@require_safe
@for_roles(*desks.READERS)
def queue(request: HttpRequest) -> HttpResponse:
    """One queue with its filters, the most urgent request first. Names nobody."""
    user = user_of(request)
    duties = desks.duties_of(user)
    queues = queues_of(user, duties)
    shown = next((q for q in queues if q.slug == request.GET.get("queue")), queues[0])
    form = QueueFilter(request.GET)
    form.is_valid()
    wanted = filtered(shown.requests, form.chosen())
    page = page_of(wanted, request.GET, user, {Role(duty.role) for duty in duties})
    here = {"queue": shown.slug, **form.chosen()}
    context = {
        "tabs": tabs(queues, sizes(user, queues), shown),
        "queue": shown,
        "form": form,
        "filtered": bool(form.chosen()),
        "page": page,
        "beside": _beside(page, here),
        "here": request.get_full_path(),
    }
    return render(request, "office/queue.html", context, status=422 if form.errors else 200)


def tabs(queues: list[Queue], counted: list[int], shown: Queue | None = None) -> list[Tab]:
    """The queues as links, each with its size."""
    address = reverse("office-queue")
    return [
        Tab(queue.label, f"{address}?{urlencode({'queue': queue.slug})}", queue is shown, size)
        for queue, size in zip(queues, counted, strict=True)
    ]


def _beside(page: Page, here: dict[str, str]) -> dict[str, str | None]:
    """Addresses of the pages before and after this one, None where there is none."""
    address, keys = reverse("office-queue"), {name: getattr(page, name) for name in KEYS}
    return {
        name: f"{address}?{urlencode(here | {name: key})}" if key else None
        for name, key in keys.items()
    }
