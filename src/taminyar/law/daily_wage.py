"""The average daily wage before a short-term benefit starts (article 63)."""

from datetime import date
from fractions import Fraction

from taminyar.law.assessment import Working
from taminyar.law.career import Career, PaidMonth, capped_wage, days_back
from taminyar.law.ceiling import daily_ceiling
from taminyar.law.texts import N_, text

PART_OF_A_MONTH = N_(
    "Of a month that lies only partly in the counted time, the same part of its wage and of its "
    "paid days counts."
)
# Premiums of one's own account and of voluntary insurance buy no short-term benefits.
OWN_ACCOUNT = frozenset({"self_employed", "student", "housewife", "voluntary"})


def of_employees(work: Working, career: Career) -> Career:
    """The part of a career whose premiums carry short-term benefits."""
    rows = [row for row in career.rows if row.kind not in OWN_ACCOUNT]
    if len(rows) == len(career.rows):
        return career
    work.assume(
        N_("Months insured on one's own account or by choice carry no right to this benefit.")
    )
    return Career(rows)


def worked(work: Working, career: Career, start: date, window: int, article: str) -> None:
    """States the condition without which there is no daily wage: paid days in the window."""
    work.assume(PART_OF_A_MONTH)
    days = career.days_between(*days_back(start, window))
    work.condition(
        "paid_days",
        days > 0,
        text(N_("Premiums were paid in the %(window)s days before the start"), window=window),
        article,
        text(
            N_("%(days)s paid days in the %(window)s days before the start"),
            days=int(days),
            window=window,
        ),
    )


def wages(work: Working, career: Career, start: date, window: int) -> Fraction:
    """Insured wages of the window in rials, a line for each month it touches."""
    found = Fraction(0)
    for paid, share in career.shares(*days_back(start, window)):
        found += _month(work, paid, share)
    label = text(N_("Insured wages of the %(window)s days before the start"), window=window)
    return Fraction(work.step(label, text("Σ"), found))


def per_paid_day(work: Working, career: Career, start: date) -> Fraction:
    """The average wage of a paid day in the window, in rials; `worked` must be met."""
    window = work.value("daily_wage.window_days", start)
    total = wages(work, career, start, window)
    days = career.days_between(*days_back(start, window))
    work.step(
        text(N_("Paid days in the %(window)s days before the start"), window=window),
        text("%(days)s", days=days),
        days,
    )
    expression = text("%(wages)s ÷ %(days)s", wages=total, days=days)
    return Fraction(work.step(text(N_("Average daily wage")), expression, total / days))


def _month(work: Working, paid: PaidMonth, share: Fraction) -> Fraction:
    wage = capped_wage(paid)
    label = N_("Insured wage of %(month)s")
    if wage < paid.wage:
        label = N_("Insured wage of %(month)s, up to the ceiling")
        daily_ceiling(work, paid.month)
    expression = text("%(wage)s × %(share)s", wage=wage, share=share)
    return Fraction(work.step(text(label, month=paid.month), expression, wage * share))
