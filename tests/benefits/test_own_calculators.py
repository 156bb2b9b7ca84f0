"""A member works out sick pay, the marriage gift and maternity pay from the own record."""

from typing import Any

import pytest
from django.test import Client

from taminyar.benefits.record_used import employed_on
from taminyar.careers import history
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.careers.records import listed, paid, workshop
from tests.pages import words

# The session, the person, the record, its workshops.
QUERIES = 4
MARRIAGE = {
    "contract_date_day": "15",
    "contract_date_month": "1",
    "contract_date_year": "1405",
}
REST = {
    "start_day": "1",
    "start_month": "7",
    "start_year": "1404",
    "end_day": "14",
    "end_month": "7",
    "end_year": "1404",
}
LEAVE = REST | {"end_day": "30"}
PATHS = ("sickness", "marriage", "maternity")


@pytest.fixture
def record(person: Person) -> None:
    """Five years and more in one workshop, the last two at twice the wage."""
    paid(person, workshop(), "1399-01", "1402-12")
    paid(person, workshop(), "1403-01", "1404-12", wage=6_000_000)


@pytest.mark.feature("S-07")
def test_the_marriage_gift_is_the_average_of_two_years(member: Client, record: None) -> None:
    page = words(member.post("/benefits/marriage/", MARRIAGE))
    # 731 days at 6,000,000 and 24 times 1,000,000 of benefits, divided by 24.
    assert "کمک هزینه ازدواج همه شرط‌ها برقرار است. ۱۸۳٬۷۵۰٬۰۰۰ ریال" in page
    assert "هجده میلیون و سیصد و هفتاد و پنج هزار تومان" in page
    assert "چطور حساب شد؟" in page
    assert "ماده ۸۵" in page


@pytest.mark.feature("S-06")
@pytest.mark.parametrize(
    ("family", "amount"), [("married", "۴۹٬۷۶۶٬۱۲۹"), ("single", "۴۴٬۲۳۶٬۵۵۹")]
)
def test_sick_pay_depends_on_the_family(
    family: str, amount: str, member: Client, record: None
) -> None:
    page = words(member.post("/benefits/sickness/", REST | {"marital_status": family}))
    # A day of the last 90 is 6,000,000 + 1,000,000 ÷ 31; eleven of the fourteen are paid.
    assert f"{amount} ریال" in page
    assert "ماده ۶۳" in page


@pytest.mark.feature("S-06")
def test_in_hospital_every_day_is_paid(member: Client, record: None) -> None:
    typed = REST | {"marital_status": "married", "hospitalised": "on"}
    assert "۶۳٬۳۳۸٬۷۱۰ ریال" in words(member.post("/benefits/sickness/", typed))


@pytest.mark.feature("S-08")
def test_maternity_pay_is_two_thirds_of_the_daily_wage(member: Client, record: None) -> None:
    page = words(member.post("/benefits/maternity/", LEAVE))
    assert "۱۲۰٬۶۴۵٬۱۶۱ ریال" in page
    assert "ماده ۶۷" in page


@pytest.mark.feature("A-09")
def test_maternity_pay_is_for_women_and_says_so_kindly(member: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(sex="m")
    for response in (member.get("/benefits/maternity/"), member.post("/benefits/maternity/", {})):
        assert response.status_code == 403
        assert "این سرویس مخصوص بانوان" in words(response)
        assert 'href="/calculators/maternity/"' in response.content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_the_form_asks_only_what_the_record_does_not_know(path: str, member: Client) -> None:
    html = member.get(f"/benefits/{path}/").content.decode().partition("<main")[2]
    assert "محاسبه مبلغ" in html
    assert not [name for name in ("wage", "national_id", "sex", "days") if f'name="{name}' in html]


@pytest.mark.parametrize("path", PATHS)
def test_the_form_costs_no_look_at_the_record(
    path: str, member: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(QUERIES - 2):
        assert member.get(f"/benefits/{path}/").status_code == 200


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("marriage", MARRIAGE),
        ("sickness", REST | {"marital_status": "single"}),
        ("maternity", LEAVE),
    ],
)
def test_an_answer_reads_the_record_once_and_writes_nothing(
    path: str,
    typed: dict[str, str],
    member: Client,
    record: None,
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(QUERIES) as queries:
        assert member.post(f"/benefits/{path}/", typed).status_code == 200
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)


def test_every_condition_is_told_when_it_is_not_due(member: Client, person: Person) -> None:
    paid(person, workshop(), "1402-01", "1402-06")
    response = member.post("/benefits/marriage/", MARRIAGE)
    page = words(response)
    assert response.status_code == 200
    assert "با این وضع پرداخت نمی‌شود" in page
    assert "۲ شرط برقرار نیست" in page
    assert "برقرار نیست: ۷۲۰ روز سابقه" in page
    assert "۱۸۶ روز در پنج سال پیش از عقد" in page
    assert "برقرار است: ازدواج اول است" in page
    assert "طبق سابقه‌تان، روز عقد مشغول کار نبوده‌اید" in page


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("1405-07", "we took it that your work goes on until then"),
        ("1402-12", "by your record you are not in work now"),
    ],
)
def test_of_a_contract_yet_to_come_the_record_says_nothing(
    last: str, told: str, member: Client, person: Person, today: None
) -> None:
    paid(person, workshop(), "1399-01", last)
    member.cookies["django_language"] = "en"
    page = words(member.post("/benefits/marriage/", MARRIAGE | {"contract_date_month": "12"}))
    assert f"This day is yet to come; {told}" in page
    assert "By your record you were" not in page


