"""Records to look at: workshops and the months paid in them."""

from datetime import date

from taminyar.careers.models import Contribution, Job, Source
from taminyar.people.models import Branch, Person
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.models import MonthlyList, Workshop


def workshop(code: str = "0183630045", name: str = "کارگاه لاله", **fields: object) -> Workshop:
    branch, _ = Branch.objects.get_or_create(code=code[:3], defaults={"name": "شعبه یک تهران"})
    found, _ = Workshop.objects.get_or_create(
        code=code, defaults={"name": name, "branch": branch, **fields}
    )
    return found


def job(title: str = "حسابدار", code: str = "031305") -> Job:
    found, _ = Job.objects.get_or_create(code=code, title=title)
    return found


def paid(
    person: Person,
    place: Workshop,
    first: str,
    last: str | None = None,
    *,
    days: int | None = None,
    wage: int = 3_000_000,
    job: Job | None = None,
    list_number: str = "01",
) -> None:
    """Months paid from the first to the last, whole months unless days are given."""
    months = JalaliMonth.parse(first).range_to(JalaliMonth.parse(last or first))
    rows = [_contribution(month, month.days if days is None else days, wage) for month in months]
    for row in rows:
        row.person, row.workshop, row.job, row.list_number = person, place, job, list_number
    Contribution.objects.bulk_create(rows)


def _contribution(month: JalaliMonth, days: int, wage: int) -> Contribution:
    monthly, benefits = wage * days, 1_000_000 if days else 0
    return Contribution(
        month=month,
        list_number="01",
        source=Source.LIST,
        days=days,
        daily_wage=wage,
        monthly_wage=monthly,
        benefits=benefits,
        insured_wage=monthly + benefits,
        total=monthly + benefits,
        premium=(monthly + benefits) * 7 // 100,
        recorded_on=date(2026, 1, 1),
    )


def listed(place: Workshop, month: str, **fields: object) -> MonthlyList:
    """A list of the workshop that reached us."""
    defaults: dict[str, object] = {
        "number": "01",
        "received_at": "2026-01-01T12:00:00+00:00",
        "rows": 3,
        "days": 90,
        "insured_wages": 300_000_000,
        "premium": 90_000_000,
        "digest": b"",
    }
    return MonthlyList.objects.create(
        workshop=place, month=JalaliMonth.parse(month), **(defaults | fields)
    )
