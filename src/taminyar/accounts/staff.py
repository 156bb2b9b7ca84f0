"""Staff: what a page of the office asks of who opens it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from taminyar.accounts.levels import View, for_levels
from taminyar.accounts.models import Role


def roles_of(request: HttpRequest) -> set[Role]:
    """The duties of who is signed in, as kept at sign-in; none outside the staff level."""
    if request.session.get("level") != "staff":
        return set()
    return {Role(name) for name in request.session.get("roles", [])}


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Keeps a page to staff with one of the roles; without any named, to all staff."""

    def guard(view: View) -> View:
        @for_levels("staff")
        @wraps(view)
        def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if roles and not roles_of(request) & set(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return handle

    return guard
