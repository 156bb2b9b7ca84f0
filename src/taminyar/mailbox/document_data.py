"""What each kind of document is made of: plain JSON values that higher rooms fill in.

The same values are printed and attached to the PDF for machines. So money is whole rials, days and
months carry their ISO form beside the words people read, and every text is in the document's
language already, without markup: what looks like markup is printed as it stands. Numbers in texts
may have ASCII digits; the template writes them in the digits of the language.
"""

from datetime import date
from typing import TypedDict

from taminyar.persian import jalali, rials
from taminyar.persian.jalali import JalaliMonth


class Day(TypedDict):
    """`iso` is Gregorian, 2026-11-21; `shown` is Jalali in words."""

    iso: str
    shown: str


class Month(TypedDict):
    """`iso` is Jalali, 1405-08; `shown` is the same in words."""

    iso: str
    shown: str


class Amount(TypedDict):
    """Whole rials, and the amount in words: a line of rials and one of toman; may be empty."""

    rials: int
    words: list[str]


def day_of(day: date, language: str) -> Day:
    return {"iso": day.isoformat(), "shown": jalali.long_date(day, language)}


def month_of(month: JalaliMonth, language: str) -> Month:
    return {"iso": str(month), "shown": jalali.month_label(month, language)}


def amount_of(amount: int, language: str) -> Amount:
    """`amount` in rials. The words are Persian; an English document has the figures alone."""
    in_persian = language.startswith("fa")
    words = [rials.in_words(amount), rials.toman_words(amount)] if in_persian else []
    return {"rials": amount, "words": words}


class PersonData(TypedDict):
    """Whom the document is about; "" where a value is not on file. Numbers in ASCII digits."""

    name: str
    father_name: str
    national_id: str
    insurance_number: str


class Work(TypedDict):
    """One insured work that goes on; both months included. `late`: the list that is overdue."""

    workshop: str
    code: str
    branch: str
    kind: str
    since: Month
    through: Month
    late: Month | None


class Drawn(TypedDict):
    """One pension that is drawn."""

    number: str
    kind: str
    since: Day
    branch: str


class RelationData(TypedDict):
    """Kind `relation` (P-03). `verdict` is one sentence; `notes` are paragraphs below."""

    person: PersonData
    as_of: Day
    lists_through: Month
    verdict: str
    works: list[Work]
    pensions: list[Drawn]
    notes: list[str]


class YearOfRecord(TypedDict):
    """One Jalali year: days paid (overlaps once), its workshops; rials, None without wages."""

    year: int
    days: int
    workshops: list[str]
    insured_wage: int | None
    premium: int | None


class Totals(TypedDict):
    """The whole record: days (overlaps once), `shown` as years, months and days in words."""

    days: int
    shown: str
    insured_wage: int | None
    premium: int | None


class RecordSummaryData(TypedDict):
    """Kind `record-summary`. With `with_wages` the amounts are rials, else they are all None."""

    person: PersonData
    as_of: Day
    lists_through: Month
    with_wages: bool
    years: list[YearOfRecord]
    total: Totals
    notes: list[str]


class LineOfRecord(TypedDict):
    """One month in one workshop: days paid there; rials, None without wages."""

    month: Month
    workshop: str
    code: str
    kind: str
    days: int
    insured_wage: int | None
    premium: int | None


class YearOfLines(YearOfRecord):
    """One year with its lines in time order; its `days` count overlaps once."""

    lines: list[LineOfRecord]


class RecordData(TypedDict):
    """Kind `record`: month by month, the oldest year first. Amounts as in the summary."""

    person: PersonData
    as_of: Day
    lists_through: Month
    with_wages: bool
    years: list[YearOfLines]
    total: Totals
    notes: list[str]


class ConditionLine(TypedDict):
    """One condition of the law; `article` names its source, `evidence` what the record says."""

    text: str
    met: bool
    article: str
    evidence: str


class Alternative(TypedDict):
    """One way of several: its name, and the conditions that must all be met on it."""

    label: str
    conditions: list[ConditionLine]


class TreatmentData(TypedDict):
    """Kind `treatment`. `ways` name what gives cover; `until` its last day where it ends."""

    person: PersonData
    as_of: Day
    covered: bool
    verdict: str
    ways: list[str]
    until: Day | None
    conditions: list[ConditionLine]
    notes: list[str]


class StepLine(TypedDict):
    """One line of the arithmetic. `value` as in `law.assessment.Step`, `shown` how it is read."""

    label: str
    expression: str
    value: int | str
    shown: str


class UsedLine(TypedDict):
    """A value of the law that was used: its name, the value, since when, and its source."""

    label: str
    shown: str
    since: str
    source: str


class AssessmentData(TypedDict):
    """Kind `assessment`: any answer of the law, such as an old-age pension.

    `about` names it, `amount_label` what the amount is («a month»), None where none is due.
    `alternatives` holds the conditions of which one group is enough: a heading and its lines.
    """

    person: PersonData
    as_of: Day
    about: str
    eligible: bool
    verdict: str
    amount: Amount | None
    amount_label: str
    conditions: list[ConditionLine]
    alternatives: list[Alternative]
    steps: list[StepLine]
    assumptions: list[str]
    used: list[UsedLine]
    law_version: str
    inputs_hash: str
    notes: list[str]
