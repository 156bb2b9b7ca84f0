"""What the dashboard shows of the past: counted by a job, so that the page stays quick."""

from django.db import models
from django.db.models import F, Q


class StageDay(models.Model):
    """How many requests of a kind left a stage on one day (in Tehran), from one tray.

    What was done is never changed, so the numbers of a day only grow until it is over.
    """

    day = models.DateField()
    kind = models.CharField(max_length=40)
    tray = models.CharField(max_length=3, blank=True)
    # "branch", "reviewer" or "finance": see `cartable.promise.Stage`.
    stage = models.CharField(max_length=10)
    cases = models.PositiveIntegerField()
    # Of these: refused (by the branch), and done within the promised date.
    refused = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "tray", "stage"], name="stage_day_is_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(refused__lte=F("cases"), in_time__lte=F("cases")),
                name="stage_day_counts_parts_of_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.stage}: {self.cases}"


class Count(models.Model):
    """When the days were last counted: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="count_is_one_row")]

    def __str__(self) -> str:
        return f"{self.at}"
