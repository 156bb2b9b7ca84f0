"""Builds the town once: writes its lists, imports them like real ones, opens the accounts."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max

from taminyar.accounts.models import User
from taminyar.careers.load_job_titles import load_job_titles
from taminyar.demo import fixed_people
from taminyar.demo.add_missing import add_missing
from taminyar.demo.plan import Plan
from taminyar.demo.workplaces import workplaces
from taminyar.demo.write_lists import write_lists
from taminyar.people.load_branches import load_branches
from taminyar.people.models import Person
from taminyar.persian.jalali import TEHRAN, JalaliMonth, date_of
from taminyar.workshops.models import MonthlyList, Workshop
from taminyar.workshops.monthly_list.receive import Outcome, receive

type Progress = Callable[[list[Path]], Iterable[Path]]

_DAY_OF_RECEIPT, _HOUR_OF_RECEIPT = 25, time(10)


class RejectedListsError(Exception):
    """Some lists of the town were not accepted, which is a fault of this room."""

    def __init__(self, rejected: list[Outcome]) -> None:
        first = rejected[0]
        faults = "; ".join(fault.message for fault in first.faults[:3])
        super().__init__(f"{len(rejected)} lists were rejected, first {first.file}: {faults}")


@dataclass(frozen=True)
class Town:
    """What was made: lists and their rows by what became of them, people, workshops."""

    lists: Counter[str]
    rows: int
    people: int
    workshops: int


def is_built() -> bool:
    """Whether the accounts, which are made last, are there."""
    return User.objects.filter(national_id=fixed_people.ALI).exists()


def build_town(plan: Plan, folder: Path, progress: Progress = iter) -> Town:
    """Makes the town of the plan; its lists stay in the folder. Raises `RejectedListsError`.

    When it is broken off, the next run goes on with the same lists.
    """
    load_branches()
    load_job_titles()
    outcomes = [
        outcome
        for path in progress(_still_to_come(_written(plan, folder), plan))
        for outcome in receive(path, received_on(path))
    ]
    if rejected := [outcome for outcome in outcomes if outcome.status == "rejected"]:
        raise RejectedListsError(rejected)
    _open_accounts(plan)
    add_missing()
    _gather_statistics()
    return Town(
        lists=Counter(outcome.status for outcome in outcomes),
        rows=sum(outcome.rows for outcome in outcomes),
        people=Person.objects.count(),
        workshops=Workshop.objects.count(),
    )


def received_on(path: Path) -> datetime:
    """When the lists of a month came: on the 25th of the next, in Tehran."""
    after = JalaliMonth.parse(path.stem) + 1
    day = date_of(after.year, after.month, _DAY_OF_RECEIPT)
    return datetime.combine(day, _HOUR_OF_RECEIPT, TEHRAN)


def _written(plan: Plan, folder: Path) -> list[Path]:
    """The zips of the lists, oldest first; a folder has either all of them or none."""
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_lists(plan, unfinished)
        unfinished.rename(folder)
    return sorted(folder.glob("*.zip"))


def _still_to_come(paths: list[Path], plan: Plan) -> list[Path]:
    """From the month on that an earlier run broke off in: its lists change nothing twice."""
    received = MonthlyList.objects.filter(workshop__code__in=workplaces(plan)["code"].to_list())
    newest = received.aggregate(newest=Max("received_at"))["newest"]
    return [path for path in paths if newest is None or received_on(path) >= newest]


@transaction.atomic
def _open_accounts(plan: Plan) -> None:
    """Accounts and mobiles of the members, and Ali's two workshops."""
    for member in fixed_people.MEMBERS:
        person = Person.objects.get(national_id=member.national_id)
        person.mobile = member.mobile
        person.save(update_fields=["mobile"])
        User.objects.create_user(person, fixed_people.PASSPHRASE)
    codes = workplaces(plan)["code"].gather(fixed_people.ali_s()).to_list()
    owner = Person.objects.get(national_id=fixed_people.ALI)
    Workshop.objects.filter(code__in=codes).update(owner=owner)


def _gather_statistics() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person, workshops_workshop, workshops_monthlylist")
        cursor.execute("ANALYZE workshops_ledgerentry, careers_job, careers_contribution")
