"""The yearly increase of pensions (افزایش سالانه مستمری), articles 96 and 111."""

from dataclasses import dataclass
from datetime import date

from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.facts import BadInput
from taminyar.law.record import MONTH_DAYS
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, percent, text
from taminyar.persian.jalali import FIRST_YEAR, LAST_YEAR, date_of, month_days


@dataclass(frozen=True)
class PensionIncreaseFacts:
    """The pension in rials of `from_year`; the year asked for; a pension in proportion or not."""

    pension: int
    from_year: int
    to_year: int
    pro_rata: bool = False

    def __post_init__(self) -> None:
        for name in ("from_year", "to_year"):
            known_year(name, getattr(self, name))
        if self.to_year < self.from_year:
            raise BadInput("to_year", N_("must not be before the year to start from"))


def known_year(field: str, year: int) -> None:
    """Raises BadInput for a year that is not of the Jalali calendar."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(field, N_("must be a Jalali year, for example 1404"))


@rule("pension_increase", PensionIncreaseFacts, career=False)
def pension_increase(work: Working, _career: Career, facts: PensionIncreaseFacts) -> Exact:
    """The pension of `to_year`: increased year by year, each year rounded to the rial."""
    pension = facts.pension
    work.assume(N_("The increase is worked out year by year; each year is rounded to the rial."))
    for year in range(facts.from_year + 1, facts.to_year + 1):
        pension = _increased(work, pension, year, facts.pro_rata)
    return pension


def _increased(work: Working, pension: int, year: int, pro_rata: bool) -> int:
    first, last = date_of(year, 1, 1), date_of(year - 1, 12, month_days(year - 1, 12))
    if pension > MONTH_DAYS * work.value("wage.minimum_daily", last):
        raised = _above(work, pension, year, first)
    else:
        raised = _at_minimum(work, pension, year, first)
    return raised if pro_rata else _not_below(work, raised, year, first)


def _above(work: Working, pension: int, year: int, day: date) -> int:
    rate, fixed = work.rate("pension.increase_above", day), _fixed(work, year, day)
    raised = work.step(
        text(N_("Pension of %(year)s, above the minimum"), year=year),
        text(
            "%(pension)s × %(factor)s %% + %(fixed)s",
            pension=pension,
            factor=percent(1 + rate),
            fixed=fixed,
        ),
        pension * (1 + rate) + fixed,
    )
    return rounded(raised)


def _fixed(work: Working, year: int, day: date) -> int:
    used = work.look_up("pension.increase_fixed", day)
    if used.confidence == "L":
        work.assume(N_("The fixed amount of %(year)s is derived from the wage decree."), year=year)
    return int(used.value)


def _at_minimum(work: Working, pension: int, year: int, day: date) -> int:
    rate = work.rate("pension.increase_at_minimum", day)
    raised = work.step(
        text(N_("Pension of %(year)s, at or below the minimum"), year=year),
        text("%(pension)s × %(factor)s %%", pension=pension, factor=percent(1 + rate)),
        pension * (1 + rate),
    )
    return rounded(raised)


def _not_below(work: Working, pension: int, year: int, day: date) -> int:
    daily = work.value("wage.minimum_daily", day)
    if pension >= MONTH_DAYS * daily:
        return pension
    minimum = work.step(
        text(N_("Raised to the minimum pension of %(year)s, article 111"), year=year),
        text("%(month)s × %(daily)s", month=MONTH_DAYS, daily=daily),
        MONTH_DAYS * daily,
    )
    return int(minimum)
