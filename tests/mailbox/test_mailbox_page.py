"""/my/ and /my/mailbox/: what lies in the mailbox, found again, and whose it is."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.mailbox import item_list, letters, my_sections
from taminyar.mailbox.item_list import PAGE
from taminyar.mailbox.models import Item
from taminyar.mailbox.my_sections import Section
from taminyar.people.models import Person
from tests.mailbox.lying import document, paper
from tests.pages import words

pytestmark = pytest.mark.django_db
MY, ADDRESS = "/my/", "/my/mailbox/"


@pytest.fixture(autouse=True)
def _english(member: Client) -> None:
    member.post("/language/", {"language": "en", "next": "/"})


def shown(client: Client, query: str = "") -> str:
    return words(client.get(ADDRESS + query))


@pytest.mark.feature("N-08")
def test_it_has_its_place_in_the_bar(member: Client) -> None:
    here = 'href="/my/mailbox/" aria-current="page"'
    assert here in member.get(ADDRESS).content.decode()
    assert 'href="/my/mailbox/"' in member.get("/home/").content.decode()


@pytest.mark.feature("M-01")
def test_everything_stands_there_newest_first(member: Client, person: Person) -> None:
    letters.write(person, "Your first letter", "Hello.")
    document(person, "بانک لاله")
    paper(person, "شناسنامه")
    page = shown(member)
    places = [
        page.index(title) for title in ("شناسنامه", "Statement of active", "Your first letter")
    ]
    assert places == sorted(places)
    assert "for بانک لاله" in page


def test_what_is_unread_is_said_in_words(member: Client, person: Person) -> None:
    first, _second = letters.write(person, "One", "."), letters.write(person, "Two", ".")
    assert "2 are not read yet" in shown(member)
    member.post(f"{ADDRESS}{first.number}/open/")
    assert "One is not read yet" in shown(member)
    assert shown(member).count("Not read yet") == 1


def test_own_papers_are_never_unread(member: Client, person: Person) -> None:
    paper(person)
    assert "Everything is read" in shown(member)


def test_many_unread_things_are_not_counted_to_the_end(member: Client, person: Person) -> None:
    letters.write(person, "One", ".")
    one = Item.objects.get()
    fields = {"sort": one.sort, "title": "x", "created_at": one.created_at}
    more = [Item(person=person, number=number, **fields) for number in range(2, 200)]
    Item.objects.bulk_create(more)
    assert item_list.unread_of(person) == 100
    assert "More than 99 are not read yet" in shown(member)


def test_an_empty_mailbox_says_what_will_lie_there(member: Client) -> None:
    assert "Your mailbox is empty" in shown(member)
    assert "Nothing is here yet" in words(member.get(MY))


def test_what_belongs_to_somebody_else_is_not_there(member: Client, other_person: Person) -> None:
    letters.write(other_person, "To Reza", "Hello.")
    assert "Your mailbox is empty" in shown(member)


def test_older_things_stand_on_the_next_page_and_the_choice_is_kept(
    member: Client, person: Person
) -> None:
    for number in range(PAGE + 3):
        letters.write(person, f"letter-{number + 1}.", "Hello.")
    first = member.get(ADDRESS + "?sort=letter&q=letter").content.decode()
    assert f"letter-{PAGE + 3}." in first
    assert "letter-3." not in first
    assert "?sort=letter&amp;q=letter&amp;before=4" in first
    second = shown(member, "?sort=letter&q=letter&before=4")
    assert "letter-3." in second
    assert "letter-4." not in second
    assert "Newest" in second


@pytest.mark.parametrize(
    ("sort", "found"),
    [("", {"doc", "let", "pap"}), ("document", {"doc"}), ("letter", {"let"}), ("paper", {"pap"})],
)
def test_one_sort_alone(sort: str, found: set[str], member: Client, person: Person) -> None:
    document(person, "doc-institution")
    letters.write(person, "let-title", ".")
    paper(person, "pap-title")
    page = shown(member, f"?sort={sort}")
    assert {name for name in ("doc", "let", "pap") if f"{name}-" in page} == found


def test_a_sort_that_is_none_shows_everything(member: Client, person: Person) -> None:
    paper(person, "birth-certificate")
    assert "birth-certificate" in shown(member, "?sort=x&before=y")


@pytest.mark.parametrize(
    "typed", ["گواهى", "مسكن", "لاله بانک", "گواهی‌‌ مسکن", "۱۴۰۵", "1405", "LALE", "گواهی\x00"]
)
def test_words_are_found_however_they_are_written(
    typed: str, member: Client, person: Person
) -> None:
    letters.write(person, "گواهی مسکن بانک لاله ۱۴۰۵ Lale", ".")
    letters.write(person, "other-letter", ".")
    page = shown(member, f"?q={quote(typed)}")
    assert "گواهی مسکن" in page
    assert "other-letter" not in page


@pytest.mark.parametrize("typed", ["nothing-like-it", "%", "_", "'"])
def test_nothing_found_is_said(typed: str, member: Client, person: Person) -> None:
    letters.write(person, "گواهی", ".")
    page = shown(member, f"?q={quote(typed)}")
    assert "Nothing was found" in page
    assert "Show everything" in page


def test_a_sort_of_which_there_is_nothing_is_said(member: Client, person: Person) -> None:
    letters.write(person, "گواهی", ".")
    assert "Nothing of this kind is here" in shown(member, "?sort=paper")


def test_a_document_that_no_longer_holds_says_so(member: Client, person: Person) -> None:
    document(person, valid_until=timezone.localdate() - timedelta(days=1))
    assert "no longer valid" in shown(member)


@pytest.mark.parametrize("number", [1, PAGE * 2])
def test_the_page_takes_six_queries_at_most_however_much_there_is(
    number: int,
    member: Client,
    person: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        document(person)
    with django_assert_max_num_queries(6):
        assert member.get(ADDRESS).status_code == 200


def test_my_social_security_shows_the_newest_five(
    member: Client,
    person: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(7):
        letters.write(person, f"letter-{number + 1}.", "Hello.")
    with django_assert_max_num_queries(6):
        page = words(member.get(MY))
    assert [f"letter-{number}." in page for number in range(1, 8)] == [False] * 2 + [True] * 5
    assert "7 are not read yet" in page


def test_another_room_adds_its_part(
    member: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(my_sections, "_sections", dict(my_sections._sections))
    part = {"lines": [], "unread": 0, "most": 9}
    here = Section(15, "My services", "desk", "mailbox/my_mailbox.html", lambda _person: part)
    my_sections.register(here)
    assert [section.place for section in my_sections.all_sections()] == [10, 15, 20]
    page = member.get(MY).content.decode()
    assert '<a href="/desk/">My services</a>' in page
