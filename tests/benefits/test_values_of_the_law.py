"""Every value of the law is open to all, with its source and when it was last checked."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from taminyar.benefits import known_values
from taminyar.law import values
from taminyar.persian import jalali
from tests.pages import words


def test_every_value_is_listed_without_a_query(
    client: Client, db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        page = words(client.get("/law/"))
    assert all(series.title_fa in page for series in values.every().values())


def test_a_value_stands_with_unit_day_source_and_check(client: Client, db: None) -> None:
    page = words(client.get("/law/", {"q": "wage.minimum_daily"}))
    assert "۵٬۵۴۱٬۸۵۰ ریال در روز از ۱ فروردین ۱۴۰۵" in page
    assert "۸۸۵٬۱۶۵ ریال در روز از ۱ فروردین ۱۴۰۰" in page
    assert "شورای عالی کار" in page
    assert "آخرین بررسی: ۳۰ آبان ۱۴۰۵" in page
    assert "۱ عدد" in page


@pytest.mark.parametrize("typed", ["حداقل دستمزد", "حداقل  دستمزد", "minimum wage", "شورای عالی"])
def test_values_are_found_by_title_name_or_source(typed: str, client: Client, db: None) -> None:
    assert "حداقل دستمزد روزانه" in words(client.get("/law/", {"q": typed}))


def test_a_search_without_a_hit_offers_a_way_on(client: Client, db: None) -> None:
    response = client.get("/law/", {"q": "هواپیما <b>"})
    assert "چیزی به این نام" in words(response) or "دیدن همه عددها" in words(response)
    assert "<b>" not in response.content.decode()


def test_every_value_has_its_subject() -> None:
    titles = {subject.title for subject in known_values.by_subject()}
    assert str(known_values.OTHER) not in titles


def test_a_value_nobody_checked_for_long_says_so(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "باید دوباره بررسی شود" not in words(_on(client, monkeypatch, date(2026, 11, 21)))
    assert "باید دوباره بررسی شود" in words(_on(client, monkeypatch, date(2036, 1, 1)))


def _on(client: Client, monkeypatch: pytest.MonkeyPatch, day: date) -> Any:
    monkeypatch.setattr(jalali, "today", lambda: day)
    return client.get("/law/", {"q": "wage.minimum_daily"})


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("عینک", "/calculators/"),
        ("وام ازدواج", "/benefits/marriage/"),
        ("زایمان", "/benefits/maternity/"),
        ("استعلاجی", "/benefits/sickness/"),
        ("حداقل حقوق", "/law/"),
        ("سربازی", "/calculators/"),
    ],
)
def test_the_desk_leads_to_the_calculators(typed: str, path: str, member: Client) -> None:
    html = member.get("/desk/", {"q": typed}).content.decode().partition("<main")[2]
    assert f'href="{path}"' in html


def test_the_front_page_leads_to_the_calculators(client: Client, db: None) -> None:
    assert 'href="/calculators/"' in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["/benefits/sickness/", "/calculators/", "/law/"])
def test_home_is_current_in_the_bar(path: str, member: Client) -> None:
    html = member.get(path).content.decode()
    bar = html.partition('class="bar"')[2].partition("</nav>")[0]
    assert bar.partition('aria-current="page"')[0].rpartition("href=")[2].startswith('"/home/"')
