"""How the desks are doing: what waits, what is decided, and whether the promises are kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import Role, StaffDuty
from taminyar.cartable import desks, kinds
from taminyar.cartable.models import QueueTime, Request
from taminyar.cartable.promise import Stage
from taminyar.office import models
from taminyar.office.models import StageDay
from taminyar.persian import jalali

DAYS: Final = 30
# Days since sending: up to the first, the second, the third, and more.
_AGES: Final = (2, 5, 10)
AGES: Final = (_("0 to 2 days"), _("3 to 5 days"), _("6 to 10 days"), _("Over 10 days"))
STAGES: Final[dict[str, Promise]] = {
    Stage.BRANCH: _("Decision"),
    Stage.REVIEWER: _("Medical opinion"),
    Stage.FINANCE: _("Payment"),
}


@dataclass(frozen=True)
class Day:
    """What was decided on one day (of Tehran)."""

    day: date
    approved: int
    refused: int


@dataclass(frozen=True)
class Kept:
    """How well the promise of a stage of a service was kept in these days."""

    title: Any
    stage: str | Promise
    cases: int
    in_time: int
    # Half of the cases took no longer, in working days; None while nobody measured.
    median: int | None

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: only all is a hundred."""
        return self.in_time * 100 // self.cases


@dataclass(frozen=True)
class Dashboard:
    """`waiting` counts by `AGES`, and `late` those of them, now.

    The rest is as of `counted_at`, None before any count.
    """

    waiting: list[int]
    late: int
    days: list[Day]
    kept: list[Kept]
    counted_at: datetime | None

    @property
    def decided(self) -> int:
        return sum(day.approved + day.refused for day in self.days)


def of(duties: Sequence[StaffDuty]) -> Dashboard:
    """The figures of the trays of these duties. Four queries, however much there is."""
    requests, past = Q(pk__in=()), Q(pk__in=())
    for duty in duties:
        requests, past = requests | _waiting_for(duty), past | _past_of(duty)
    first = jalali.today() - timedelta(days=DAYS - 1)
    rows = list(_rows(past, first))
    count = models.Count.objects.first()
    *waiting, late = _by_age(requests)
    return Dashboard(
        waiting=waiting,
        late=late,
        days=_by_day(rows, first),
        kept=_by_stage(rows),
        counted_at=count.at if count else None,
    )


def _waiting_for(duty: StaffDuty) -> Q:
    if duty.role == Role.ADMINISTRATOR:
        return ~Q(desk="")
    trays = desks.trays_of(duty) if duty.role in desks.OFFICERS else None
    return Q(desk=duty.role) & _in(trays)


def _past_of(duty: StaffDuty) -> Q:
    role = Role(duty.role)
    if role == Role.ADMINISTRATOR:
        return ~Q(stage="")
    if role == Role.MEDICAL_REVIEWER:
        return Q(stage=Stage.REVIEWER)
    return Q(kind__in=desks.decided_by(role)) & _in(desks.trays_of(duty))


def _in(trays: Iterable[str] | None) -> Q:
    return Q() if trays is None else Q(tray__in=trays)


def _by_age(requests: Q) -> list[int]:
    """How many wait at a desk, by days since they were sent, and how many of them are late.

    One query, in the index alone.
    """
    ends = [_midnight(jalali.today() - timedelta(days=days)) for days in _AGES]
    ages = [
        Q(sent_at__gte=ends[0]),
        *(Q(sent_at__gte=end, sent_at__lt=start) for start, end in pairwise(ends)),
        Q(sent_at__lt=ends[-1]),
    ]
    counts = {f"age_{at}": Count("pk", filter=age) for at, age in enumerate(ages)}
    counts["late"] = Count("pk", filter=desks.is_late())
    return list(Request.objects.at_a_desk().filter(requests).aggregate(**counts).values())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _rows(past: Q, first: date) -> Iterable[Mapping[str, Any]]:
    """Sums for each day, kind and stage."""
    found = StageDay.objects.filter(past, day__gte=first).values("day", "kind", "stage")
    sums = {f"all_{name}": Sum(name) for name in ("cases", "refused", "in_time")}
    return found.annotate(**sums).order_by("day")


def _by_day(rows: Iterable[Mapping[str, Any]], first: date) -> list[Day]:
    """Every day, also those on which nothing was decided."""
    decided = {first + timedelta(days=days): [0, 0] for days in range(DAYS)}
    for row in rows:
        if row["stage"] == Stage.BRANCH:
            sums = decided[row["day"]]
            sums[0] += row["all_cases"] - row["all_refused"]
            sums[1] += row["all_refused"]
    return [Day(day, *sums) for day, sums in decided.items()]


def _by_stage(rows: Iterable[Mapping[str, Any]]) -> list[Kept]:
    """In the order of the kinds and their stages; stages that nothing left are not there."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        cases, in_time = sums.get((row["kind"], row["stage"]), (0, 0))
        both = cases + row["all_cases"], in_time + row["all_in_time"]
        sums[row["kind"], row["stage"]] = both
    medians = {(time.kind, time.stage): time.median_days for time in QueueTime.objects.all()}
    return [
        Kept(kind.title, STAGES[stage], *sums[key], medians.get(key))
        for kind in kinds.all_kinds()
        for stage in STAGES
        if (key := (kind.slug, stage)) in sums
    ]
