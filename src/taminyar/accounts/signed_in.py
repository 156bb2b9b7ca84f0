"""Who is asking, and whose file it is about."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from taminyar.accounts.models import User
from taminyar.people.models import Person


def user_of(request: HttpRequest) -> User:
    """The account that is signed in. Raises PermissionDenied for a visitor."""
    if request.user.is_authenticated:
        return request.user
    raise PermissionDenied


def person_of(request: HttpRequest) -> Person:
    """The person whose pages these are: who is signed in, or the one they act for.

    Only the delegates' gate of the room `access` sets a principal, and only on pages that the
    delegation opens. Raises PermissionDenied for a visitor.
    """
    principal: Person | None = getattr(request, "principal", None)
    return principal or user_of(request).person
