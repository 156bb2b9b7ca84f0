"""The old-age pension (مستمری بازنشستگی), articles 76, 77 and 111."""

from datetime import date
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from taminyar.law.age import age
from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.hard_work import added_days, hard_work
from taminyar.law.insured_wages import add_wages, whole
from taminyar.law.minimum_pension import not_below_minimum
from taminyar.law.record import YEAR_DAYS, span
from taminyar.law.retirement_routes import Person, RetirementFacts, Route, routes
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, Text, text
from taminyar.law.years_of_record import by_years

# The ways to a pension by all years, not below the minimum.
FULL = {"normal", "thirty_years", "thirty_five_years", "hard_work"}

AGE_TOLD = {
    "normal": N_("Ordinary retirement: %(age)s years of age"),
    "thirty_years": N_("Retirement after 30 years: %(age)s years of age"),
    "working_women": N_("Working women with 20 days' wage: %(age)s years of age"),
    "pro_rata": N_("Pension in proportion to the record: %(age)s years of age"),
}
RECORD_TOLD = {
    "normal": N_("Ordinary retirement: %(years)s years of record"),
    "thirty_years": N_("Retirement after 30 years: %(years)s years of record"),
    "thirty_five_years": N_("Retirement at any age: %(years)s years of record"),
    "working_women": N_("Working women with 20 days' wage: %(years)s years of record"),
    "pro_rata": N_("Pension in proportion to the record: %(years)s years of record"),
}
LENGTHENED_TOLD = N_(
    "Retirement after 30 years: with the time the 7th Plan adds, %(years)s years,"
    " %(months)s months and %(days)s days of record"
)


@rule("old_age", RetirementFacts)
def old_age(work: Working, career: Career, facts: RetirementFacts) -> Exact:
    """Average of the last 24 paid months ÷ 30 × years, at most 35/30; the floor of article 111."""
    day, paid = facts.date, career.days_before(facts.date)
    added = added_days(work, facts.hard_years, paid, day)
    person = Person(facts.birth_date, facts.sex, career.days_before, added)
    found = _found(person, paid + added, day)
    for route in routes(work, day, person):
        _conditions(work, route, found)
    _hard_work_condition(work, career, facts)
    if not work.eligible:
        return None
    average = _average(work, career, day)
    open_routes = {name for name, met in work.alternatives.items() if met}
    if not open_routes & FULL and "working_women" in open_routes:
        return not_below_minimum(work, _working_women(work, average, day), day)
    pension = _by_years(work, average, _record(work, paid, added), day)
    if not open_routes & FULL:
        work.assume(N_("A pension for less than 20 years of record is not raised to the minimum."))
        return pension
    return not_below_minimum(work, pension, day)


class _Found(NamedTuple):
    """What every way is measured by, worked out and told once."""

    age: int
    days: Fraction
    age_told: Text
    record_told: Text


def _found(person: Person, days: Fraction, day: date) -> _Found:
    years = age(person.born, day)
    told = N_("%(years)s years, %(months)s months and %(days)s days of record")
    age_told = text(N_("%(age)s years of age on %(day)s"), age=years, day=day)
    return _Found(years, days, age_told, _length(told, int(days)))


def _conditions(work: Working, route: Route, found: _Found) -> None:
    if route.age is not None:
        work.condition(
            f"{route.name}_age",
            found.age >= route.age,
            text(AGE_TOLD[route.name], age=route.age),
            "76",
            found.age_told,
            alternative=route.name,
        )
    work.condition(
        f"{route.name}_record",
        found.days >= route.days,
        _record_asked(route),
        "76",
        found.record_told,
        alternative=route.name,
    )


def _record_asked(route: Route) -> Text:
    asked = ceil(route.days)
    if asked % YEAR_DAYS:
        return _length(LENGTHENED_TOLD, asked)
    return text(RECORD_TOLD[route.name], years=asked // YEAR_DAYS)


def _length(template: str, days: int) -> Text:
    return text(template, **span(days)._asdict())


def _hard_work_condition(work: Working, career: Career, facts: RetirementFacts) -> None:
    found = hard_work(work, career, facts.hard_years, facts.date)
    work.condition(
        "hard_work_years", found.met, found.told, "76", found.evidence, alternative="hard_work"
    )


def _average(work: Working, career: Career, day: date) -> Fraction:
    months = work.value("old_age.average_months", day)
    work.assume(
        N_("The last %(months)s months with paid days before the month of retirement count."),
        months=months,
    )
    wages = add_wages(
        work,
        text(N_("Insured wages of the last %(months)s months with paid days"), months=months),
        whole(career.last_paid_months(day, months)),
    )
    return work.step(
        text(N_("Average of a month")),
        text("%(wages)s ÷ %(months)s", wages=int(wages), months=months),
        wages / months,
    )


def _record(work: Working, paid: Fraction, added: Fraction) -> Fraction:
    work.step(text(N_("Days of record")), text("Σ"), paid)
    if added:
        work.step(
            text(N_("Days that hard work adds")),
            text("%(days)s − %(paid)s", days=rounded(paid + added), paid=rounded(paid)),
            added,
        )
    return paid + added


def _by_years(work: Working, average: Fraction, days: Fraction, day: date) -> Fraction:
    told = text(N_("Pension by the years of record, article 77"))
    pension = by_years(work, told, average, work.rate("old_age.accrual", day), days)
    return _capped(work, pension, average, day)


def _capped(work: Working, pension: Fraction, average: Fraction, day: date) -> Fraction:
    """The pension up to its cap, which is told only to those it touches."""
    share = work.rate("old_age.most", day)
    if pension <= average * share:
        return pension
    return work.step(
        text(N_("At most this share of the average, article 77")),
        text("%(average)s × %(share)s", average=rounded(average), share=share),
        average * share,
    )


def _working_women(work: Working, average: Fraction, day: date) -> Fraction:
    share = work.rate("old_age.working_women_share", day)
    return work.step(
        text(N_("Pension of working women: 20 days' wage of a month, article 76")),
        text("%(average)s × %(share)s", average=rounded(average), share=share),
        average * share,
    )
