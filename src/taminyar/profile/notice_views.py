"""The bell: what the person was told, and how they want to be told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taminyar.accounts.signed_in import person_of
from taminyar.notices import choices
from taminyar.notices.events import Group, all_events
from taminyar.notices.models import Channel, Notice


@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The notices, newest first; a POST marks those up to `newest` as read."""
    mine = Notice.objects.of(person_of(request)).shown()
    if request.method == "POST":
        if newest := _id(request.POST.get("newest", "")):
            mine.up_to(newest).mark_read()
        return redirect("notices")
    before = _id(request.GET.get("before", ""))
    page, older = mine.page(before)
    context = {"page": page, "before": before, "older": older, "any_unread": mine.unread().exists()}
    return render(request, "profile/notices.html", context)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
def notice_choices(request: HttpRequest) -> HttpResponse:
    """Which groups of events are told by which channel."""
    person = person_of(request)
    if request.method == "POST":
        choices.choose(person, _ticked(request))
        messages.success(request, _("Your choices are saved."))
        return redirect("notice-choices")
    wanted = choices.of(person)
    context = {
        "lines": [_line(group, wanted) for group in _choosable()],
        "always": [event.title for event in all_events() if event.critical],
    }
    return render(request, "profile/notice_choices.html", context)


def _choosable() -> list[Group]:
    """The groups that hold anything to choose about."""
    held = {event.group for event in all_events() if not event.critical}
    return [group for group in Group if group in held]


def _ticked(request: HttpRequest) -> choices.Wanted:
    return {
        (group, channel): _field(group, channel) in request.POST
        for group in _choosable()
        for channel in Channel
    }


def _line(group: Group, wanted: choices.Wanted) -> dict[str, Any]:
    titles = [event.title for event in all_events() if event.group == group and not event.critical]
    boxes = [
        {"name": _field(group, channel), "label": channel.label, "on": wanted[group, channel]}
        for channel in Channel
    ]
    return {"label": group.label, "titles": titles, "boxes": boxes}


def _field(group: Group, channel: Channel) -> str:
    return f"{group.value}-{channel.value}"
