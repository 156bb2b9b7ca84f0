"""What a calculator is, and the groups it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.benefits.questions import Day, Fact
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

type Label = str | Promise

HELP, PENSION = _("Short-term help"), _("Retirement and pensions")
RECORD, EMPLOYER = _("Record and premium"), _("For employers")


@dataclass(frozen=True, kw_only=True)
class Calculator:
    """One calculator. `amount` names the number it gives; facts are asked for in their order."""

    title: Label
    summary: Label
    amount: Label
    group: Label
    icon: str
    facts: Sequence[Fact] = ()
    # How much of a career to type, where the rule needs one.
    career: Label = ""
    # Whether the wages of the career matter.
    wages: bool = True


def this_year() -> int:
    return jalali.parts(jalali.today())[0]


def this_month() -> JalaliMonth:
    return JalaliMonth.of(jalali.today())


def on_day(label: Label) -> Day:
    """The day the law is asked for; today unless another is chosen."""
    return Day("date", label, initial=jalali.today)
