"""The member reads the record: by year, then by month; days, wages, jobs, totals."""

from typing import Any

import pytest
from django.test import Client

from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.careers.records import job, listed, paid, workshop
from tests.pages import words

# The session, the person, the record, its workshops; a fifth where job titles are shown.
RECORD_QUERIES = 4


@pytest.fixture
def record(person: Person, other_person: Person) -> None:
    """Two workshops at once in 1402, a gap in 1403, and somebody else's record beside it."""
    lale, kaveh = workshop(), workshop("0183630046", "کارگاه کاوه")
    paid(person, lale, "1401-07", "1402-12", job=job())
    paid(person, kaveh, "1402-06", "1402-06", days=10, job=job("انباردار", "039110"))
    paid(person, kaveh, "1403-06", "1403-12", wage=4_000_000)
    paid(other_person, workshop("0183630047", "کارگاه بیگانه"), "1390-01", "1390-12")


@pytest.mark.feature("S-01")
@pytest.mark.feature("S-11")
def test_all_records_show_each_year_with_its_workplaces(member: Client, record: None) -> None:
    page = words(member.get("/records/"))
    assert "۱۴۰۳ کارگاه کاوه اجباری شعبه یک تهران ۲۱۱ ناقص" in _without_labels(page)
    assert "۱۴۰۲ کارگاه لاله، کارگاه کاوه اجباری شعبه یک تهران ۳۶۵ کامل" in _without_labels(page)
    assert "کارگاه بیگانه" not in page


def _without_labels(page: str) -> str:
    """The page with the column names that stand in each row of the first column left out."""
    return page.replace("سال ", "")


@pytest.mark.feature("S-01")
def test_a_year_opens_month_by_month(member: Client, record: None) -> None:
    page = words(member.get("/records/1402/"))
    assert "خرداد ۱۴۰۲" in page
    assert "حسابدار" in page
    assert "۰۱۸۳۶۳۰۰۴۵" in page
    assert "۱۰ روز بیش از یک بار پرداخت شده و یک بار حساب می‌شود" in page


@pytest.mark.feature("S-02")
def test_wages_show_days_and_itemised_wage_of_each_month(member: Client, record: None) -> None:
    assert "۸۵۱٬۰۰۰٬۰۰۰" in words(member.get("/records/wages/"))
    page = words(member.get("/records/wages/1403/"))
    for amount in ("۴٬۰۰۰٬۰۰۰", "۱۲۴٬۰۰۰٬۰۰۰", "۱٬۰۰۰٬۰۰۰", "۱۲۵٬۰۰۰٬۰۰۰"):
        assert amount in page


@pytest.mark.feature("S-03")
def test_the_combined_record_counts_overlapping_days_once(member: Client, record: None) -> None:
    page = words(member.get("/records/combined/"))
    assert "۲ سال و ۲۵ روز" in page
    assert "۱۰ روز بیش از یک بار پرداخت شده" in page
    assert "۳۱" in words(member.get("/records/combined/1402/"))


def test_two_lists_of_one_workshop_are_not_called_two_workshops(
    member: Client, person: Person
) -> None:
    paid(person, workshop(), "1402-06", days=20)
    paid(person, workshop(), "1402-06", days=15, list_number="02")
    year, combined = (words(member.get(f"/records/{path}1402/")) for path in ("", "combined/"))
    assert "۴ روز بیش از یک بار پرداخت شده" in year
    assert "۴ روز بیش از یک بار پرداخت شده" in combined
    assert combined.count("کارگاه لاله") == 1
    assert "دو کارگاه" not in year + combined


@pytest.mark.feature("S-05")
def test_job_titles_stand_with_their_time_and_workplace(member: Client, record: None) -> None:
    page = words(member.get("/records/jobs/"))
    assert "حسابدار" in page
    assert "مهر ۱۴۰۱" in page
    assert "۰۳۹۱۱۰" in page


