"""The queue that a request was opened from: its page and its deeds carry it along as `from`."""

from typing import Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse

_LONGEST: Final = 500  # letters


def queue_address(asked: str) -> str:
    """The same address when it is that of a queue, whatever its filters; else nothing."""
    try:
        parts = urlsplit(asked[:_LONGEST])
    except ValueError:
        return ""
    ours = not parts.scheme and not parts.netloc and parts.path == reverse("office-queue")
    return parts._replace(fragment="").geturl() if ours else ""


def came_from(request: HttpRequest) -> str:
    """The address of the queue; nothing for who came otherwise."""
    return queue_address(request.POST.get("from") or request.GET.get("from", ""))


def with_queue(queue: str) -> str:
    """The query of an address of a request that is opened from this queue."""
    return f"?{urlencode({'from': queue})}"


def page_address(request: HttpRequest, tracking: str) -> str:
    """The page of a request, still knowing the queue."""
    queue = came_from(request)
    return reverse("office-request", args=[tracking]) + (with_queue(queue) if queue else "")
