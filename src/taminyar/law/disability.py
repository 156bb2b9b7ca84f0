"""Disability: pension, partial pension and lump sum (ازکارافتادگی), articles 70 to 75."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career, days_back, years_back
from taminyar.law.daily_wage import PART_OF_A_MONTH
from taminyar.law.facts import BadInput
from taminyar.law.insured_wages import add_wages
from taminyar.law.minimum_pension import not_below_minimum
from taminyar.law.record import MONTH_DAYS
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, Text, percent, text
from taminyar.law.years_of_record import by_years


@dataclass(frozen=True)
class DisabilityFacts:
    """The day of the event; percent of earning capacity lost; whether work caused it; family."""

    date: date
    degree: Fraction
    work_related: bool
    dependants: bool

    def __post_init__(self) -> None:
        if not 0 <= self.degree <= 100:
            raise BadInput("degree", N_("must be from 0 to 100"))


@rule("disability", DisabilityFacts)
def disability(work: Working, career: Career, facts: DisabilityFacts) -> Exact:
    """The total pension from 66 %, its part from 33 %, a lump sum from 10 %; rials."""
    day, degree = facts.date, facts.degree / 100
    work.assume(PART_OF_A_MONTH)
    _conditions(work, career, facts)
    if not work.eligible:
        return None
    pension = _total_pension(work, career, facts)
    if degree >= work.rate("disability.total_degree", day):
        return not_below_minimum(work, pension, day)
    work.assume(N_("Partial pension and lump sum follow the pension before it is raised."))
    if degree >= work.rate("disability.partial_degree", day):
        return _partial(work, pension, degree, day)
    return _lump_sum(work, pension, degree, day)


def _conditions(work: Working, career: Career, facts: DisabilityFacts) -> None:
    degree = facts.degree / 100
    least = "disability.lump_degree" if facts.work_related else "disability.total_degree"
    needed = work.rate(least, facts.date)
    work.condition(
        "degree",
        degree >= needed,
        text(N_("At least %(needed)s %% of the earning capacity is lost"), needed=percent(needed)),
        "70" if facts.work_related else "75",
        text(N_("%(degree)s %% is lost"), degree=percent(degree)),
    )
    if facts.work_related:
        _wages_condition(work, career, facts.date)
    else:
        _record_conditions(work, career, facts.date)


def _wages_condition(work: Working, career: Career, day: date) -> None:
    """No record is asked for after a work accident, but the average needs a paid day."""
    count = work.value("disability.average_days", day)
    paid = career.days_between(*days_back(day, count))
    work.condition(
        "wages",
        paid > 0,
        text(N_("There are paid days in the %(count)s days before the event"), count=count),
        "72",
        text(N_("%(days)s days"), days=int(paid)),
    )


def _record_conditions(work: Working, career: Career, day: date) -> None:
    work.assume(N_("One year of premiums is taken as 360 days."))
    for name, told, found in (
        (
            "record",
            N_("%(needed)s days of record in the %(years)s years before the event"),
            N_("%(days)s days in the %(years)s years before the event"),
        ),
        (
            "recent",
            N_("%(needed)s days of record in the year before the event"),
            N_("%(days)s days in the year before the event"),
        ),
    ):
        needed = work.value(f"disability.{name}_days", day)
        years = work.value(f"disability.{name}_years", day)
        paid = career.days_between(*years_back(day, years))
        work.condition(
            name,
            paid >= needed,
            text(told, needed=needed, years=years),
            "75",
            text(found, days=int(paid), years=years),
        )


def _total_pension(work: Working, career: Career, facts: DisabilityFacts) -> Fraction:
    """The pension of article 72, before the floor of article 111."""
    average = _average(work, career, facts.date)
    pension = _by_years(work, career, average, facts.date)
    pension = _at_least(work, average, pension, facts.date)
    pension = _at_most(work, average, pension, facts.date)
    return _with_dependants(work, average, pension, facts) if facts.dependants else pension


def _average(work: Working, career: Career, day: date) -> Fraction:
    count = work.value("disability.average_days", day)
    window = days_back(day, count)
    days = career.days_between(*window)
    wages = add_wages(
        work,
        text(N_("Insured wages of the %(count)s days before the event"), count=count),
        career.shares(*window),
    )
    average = work.step(
        text(N_("Average of a month: wages ÷ paid days × 30")),
        text(
            "%(wages)s ÷ %(days)s × %(month)s",
            wages=rounded(wages),
            days=days,
            month=MONTH_DAYS,
        ),
        wages / days * MONTH_DAYS,
    )
    return Fraction(average)


def _by_years(work: Working, career: Career, average: Fraction, day: date) -> Fraction:
    told = text(N_("Pension by the years of record, article 72"))
    accrual = work.rate("disability.accrual", day)
    return by_years(work, told, average, accrual, career.days_before(day))


def _at_least(work: Working, average: Fraction, pension: Fraction, day: date) -> Fraction:
    share = work.rate("disability.least", day)
    if pension >= average * share:
        return pension
    return _share(work, text(N_("At least this share of the average, article 72")), average, share)


def _at_most(work: Working, average: Fraction, pension: Fraction, day: date) -> Fraction:
    share = work.rate("disability.most", day)
    if pension <= average * share:
        return pension
    return _share(work, text(N_("At most this share of the average, article 72")), average, share)


def _share(work: Working, label: Text, average: Fraction, share: Fraction) -> Fraction:
    given = text("%(average)s × %(share)s %%", average=rounded(average), share=percent(share))
    return Fraction(work.step(label, given, average * share))


def _with_dependants(
    work: Working, average: Fraction, pension: Fraction, facts: DisabilityFacts
) -> Fraction:
    """A tenth more for a family, as long as it is below 60 % of the average (article 72)."""
    limit = average * work.rate("disability.dependants_limit", facts.date)
    if pension >= limit:
        return pension
    more = work.rate("disability.dependants_rate", facts.date)
    raised = work.step(
        text(N_("With dependants, at most %(limit)s, article 72"), limit=rounded(limit)),
        text("%(pension)s × %(factor)s %%", pension=rounded(pension), factor=percent(1 + more)),
        min(pension * (1 + more), limit),
    )
    return Fraction(raised)


def _partial(work: Working, pension: Fraction, degree: Fraction, day: date) -> Fraction:
    years = work.value("disability.review_years", day)
    work.assume(
        N_("The degree of a partial disability may be reviewed for %(years)s years (article 93)."),
        years=years,
    )
    part = work.step(
        text(N_("Partial disability: the pension times the degree, article 73")),
        text("%(pension)s × %(degree)s %%", pension=rounded(pension), degree=percent(degree)),
        pension * degree,
    )
    return Fraction(part)


def _lump_sum(work: Working, pension: Fraction, degree: Fraction, day: date) -> Fraction:
    months = work.value("disability.lump_months", day)
    lump = work.step(
        text(N_("Lump sum, paid once: pensions times the degree, article 74")),
        text(
            "%(months)s × %(pension)s × %(degree)s %%",
            months=months,
            pension=rounded(pension),
            degree=percent(degree),
        ),
        months * pension * degree,
    )
    return Fraction(lump)
