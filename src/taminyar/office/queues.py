"""The queues a member of staff works from, and how much lies in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.cartable import desks, kinds
from taminyar.cartable.models import RequestQuerySet
from taminyar.cartable.states import MOVES

# More than these are not counted: a counter costs the same however much lies there.
MOST: Final = 99


@dataclass(frozen=True)
class Queue:
    """One list to work from, most urgent first: by `order`, then by number."""

    slug: str
    label: str | Promise
    requests: RequestQuerySet
    # Under which one takes up from it; None where one does not.
    role: Role | None = None
    order: str = "due_at"


def queues_of(user: User, duties: Sequence[StaffDuty]) -> list[Queue]:
    """The queues of these duties (`desks.duties_of`), in the order of the tabs."""
    found = [queue for duty in duties for queue in _of_duty(duty, len(duties) > 1)]
    if any(duty.role in MOVES["claim"].who for duty in duties):
        found.append(Queue("mine", _("In my hands"), desks.held_by(user)))
    if deciding := [duty for duty in duties if _decides(Role(duty.role))]:
        written = desks.written_to(deciding)
        found.append(Queue("messages", _("New messages"), written, order="written_at"))
    return [
        replace(queue, requests=queue.requests.exclude(person=user.person_id)) for queue in found
    ]


def _decides(role: Role) -> bool:
    return role in desks.OFFICERS and bool(desks.decided_by(role))


def _of_duty(duty: StaffDuty, several: bool) -> Iterator[Queue]:
    role = Role(duty.role)
    if role == Role.ADMINISTRATOR:
        yield from _of_administrator()
    elif role == Role.MEDICAL_REVIEWER:
        yield Queue(f"{role}-all", _("For my opinion"), desks.at_the_desk(role), role)
    else:
        yield from _of_officer(role, duty, f"{role.label}: " if several else "")


def _of_officer(role: Role, duty: StaffDuty, before: str) -> Iterator[Queue]:
    central = desks.at_the_desk(role, desks.CENTRAL)
    yield Queue(f"{role}-central", before + _("Central tray"), central, role)
    if duty.branch is None:
        yield Queue(f"{role}-branch", before + _("All trays"), desks.at_the_desk(role), role)
    else:
        ours = desks.at_the_desk(role, duty.branch.code)
        label = _("Tray of %(branch)s") % {"branch": duty.branch}
        yield Queue(f"{role}-branch", before + label, ours, role)


def _of_administrator() -> Iterator[Queue]:
    yield Queue("second", _("To be confirmed"), desks.to_confirm())
    yield Queue("late", _("Late"), desks.late())
    used = {kind.decides for kind in kinds.all_kinds()} | {Role.MEDICAL_REVIEWER}
    for role in (role for role in desks.READERS if role in used):
        label = _("Desk: %(role)s") % {"role": role.label}
        yield Queue(f"desk-{role}", label, desks.at_the_desk(role))


def sizes(user: User, queues: Sequence[Queue]) -> list[int]:
    """How much lies in each queue, `MOST` and one more at most; all in one statement."""
    counted = [_size(queue) for queue in queues]
    row: tuple[int, ...] = User.objects.filter(pk=user.pk).values_list(*counted).get()
    return list(row)


def _size(queue: Queue) -> Func:
    """Along the index of the queue's order, and no further than needed."""
    order = ("due_at", "pk") if queue.order == "due_at" else ()
    first = queue.requests.order_by(*order).values("pk")[: MOST + 1]
    return Func(ArraySubquery(first), function="cardinality", output_field=IntegerField())
