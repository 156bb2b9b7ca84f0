"""Which requests a member of staff has to do with."""

from typing import Final

from django.db.models import Q

from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.cartable.models import Request, RequestQuerySet

CENTRAL: Final = ""  # the tray of short-term benefits, which every branch works on
OFFICERS: Final = (Role.BRANCH_OFFICER, Role.PENSIONS_OFFICER)
# Who opens requests at all. Finance sees orders, not requests.
READERS: Final = (*OFFICERS, Role.MEDICAL_REVIEWER, Role.ADMINISTRATOR)


def reach_of(user: User) -> RequestQuerySet:
    """The requests this member of staff may open; never their own.

    An officer those of the own desk in the central tray and in that of the branch (of every branch
    when the duty names none), a reviewer those that were ever referred, the administrator all.
    """
    within = Q(pk__in=())
    for duty in StaffDuty.objects.filter(user=user, role__in=READERS):
        within |= _within(duty)
    return Request.objects.filter(within).exclude(person=user.person_id)


def _within(duty: StaffDuty) -> Q:
    role = Role(duty.role)
    if role == Role.ADMINISTRATOR:
        return ~Q(pk=None)
    if role == Role.MEDICAL_REVIEWER:
        return Q(desk=role) | Q(advised__isnull=False)
    ours = Q(kind__in=_decided_by(role))
    return ours if duty.branch_id is None else ours & Q(tray__in=(CENTRAL, duty.branch_id))


def _decided_by(role: Role) -> list[str]:
    from taminyar.cartable import kinds

    return [kind.slug for kind in kinds.all_kinds() if kind.decides == role]
