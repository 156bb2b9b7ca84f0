"""People find a service by its name or by the words they use for it."""

import pytest
from django.test import Client

from taminyar.cartable.desk import Service, search
from tests.pages import words


def service(slug: str, title: str, synonyms: str = "", summary: str = "") -> Service:
    return Service(slug, title, summary, "records", "house", "group", synonyms=synonyms)


WAGES = service("wages", "ریز دستمزد", "فیش حقوق", "دستمزد هر ماه")
RECORDS = service("records", "همه سوابق", "وام چند سال", "سال‌ها و ماه‌ها")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("دستمزد", [WAGES]),
        ("فیش", [WAGES]),
        ("وام", [RECORDS]),
        ("سوابق همه", [RECORDS]),
        ("هر", [WAGES]),
        ("سال ها", [RECORDS]),
        ("كارت", []),
        ("فيش", [WAGES]),
    ],
)
def test_a_service_is_found_by_title_synonym_or_summary(typed: str, found: list[Service]) -> None:
    assert search([WAGES, RECORDS], typed) == found


def test_a_hit_in_the_title_comes_first() -> None:
    other = service("other", "چیز دیگر", summary="دستمزد")
    assert search([other, WAGES], "دستمزد") == [WAGES, other]


def test_every_word_must_be_found() -> None:
    assert search([WAGES], "دستمزد هواپیما") == []


@pytest.mark.feature("N-01")
def test_the_service_desk_lists_every_service_of_the_level(member: Client) -> None:
    page = words(member.get("/desk/"))
    assert "میز خدمت غیر حضوری" in page
    for title in ("همه سوابق", "ریز دستمزد", "سوابق تلفیقی", "عناوین شغلی"):
        assert title in page


@pytest.mark.parametrize("typed", ["سابقه", "وام", "حقوق"])
def test_the_desk_finds_services_by_the_words_of_the_people(typed: str, member: Client) -> None:
    assert "/records/" in member.get("/desk/", {"q": typed}).content.decode().partition("<main")[2]


def test_a_search_without_a_hit_keeps_the_words_and_offers_a_way_on(member: Client) -> None:
    response = member.get("/desk/", {"q": "هواپیما <b>"})
    assert "هواپیما &lt;b&gt;" in response.content.decode()
    assert "<b>" not in response.content.decode()