@pytest.mark.parametrize(
    ("path", "jobs"), [("", 0), ("1402/", 1), ("wages/", 0), ("wages/1402/", 0), ("jobs/", 1)]
)
def test_a_record_page_costs_few_queries_whatever_its_length(
    path: str, jobs: int, member: Client, record: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(RECORD_QUERIES + jobs):
        assert member.get(f"/records/{path}").status_code == 200


def test_an_empty_record_never_reads_as_having_nothing(member: Client) -> None:
    page = words(member.get("/records/"))
    assert "به این معنا نیست که سابقه‌ای ندارید" in page
    assert "۱۴۲۰" in page


def test_a_year_without_a_line_says_so(member: Client, record: None) -> None:
    response = member.get("/records/1399/")
    assert response.status_code == 200
    assert "برای سال ۱۳۹۹ روزی ثبت نشده" in words(response)


@pytest.mark.parametrize("year", ["1299", "1501", "9999"])
def test_a_year_that_cannot_be_is_not_found(year: str, member: Client, record: None) -> None:
    assert member.get(f"/records/{year}/").status_code == 404


def test_a_list_that_is_late_is_named(member: Client, person: Person) -> None:
    place = workshop()
    last = jalali.JalaliMonth.of(jalali.today()) - 5
    paid(person, place, str(last - 3), str(last))
    listed(place, str(last))
    page = words(member.get("/records/"))
    assert "هنوز نرسیده" in page
    assert jalali.month_label(last + 1, "fa") in page


def test_a_list_missing_in_the_middle_is_named_and_not_read_as_unpaid(
    member: Client, person: Person
) -> None:
    place = workshop()
    paid(person, place, "1402-01", "1402-03")
    paid(person, place, "1402-07", "1402-12")
    for month in (1, 2, 3, 7, 8, 9, 10, 11, 12):
        listed(place, f"1402-{month:02}")
    for path in ("", "1402/", "wages/", "combined/"):
        page = words(member.get(f"/records/{path}"))
        assert "لیست‌های کارگاه لاله از تیر ۱۴۰۲ تا شهریور ۱۴۰۲" in page


def test_many_missing_lists_do_not_push_the_record_out_of_sight(
    member: Client, person: Person
) -> None:
    place = workshop()
    for month in range(1, 12, 2):
        paid(person, place, f"1402-{month:02}")
        listed(place, f"1402-{month:02}")
    html = member.get("/records/").content.decode()
    named, folded = html.partition('class="as-of"')[2].split("<details", 1)
    assert named.count("<li>") == 3
    assert folded.partition("</details>")[0].count("<li>") == 2


def test_who_stopped_sees_since_when_nothing_has_come(member: Client, person: Person) -> None:
    paid(person, workshop(), "1395-01", "1400-06")
    for path in ("", "1400/", "wages/", "combined/"):
        assert "بعد از شهریور ۱۴۰۰ سابقه‌ای" in words(member.get(f"/records/{path}"))


def test_an_unbroken_record_says_nothing_of_a_silence(member: Client, person: Person) -> None:
    last = jalali.JalaliMonth.of(jalali.today()) - 2
    paid(person, workshop(), str(last - 20), str(last))
    assert "سابقه‌ای به نام شما نرسیده" not in words(member.get("/records/"))


def test_the_files_to_keep_stand_before_the_long_table(member: Client, record: None) -> None:
    html = member.get("/records/").content.decode()
    assert html.index('class="career"') < html.index("file.xlsx") < html.index("table--compact")


def test_an_empty_cell_is_marked_so_that_a_phone_leaves_it_out(
    member: Client, record: None
) -> None:
    html = member.get("/records/1403/").content.decode()
    assert html.count("is-empty") == 7  # the job title, which no list names, of seven months


def test_english_pages_speak_english(member: Client, record: None) -> None:
    member.post("/language/", {"language": "en", "next": "/records/"})
    page = words(member.get("/records/"))
    assert "My insurance record" in page
    assert "1402 کارگاه لاله, کارگاه کاوه Mandatory" in page.replace("Year ", "")
