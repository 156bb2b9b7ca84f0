"""Invented documents of each kind, in both languages, for the tests and the benchmark."""

from datetime import UTC, date, datetime
from typing import Any

from taminyar.mailbox.document_data import amount_of, day_of, month_of
from taminyar.mailbox.typeset import About
from taminyar.persian.jalali import JalaliMonth

TODAY = date(2026, 11, 21)
ISSUED_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CODE = "K7PQ2MXW9RTA4HCD"


def about(language: str = "fa", **changes: Any) -> About:
    """To an invented bank, as the demonstration issues it."""
    fa = language == "fa"
    usual: dict[str, Any] = {
        "code": CODE,
        "issued_at": ISSUED_AT,
        "institution": "بانک نمونه ایرانیان" if fa else "Example Bank of Iran",
        "receiving_branch": "شعبه مرکزی" if fa else "Central branch",
        "purpose": "درخواست وام" if fa else "Application for a loan",
        "language": language,
        "valid_until": date(2026, 12, 21),
        "verify_address": f"https://taminyar.example/verify/{CODE}/",
        "demonstration": True,
    }
    return About(**usual | changes)


def data(slug: str, language: str = "fa") -> dict[str, Any]:
    """The data of a kind."""
    return _MADE[slug](language)


def record(years: int, *, with_wages: bool, language: str = "fa") -> dict[str, Any]:
    """A full record from 1365 on, every month of every year in one workshop."""
    made = [_year(1365 + number, with_wages, language) for number in range(years)]
    days = sum(year["days"] for year in made)
    return _start(language) | {
        "with_wages": with_wages,
        "years": made,
        "total": {
            "days": days,
            "shown": f"{years} سال" if language == "fa" else f"{years} years",
            "insured_wage": sum(year["insured_wage"] for year in made) if with_wages else None,
            "premium": sum(year["premium"] for year in made) if with_wages else None,
        },
        "notes": [],
    }


def _start(language: str) -> dict[str, Any]:
    fa = language == "fa"
    return {
        "person": {
            "name": "زهرا محمدی کیا" if fa else "Zahra Mohammadi Kia",
            "father_name": "علی" if fa else "Ali",
            "national_id": "9990000018",
            "insurance_number": "0010000001",
        },
        "as_of": day_of(TODAY, language),
        "lists_through": month_of(JalaliMonth(1405, 7), language),
    }


def _year(year: int, with_wages: bool, language: str) -> dict[str, Any]:
    lines = [_line(JalaliMonth(year, month), with_wages, language) for month in range(1, 13)]
    return {
        "year": year,
        "days": sum(line["days"] for line in lines),
        "workshops": sorted({line["workshop"] for line in lines}),
        "insured_wage": sum(line["insured_wage"] for line in lines) if with_wages else None,
        "premium": sum(line["premium"] for line in lines) if with_wages else None,
        "lines": lines,
    }


def _line(month: JalaliMonth, with_wages: bool, language: str) -> dict[str, Any]:
    wage = 1_500_000 * (month.year - 1364) ** 2 + 1_000 * month.month
    fa = language == "fa"
    return {
        "month": month_of(month, language),
        "workshop": "ریسندگی کویر نمونه" if fa else "Kavir Spinning Mill",
        "code": "0123456780",
        "kind": "بیمه اجباری" if fa else "Compulsory",
        "days": month.days,
        "insured_wage": wage if with_wages else None,
        "premium": wage * 3 // 10 if with_wages else None,
    }


def _relation(language: str) -> dict[str, Any]:
    fa = language == "fa"
    return _start(language) | {
        "verdict": (
            "زهرا محمدی کیا در ۳۰ آبان ۱۴۰۵ بیمه‌شده تأمین اجتماعی است و رابطه بیمه‌ای او فعال است."
            if fa
            else "Zahra Mohammadi Kia is insured on 30 Aban 1405; the relation is active."
        ),
        "works": [
            {
                "workshop": "شرکت فولاد و لاستیک نمونه" if fa else "Example Steel and Rubber Co.",
                "code": "0123456780",
                "branch": "تهران ۱۲" if fa else "Tehran 12",
                "kind": "بیمه اجباری" if fa else "Compulsory",
                "since": month_of(JalaliMonth(1398, 2), language),
                "through": month_of(JalaliMonth(1405, 6), language),
                "late": month_of(JalaliMonth(1405, 7), language),
            }
        ],
        "pensions": [
            {
                "number": "1200345678",
                "kind": "بازماندگان" if fa else "Survivors",
                "since": day_of(date(2019, 4, 4), language),
                "branch": "اصفهان ۳" if fa else "Isfahan 3",
            }
        ],
        "notes": [
            "مهلت کارفرما برای لیست مهر هنوز نگذشته بود."
            if fa
            else "The employer's time for the list of Mehr was not over yet."
        ],
    }


