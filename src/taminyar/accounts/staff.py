"""Staff: what a page of the office asks of who opens it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from taminyar.accounts.levels import View, for_levels
from taminyar.accounts.models import Role, StaffDuty


def roles_of(request: HttpRequest) -> set[Role]:
    """The duties of who is signed in, now; none outside the staff level. One query a request."""
    if request.session.get("level") != "staff":
        return set()
    if not hasattr(request, "duties"):
        held = StaffDuty.objects.filter(user=request.user.pk).values_list("role", flat=True)
        request.duties = {Role(name) for name in held}  # type: ignore[attr-defined]
    return request.duties  # type: ignore[attr-defined, no-any-return]


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Keeps a page to staff with one of the roles; without any named, to all staff."""

    def guard(view: View) -> View:
        @for_levels("staff")
        @wraps(view)
        def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            held = roles_of(request)
            if not held or (roles and not held & set(roles)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return handle

    return guard
