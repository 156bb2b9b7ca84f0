"""People find a service by its name or by the words they use for it."""

import pytest
from django.test import Client

from taminyar.cartable.desk import Service, search
from taminyar.people.models import Person
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


def test_a_word_that_nobody_knows_keeps_no_service_away() -> None:
    assert search([WAGES, RECORDS], "پول دستمزد هواپیما") == [WAGES]
    assert search([WAGES, RECORDS], "هواپیما") == []


def test_what_holds_most_of_the_words_is_found_alone() -> None:
    assert search([WAGES, RECORDS], "همه سوابق دستمزد") == [RECORDS]
    assert search([WAGES, RECORDS], "وام دستمزد") == [WAGES, RECORDS]


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


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("tracking code", "/my/requests/"),
        ("follow up", "/my/requests/"),
        ("cartable", "/my/requests/"),
        ("correspondence", "/my/mailbox/"),
        ("IBAN number", "/account/bank/"),
        ("change my phone", "/account/mobile/"),
        ("entitlement", "/account/treatment/"),
        ("profile", "/account/identity/"),
        ("proof for the embassy", "/account/relation/"),
    ],
)
def test_the_own_pages_are_found_too(typed: str, address: str, member: Client) -> None:
    member.post("/language/", {"language": "en", "next": "/"})
    results = member.get("/desk/", {"q": typed}).content.decode().partition('id="results"')[2]
    assert f'href="{address}"' in results


@pytest.mark.feature("A-09")
@pytest.mark.parametrize(("sex", "among_the_first"), [("m", False), ("f", True)])
def test_what_is_for_women_is_not_among_the_first_of_a_man(
    sex: str, among_the_first: bool, member: Client, person: Person
) -> None:
    Person.objects.filter(pk=person.pk).update(sex=sex)
    member.post("/language/", {"language": "en", "next": "/"})
    home = member.get("/home/").content.decode().partition('id="main"')[2]
    assert ("/benefits/maternity/request/" in home) is among_the_first
    assert "Maternity pay: ask for it For women" in words(member.get("/desk/"))
