"""Whether somebody is covered for treatment (استحقاق درمان) on a day, articles 36, 54 and 89.

It is told from the lists, the own premiums and the pensions, which other rooms read; nobody types
it, so it is no rule of the register.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from taminyar.law import values
from taminyar.law.assessment import Assessment, Working
from taminyar.law.texts import N_, Text, text
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth


@dataclass(frozen=True)
class TreatmentFacts:
    """What is known on the day asked about; a part that is None did not happen.

    `worked_*` are the first and last month of the newest unbroken insured work, `paid_*` those of
    the premiums paid for oneself. `goes_on` says that no list so far tells the work has ended;
    `list_late`, that the list which would tell is overdue.
    """

    day: date
    worked_from: JalaliMonth | None = None
    worked_through: JalaliMonth | None = None
    goes_on: bool = False
    list_late: bool = False
    paid_from: JalaliMonth | None = None
    paid_through: JalaliMonth | None = None
    pension_from: date | None = None


def assess(facts: TreatmentFacts) -> Assessment:
    """The three ways to cover, each with its conditions; the steps say as whom, since and until.

    The amount is always None: cover is no sum.
    """
    work = Working()
    _as_insured(work, facts)
    if facts.paid_through:
        _by_own_premiums(work, facts, facts.paid_through)
    _as_pensioner(work, facts)
    return work.answer("treatment", None, _inputs(facts))


def work_covers_until(through: JalaliMonth, day: date) -> date:
    """The last day of cover after work that ended with a month, by the value of `day`."""
    return through.last_day + timedelta(int(values.on("treatment.grace_days", day).value))


def premiums_cover_until(through: JalaliMonth, day: date) -> date:
    """The last day on which the premium of the month after `through` may still be paid."""
    return (through + 1 + int(values.on("own_account.due_months", day).value)).last_day


def _as_insured(work: Working, facts: TreatmentFacts) -> None:
    through, way = facts.worked_through, "insured"
    found = text(N_("No days of work are on record"))
    if through:
        found = text(N_("The newest days of work are those of %(month)s"), month=through)
    told = text(N_("Days of work are on record; cover starts with the first of them"))
    work.condition(way, through is not None, told, "54", found, alternative=way)
    if through:
        _work_lasts(work, facts, through)


def _work_lasts(work: Working, facts: TreatmentFacts, through: JalaliMonth) -> None:
    grace = work.value("treatment.grace_days", facts.day)
    until = through.last_day + timedelta(grace)
    met = facts.goes_on or facts.day <= until
    told = text(N_("The work goes on, or ended at most %(grace)s days ago"), grace=grace)
    found = _what_the_lists_say(facts, through, until)
    article = "36" if facts.list_late else "54"
    work.condition("work", met, told, article, found, alternative="insured")
    work.assume(N_("Lists name months, not days: we count from a month's first day to its last."))
    work.assume(N_("Lists come a month later: until the next one is due, work is taken to go on."))
    if not facts.goes_on:
        template = N_("No text says how long cover lasts after the work; we take %(grace)s days.")
        work.assume(template, grace=grace)
    if met and facts.worked_from:
        _note(work, N_("As an insured person, since"), facts.worked_from.first_day)
    if met and not facts.goes_on:
        _note(work, N_("As an insured person, until"), until)


def _what_the_lists_say(facts: TreatmentFacts, through: JalaliMonth, until: date) -> Text:
    if facts.list_late:
        template = N_("The list after %(month)s is late; an employer's delay takes no cover away")
        return text(template, month=through)
    if facts.goes_on:
        return text(N_("No list after %(month)s says that the work ended"), month=through)
    return text(N_("The work ended with %(month)s; cover to %(day)s"), month=through, day=until)


def _by_own_premiums(work: Working, facts: TreatmentFacts, through: JalaliMonth) -> None:
    work.value("own_account.due_months", facts.day)
    until = premiums_cover_until(through, facts.day)
    told = text(N_("The premium is paid by the insured, and none is overdue"))
    found = text(N_("Paid up to %(month)s; the next until %(day)s"), month=through, day=until)
    met = work.condition("own", facts.day <= until, told, "54", found, alternative="own")
    work.assume(N_("The treatment premium for each person was paid with the own premium."))
    if met and facts.paid_from:
        _note(work, N_("By own premiums, since"), facts.paid_from.first_day)
        _note(work, N_("By own premiums, until"), until)


def _as_pensioner(work: Working, facts: TreatmentFacts) -> None:
    since, way = facts.pension_from, "pensioner"
    found = text(N_("No pension is drawn"))
    if since:
        found = text(N_("A pension is drawn since %(day)s"), day=since)
    told = text(N_("A pension is drawn; a share of it pays for treatment"))
    if work.condition(way, since is not None, told, "89", found, alternative=way) and since:
        _note(work, N_("As a pensioner, since"), since)


def _note(work: Working, label: str, day: date) -> None:
    work.note(text(label), text(""), jalali.iso(day))


def _inputs(facts: TreatmentFacts) -> Mapping[str, Any]:
    return {"facts": {name: _written(value) for name, value in asdict(facts).items()}}


def _written(value: object) -> object:
    """As JSON: Jalali days and months. (`asdict` turns a month into its parts.)"""
    if isinstance(value, dict):
        return str(JalaliMonth(**value))
    return jalali.iso(value) if isinstance(value, date) else value
