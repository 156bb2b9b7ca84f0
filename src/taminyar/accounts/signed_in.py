"""Who is asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from taminyar.people.models import Person


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in. Raises PermissionDenied for a visitor."""
    if request.user.is_authenticated:
        return request.user.person
    raise PermissionDenied
