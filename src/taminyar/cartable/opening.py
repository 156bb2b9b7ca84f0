"""Whether a kind of request is open to who asks, before any step of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from taminyar.accounts import levels
from taminyar.accounts.signed_in import person_of
from taminyar.cartable import kinds
from taminyar.cartable.kinds import RequestKind

type View = Callable[..., HttpResponseBase]


def for_its_kind(view: View) -> View:
    """Gives the view the kind of the address; 403 under another level and to whom it is closed."""

    @wraps(view)
    def handle(request: HttpRequest, slug: str, **rest: Any) -> HttpResponseBase:
        kind = kinds.named(slug)
        _check_level(request, kind)
        if why := kind.closed_to(person_of(request)):
            context = {"kind": kind, "why": why}
            return render(request, "cartable/asking_closed.html", context, status=403)
        return view(request, kind, **rest)

    return handle


def _check_level(request: HttpRequest, kind: RequestKind) -> None:
    if levels.current(request).name not in kind.levels:
        raise levels.OtherLevel([levels.LEVELS[name] for name in sorted(kind.levels)])
