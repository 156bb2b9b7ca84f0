"""Writing down what a member of staff does with a person's file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from taminyar.access import deeds, log
from taminyar.access.deeds import Deed
from taminyar.accounts.models import Role, StaffDuty
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import roles_of
from taminyar.people.models import Person


def note(
    request: HttpRequest, person: Person, deed: Deed, roles: tuple[Role, ...], purpose: str
) -> None:
    """Writes the deed down with the first of the roles that the member of staff has, and its branch.

    Nobody works on their own file: raises PermissionDenied.
    """
    role = next(role for role in roles if role in roles_of(request))
    user = user_of(request)
    duty = StaffDuty.objects.filter(user=user, role=role).select_related("branch").first()
    branch = duty.branch if duty else None
    detail = deeds.of_branch((branch.name or branch.code) if branch else "")
    try:
        log.record(person, actor=user, role=role, what=deed.slug, purpose=purpose, detail=detail)
    except log.OwnFile as own:
        raise PermissionDenied from own
