"""When each way to an old-age pension opens, if the work goes on."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from taminyar.law import values
from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.hard_work import added_days, hard_work
from taminyar.law.retirement_routes import Person, RetirementFacts, Route, routes
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, Text, text
from taminyar.persian.jalali import add_years, iso

TITLES = {
    "normal": N_("Ordinary retirement"),
    "thirty_years": N_("Retirement after 30 years of record"),
    "thirty_five_years": N_("Retirement at any age"),
    "working_women": N_("Working women with 20 days' wage"),
    "pro_rata": N_("Pension in proportion to the record, without the minimum"),
    "hard_work": N_("Hard and harmful work"),
}


class Opening(NamedTuple):
    """The first day a way is open (Gregorian), and why that day."""

    day: date
    why: Text


@rule("retirement_dates", RetirementFacts)
def retirement_dates(work: Working, career: Career, facts: RetirementFacts) -> Exact:
    """No amount; one step a way with its earliest day, not before the day asked for."""
    work.assume(N_("The work goes on without a gap from %(day)s."), day=facts.date)
    person = _working_on(work, career, facts)
    found = _openings(work, person, facts.date)
    if facts.hard_years:
        work.assume(N_("The work to come is not counted as hard and harmful."))
        hard = hard_work(work, career, facts.hard_years, facts.date)
        if hard.met:
            found["hard_work"] = Opening(facts.date, hard.evidence)
    for name, opening in sorted(found.items(), key=lambda each: each[1].day):
        work.note(text(TITLES[name]), opening.why, iso(opening.day))
    return None


def _working_on(work: Working, career: Career, facts: RetirementFacts) -> Person:
    """The person with a day paid for each day from the one asked for on."""
    so_far = career.days_before(facts.date)

    def paid(day: date) -> Fraction:
        if day <= facts.date:
            return career.days_before(day)
        return so_far + (day - facts.date).days

    added = added_days(work, facts.hard_years, so_far, facts.date)
    return Person(facts.birth_date, facts.sex, paid, added)


def _openings(work: Working, person: Person, asked: date) -> dict[str, Opening]:
    """The first day of each way, looked for in one period of unchanged law after the other."""
    found: dict[str, Opening] = {}
    for start, end in _periods(person, asked):
        waiting = [route for route in routes(work, start, person) if route.name not in found]
        for route in waiting:
            opening = _opening(person, route, start)
            if end is None or opening.day < end:
                found[route.name] = opening
        if not waiting:
            break
    return found


def _periods(person: Person, asked: date) -> Iterator[tuple[date, date | None]]:
    """First day and day after the last of each period in which every way asks the same."""
    known = [series for name, series in values.every().items() if name.startswith("old_age.")]
    turns = {date.fromordinal(start) for series in known for start in series.starts}
    released = values.every()[f"old_age.added_until_age_{person.sex}"].values
    turns |= {add_years(person.born, int(used.value)) for used in released}
    later = sorted(turn for turn in turns if turn > asked)
    return zip([asked, *later], [*later, None], strict=True)


def _opening(person: Person, route: Route, start: date) -> Opening:
    missing = max(ceil(route.days - person.record(start)), 0)
    enough = start + timedelta(days=missing)
    if route.age is None:
        return Opening(enough, text(N_("Enough record on %(enough)s"), enough=enough))
    birthday = add_years(person.born, route.age)
    why = text(
        N_("%(age)s years of age on %(birthday)s; enough record on %(enough)s"),
        age=route.age,
        birthday=birthday,
        enough=enough,
    )
    return Opening(max(enough, birthday), why)
