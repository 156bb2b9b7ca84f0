"""Dates, months, numbers and amounts are typed as people write them, in any digits."""

import datetime
from contextlib import suppress
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from taminyar.people.forms import (
    AmountField,
    JalaliDateField,
    JalaliMonthField,
    WholeNumberField,
)
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth


class Question(forms.Form):
    born = JalaliDateField(label="تولد", required=False)
    month = JalaliMonthField(label="ماه لیست", required=False)
    count = WholeNumberField(label="تعداد", most=20, required=False)
    wage = AmountField(label="دستمزد", required=False)


def asked(**typed: str) -> Question:
    return Question(typed)


def born(day: str, month: str, year: str) -> Question:
    return asked(born_day=day, born_month=month, born_year=year)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("5", "1", "1403"),
        ("۵", "۱", "۱۴۰۳"),
        ("٥", "١", "١٤٠٣"),
        (" 05 ", "01", "\u200e1403\u200f"),
    ],
)
def test_a_date_is_read_in_every_set_of_digits(day: str, month: str, year: str) -> None:
    form = born(day, month, year)
    assert form.is_valid()
    assert form.cleaned_data["born"] == datetime.date(2024, 3, 24)


@given(st.dates(datetime.date(1921, 3, 21), datetime.date(2120, 1, 1)))
def test_every_day_comes_back_as_it_was_put_in(day: datetime.date) -> None:
    field = JalaliDateField(label="روز")
    with translation.override("fa"):
        shown = field.widget.decompress(day)
    assert field.clean(shown) == day


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("", "1", "1403"), "تولد: روز را بنویسید."),
        (("5", "", "1403"), "تولد: ماه را انتخاب کنید."),
        (("5", "1", ""), "تولد: سال را بنویسید."),
        (("32", "1", "1403"), "تولد: روز را بنویسید."),
        (("0", "1", "1403"), "تولد: روز را بنویسید."),
        (("x", "1", "1403"), "تولد: روز را بنویسید."),
        (("5", "13", "1403"), "تولد: ماه را انتخاب کنید."),
        (("5", "1", "03"), "تولد: سال را با چهار رقم بنویسید، مانند ۱۴۰۳."),
        (("5", "1", "2024"), "تولد: سال را با چهار رقم بنویسید، مانند ۱۴۰۳."),
        (("30", "12", "1402"), "تولد: اسفند ۱۴۰۲ فقط ۲۹ روز دارد."),
        (("31", "7", "1403"), "تولد: مهر ۱۴۰۳ فقط ۳۰ روز دارد."),
    ],
)
def test_what_is_wrong_with_a_date_is_named(typed: tuple[str, str, str], told: str) -> None:
    with translation.override("fa"):
        assert born(*typed).errors["born"] == [told]


def test_the_last_day_of_a_leap_year_is_a_day() -> None:
    assert born("30", "12", "1403").is_valid()


def test_a_date_that_must_be_given_names_itself() -> None:
    field = JalaliDateField(label="تاریخ عقد")
    with translation.override("fa"), pytest.raises(ValidationError) as wrong:
        field.clean(["", "", None])
    assert wrong.value.messages == ["تاریخ عقد: روز، ماه و سال را بنویسید."]


def test_an_empty_date_is_none_where_it_may_be_empty() -> None:
    form = asked()
    assert form.is_valid()
    assert form.cleaned_data == {"born": None, "month": None, "count": None, "wage": None}


@pytest.mark.parametrize(("language", "name"), [("fa", "مرداد"), ("en", "Mordad")])
def test_months_are_chosen_by_name_in_the_language_of_the_page(language: str, name: str) -> None:
    with translation.override(language):
        assert f">{name}</option>" in str(Question()["born"])


def test_what_was_typed_stays_as_it_was_typed() -> None:
    html = str(born("۳۱", "۰۷", "۱۴۰۳")["born"])
    assert 'value="۳۱"' in html
    assert '<option value="7" selected>' in html
    assert 'value="۱۴۰۳"' in html


def test_a_day_that_is_offered_stands_in_the_digits_of_the_reader() -> None:
    form = Question(initial={"born": jalali.date_of(1403, 1, 5), "count": 3})
    with translation.override("fa"):
        assert 'value="۱۴۰۳"' in str(form["born"])
        assert 'value="۳"' in str(form["count"])
    with translation.override("en"):
        assert 'value="1403"' in str(form["born"])


def test_a_month_is_month_and_year() -> None:
    form = asked(month_month="5", month_year="۱۴۰۳")
    assert form.is_valid()
    assert form.cleaned_data["month"] == JalaliMonth(1403, 5)


@pytest.mark.parametrize(
    ("typed", "read"), [("120,000,000", 120_000_000), ("۱۲۰٬۰۰۰٬۰۰۰", 120_000_000), ("٠", 0)]
)
def test_an_amount_is_read_with_and_without_separators(typed: str, read: int) -> None:
    form = asked(wage=typed)
    assert form.is_valid()
    assert form.cleaned_data["wage"] == read


@pytest.mark.parametrize("typed", ["12.5", "-5", "twelve", "99999999999999"])
def test_an_amount_that_cannot_be_is_asked_for_with_an_example(typed: str) -> None:
    with translation.override("fa"):
        [told] = asked(wage=typed).errors["wage"]
    assert told == "دستمزد: مبلغ را به ریال و با رقم بنویسید، مانند ۱۲۰٬۰۰۰٬۰۰۰."


@pytest.mark.parametrize(
    "typed", ["۱۲۰٬۰۰۰ ریال", "120,000 rials", "120000Rial", "۱۲۰۰۰۰ريال", " 120 000 RIALS "]
)
def test_the_word_rials_may_follow_an_amount(typed: str) -> None:
    form = asked(wage=typed)
    assert form.is_valid()
    assert form.cleaned_data["wage"] == 120_000


@pytest.mark.parametrize("typed", ["12000 toman", "۱۲۰۰۰ تومان", "rials", "ریال", "12 rials 5"])
def test_no_other_unit_is_taken_for_rials(typed: str) -> None:
    assert "wage" in asked(wage=typed).errors


@pytest.mark.parametrize("typed", ["21", "-1", "x", "1.5"])
def test_a_number_outside_its_range_is_told_the_range(typed: str) -> None:
    with translation.override("fa"):
        assert asked(count=typed).errors["count"] == ["تعداد: عددی از ۰ تا ۲۰ بنویسید."]


@given(st.text())
def test_nothing_that_is_typed_breaks_a_field(typed: str) -> None:
    fields: list[tuple[forms.Field, Any]] = [
        (JalaliDateField(label="x"), [typed, typed, typed]),
        (JalaliMonthField(label="x"), [typed, typed]),
        (AmountField(label="x"), typed),
    ]
    for field, value in fields:
        with suppress(ValidationError):
            field.clean(value)