def _summary(language: str) -> dict[str, Any]:
    made = record(9, with_wages=True, language=language)
    for year in made["years"]:
        del year["lines"]
    made["years"][3]["workshops"].append(
        "تعاونی الماس نمونه" if language == "fa" else "Almas Cooperative"
    )
    return made


def _treatment(language: str) -> dict[str, Any]:
    fa = language == "fa"
    return _start(language) | {
        "covered": True,
        "verdict": (
            "زهرا محمدی کیا امروز زیر پوشش درمان است."
            if fa
            else "Zahra Mohammadi Kia is covered for treatment today."
        ),
        "ways": ["کار بیمه‌شده" if fa else "Insured work"],
        "until": None,
        "conditions": _conditions(language),
        "notes": [],
    }


def _conditions(language: str) -> list[dict[str, Any]]:
    fa = language == "fa"
    return [
        {
            "text": "کار بیمه‌شده در روز مراجعه" if fa else "Insured work on the day",
            "met": True,
            "article": "SSA 54",
            "evidence": "از ۱۳۹۸/۲ تا ۱۴۰۵/۶" if fa else "From 1398-02 through 1405-06",
        },
        {
            "text": "دریافت مستمری" if fa else "A pension is drawn",
            "met": False,
            "article": "SSA 54",
            "evidence": "",
        },
    ]


def _assessment(language: str) -> dict[str, Any]:
    fa = language == "fa"
    return _start(language) | {
        "about": "مستمری بازنشستگی" if fa else "Old-age pension",
        "eligible": True,
        "verdict": (
            "شرایط بازنشستگی برقرار است." if fa else "The conditions of an old-age pension are met."
        ),
        "amount": amount_of(214_583_333, language),
        "amount_label": "در ماه" if fa else "a month",
        "conditions": _conditions(language)[:1],
        "alternatives": [
            {
                "label": "سی سال سابقه و شصت سال سن" if fa else "Thirty years and age sixty",
                "conditions": _conditions(language),
            }
        ],
        "steps": [
            {
                "label": "میانگین دستمزد دو سال آخر" if fa else "Average wage of two years",
                "expression": "۵٬۱۵۰٬۰۰۰٬۰۰۰ ÷ ۲۴" if fa else "5,150,000,000 ÷ 24",
                "value": 214_583_333,
                "shown": "۲۱۴٬۵۸۳٬۳۳۳" if fa else "214,583,333",
            },
            {
                "label": "اصلاح برای لیست دیرتر" if fa else "Correction of a later list",
                "expression": "",
                "value": -1_250_000,
                "shown": "\u200e\u2212۱٬۲۵۰٬۰۰۰" if fa else "\u200e\u22121,250,000",
            },
        ],
        "assumptions": [
            "سال ۳۶۵ روز حساب شد." if fa else "A year was counted as 365 days.",
        ],
        "used": [
            {
                "label": "کمترین دستمزد روزانه" if fa else "Lowest daily wage",
                "shown": "۵٬۵۴۱٬۸۵۰" if fa else "5,541,850",
                "since": "۱ فروردین ۱۴۰۵" if fa else "1 Farvardin 1405",
                "source": "بخشنامه مزد، نمونه" if fa else "Wage circular, example",
            }
        ],
        "law_version": "3f9a4c1d2b7e8f60",
        "inputs_hash": "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de",
        "notes": [],
    }


_MADE = {
    "relation": _relation,
    "record-summary": _summary,
    "record": lambda language: record(2, with_wages=True, language=language),
    "treatment": _treatment,
    "assessment": _assessment,
}
