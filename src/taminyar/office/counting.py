"""Counting what left each stage on which day, for the dashboard."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from taminyar.cartable.models import END_OF_STAGE, Event
from taminyar.cartable.promise import Stage
from taminyar.office import models
from taminyar.office.models import StageDay
from taminyar.persian import jalali

# How far back the first count goes.
KEPT: Final = timedelta(days=90)
# By then a deed done before is in the database, however long its transaction took.
SETTLED: Final = timedelta(hours=1)
STAGE_OF: Final = {"advise": Stage.REVIEWER, "pay": Stage.FINANCE}
type Key = tuple[date, str, str, Stage]


def count() -> int:
    """Counts every day since the last count again, that one included; returns how many rows.

    One transaction. Done twice it is done once; killed anywhere, the next count makes it whole.
    """
    with transaction.atomic():
        last = models.Count.objects.select_for_update().first()
        start = timezone.localdate(last.at - SETTLED) if last else jalali.today() - KEPT
        now = timezone.now()
        rows = _rows(start)
        StageDay.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["day", "kind", "tray", "stage"],
            update_fields=["cases", "refused", "in_time"],
            batch_size=1000,
        )
        models.Count.objects.update_or_create(id=1, defaults={"at": now})
    return len(rows)


def _rows(start: date) -> list[StageDay]:
    cases: Counter[Key] = Counter()
    refused: Counter[Key] = Counter()
    in_time: Counter[Key] = Counter()
    for day, kind, tray, move, number, timely in _ends(start):
        key = (day, kind, tray, STAGE_OF.get(move, Stage.BRANCH))
        cases[key] += number
        in_time[key] += timely
        refused[key] += number if move == "refuse" else 0
    return [
        StageDay(
            day=key[0],
            kind=key[1],
            tray=key[2],
            stage=key[3],
            cases=number,
            refused=refused[key],
            in_time=in_time[key],
        )
        for key, number in cases.items()
    ]


def _ends(start: date) -> list[tuple[date, str, str, str, int, int]]:
    """Day, kind, tray, deed, how many, and how many of them in time; since midnight of a day."""
    since = timezone.make_aware(datetime.combine(start, time.min))
    ended = Event.objects.filter(move__in=END_OF_STAGE, at__gte=since).order_by()
    in_time = Q(promised=None) | Q(at__lte=F("promised"))
    return list(
        ended.annotate(day=TruncDate("at"))
        .values_list("day", "request__kind", "request__tray", "move")
        .annotate(number=Count("pk"), timely=Count("pk", filter=in_time))
    )
