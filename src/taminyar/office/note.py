"""Writing down what a member of staff does with a person's file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from taminyar.access import deeds, log
from taminyar.access.deeds import Deed
from taminyar.accounts.models import Role, StaffDuty
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import roles_of
from taminyar.people.models import Person


def role_of(request: HttpRequest, roles: tuple[Role, ...]) -> Role:
    """The first of these roles that who is signed in has."""
    return next(role for role in roles if role in roles_of(request))


def branch_of(request: HttpRequest, role: Role) -> str:
    """The branch in which who is signed in has the role; nothing when it is for all of them."""
    duties = StaffDuty.objects.filter(user=user_of(request), role=role)
    duty = duties.select_related("branch").first()
    return duty.branch.name or duty.branch.code if duty and duty.branch else ""


def note(
    request: HttpRequest, person: Person, deed: Deed, *, role: Role, purpose: str, branch: str
) -> None:
    """Writes the deed down with role and branch, before anything of the file is told.

    Nobody works on their own file: raises PermissionDenied.
    """
    try:
        log.record(
            person,
            actor=user_of(request),
            role=role,
            what=deed.slug,
            purpose=purpose,
            detail=deeds.of_branch(branch),
        )
    except log.OwnFile as own:
        raise PermissionDenied from own