def test_what_is_due_can_be_asked_for_right_under_the_amount(member: Client, record: None) -> None:
    member.cookies["django_language"] = "en"
    page = words(member.post("/benefits/sickness/", REST | {"marital_status": "single"}))
    amount, button = page.index("rials"), page.index("Ask for it")
    assert amount < button < page.index("Conditions of the law")


def test_an_amount_stands_whole_in_the_page(member: Client, record: None) -> None:
    html = member.post("/benefits/marriage/", MARRIAGE).content.decode()
    assert "<bdi>۱۸۳٬۷۵۰٬۰۰۰</bdi>" in html


def test_somebody_without_a_record_gets_an_answer_too(member: Client) -> None:
    page = words(member.post("/benefits/marriage/", MARRIAGE))
    assert "۰ روز در پنج سال پیش از عقد" in page


def test_what_came_from_the_record_leads_to_its_year(member: Client, record: None) -> None:
    html = member.post("/benefits/marriage/", MARRIAGE).content.decode()
    assert [year for year in range(1395, 1406) if f'"/records/wages/{year}/"' in html] == [
        *range(1400, 1405)
    ]
    page = words(member.post("/benefits/sickness/", REST | {"marital_status": "single"}))
    assert "۱۴۰۴ تیر تا شهریور ۹۳ ۵۶۱٬۰۰۰٬۰۰۰" in page.replace("سال ", "")


def test_only_the_own_record_counts(
    member: Client, other_person: Person, person: Person, record: None
) -> None:
    mine = words(member.post("/benefits/marriage/", MARRIAGE))
    paid(other_person, workshop(), "1403-01", "1404-12", wage=9_000_000)
    assert words(member.post("/benefits/marriage/", MARRIAGE)) == mine


@pytest.mark.parametrize("digits", ["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_the_date_may_be_typed_in_any_digits(digits: str, member: Client, record: None) -> None:
    other = str.maketrans("0123456789", digits)
    typed = {name: value.translate(other) for name, value in MARRIAGE.items()}
    assert "۱۸۳٬۷۵۰٬۰۰۰" in words(member.post("/benefits/marriage/", typed))


def test_what_is_wrong_stands_on_top_and_what_was_typed_stays(member: Client) -> None:
    typed = REST | {"start_month": "", "end_day": "۳۱", "end_month": "12"}
    response = member.post("/benefits/sickness/", typed)
    html = response.content.decode()
    assert response.status_code == 422
    summary = html.partition('id="error-summary"')[2].partition("</ul>")[0]
    assert "شروع استراحت: ماه را انتخاب کنید" in summary
    assert "پایان استراحت: اسفند ۱۴۰۴ فقط ۲۹ روز دارد" in summary
    assert "وضعیت تأهل: لطفاً یکی را انتخاب کنید" in summary
    assert 'href="#id_start_0"' in summary
    assert 'name="end_day" id="id_end_0" value="۳۱"' in html
    assert '<option value="12" selected>' in html
    assert 'id="answer"' not in html


def test_a_rest_that_ends_before_it_starts_is_refused(member: Client) -> None:
    typed = REST | {"marital_status": "single", "end_month": "6"}
    response = member.post("/benefits/sickness/", typed)
    assert response.status_code == 422
    assert "روز پایان پیش از روز شروع است" in words(response)


def test_a_value_of_the_law_that_is_not_known_is_named(member: Client, person: Person) -> None:
    paid(person, workshop(), "1498-01", "1498-12")
    future = {"start_year": "1499", "start_month": "1", "end_year": "1499", "end_month": "1"}
    response = member.post("/benefits/sickness/", REST | future | {"marital_status": "single"})
    page = words(response)
    assert response.status_code == 200
    assert "یک عدد قانون هنوز معلوم نیست" in page
    assert "«حداقل دستمزد روزانه» در سال ۱۴۹۸ لازم است" in page
    assert 'value="1499"' in response.content.decode()


def test_employers_are_led_to_the_right_level(member: Client, person: Person) -> None:
    workshop(owner=person)
    member.post("/level/", {"level": "employer"})
    assert member.get("/benefits/sickness/").status_code == 403


@pytest.mark.parametrize(
    ("day", "employed"),
    [
        ((1402, 12, 29), False),
        ((1403, 1, 1), True),
        ((1403, 7, 1), True),
        ((1403, 9, 30), True),
        ((1403, 10, 1), False),
    ],
)
def test_work_goes_on_after_the_newest_list_as_long_as_lists_are_late(
    day: tuple[int, int, int], employed: bool, person: Person
) -> None:
    paid(person, workshop(), "1403-01", "1403-06")
    today = jalali.date_of(1404, 1, 1)
    assert employed_on(history.of(person), jalali.date_of(*day), today) is employed


def test_a_later_list_without_the_person_ends_the_work(person: Person) -> None:
    place = workshop()
    paid(person, place, "1403-01", "1403-06")
    listed(place, "1403-07")
    today = jalali.date_of(1404, 1, 1)
    assert not employed_on(history.of(person), jalali.date_of(1403, 7, 1), today)


def test_a_contract_of_tomorrow_rests_on_the_work_of_today(person: Person) -> None:
    paid(person, workshop(), "1403-01", "1403-06")
    today = jalali.date_of(1403, 7, 10)
    assert employed_on(history.of(person), jalali.date_of(1404, 6, 1), today)


def test_a_gap_in_the_record_is_no_work(person: Person) -> None:
    paid(person, workshop(), "1402-01", "1402-06")
    paid(person, workshop(), "1403-01", "1403-06")
    today = jalali.date_of(1403, 7, 10)
    assert not employed_on(history.of(person), jalali.date_of(1402, 9, 1), today)
