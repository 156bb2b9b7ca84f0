"""/account/access/: a person reads who looked at their file."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.access import deeds, log
from taminyar.access.log_page import PAGE
from taminyar.access.models import DELEGATE, AccessDoubt, AccessEntry
from taminyar.accounts.models import User
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth, long_date, today
from tests.access.looks import look, without_the_trigger
from tests.conftest import PASSPHRASE
from tests.pages import words

pytestmark = pytest.mark.django_db
ADDRESS = "/account/access/"


def english(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/"})


def moved_to(month: str, number: int) -> None:
    """Entries are of today; to be filtered by month, one is moved in time."""
    day = JalaliMonth.parse(month).first_day.isoformat()
    with without_the_trigger() as cursor:
        cursor.execute("UPDATE access_accessentry SET at = %s WHERE number = %s", [day, number])


def test_an_entry_is_told_in_plain_words(member: Client, person: Person) -> None:
    english(member)
    look(person, purpose="asked: asks about 1403", detail="1403")
    page = words(member.get(ADDRESS))
    for said in (
        "Looked at your file: identity, record in short, pensions",
        "نرگس صادقی",
        "Branch officer",
        "The person called or came and asked: asks about 1403",
        f"{long_date(today(), 'en')} at ",
        "I do not recognise this access",
    ):
        assert said in page


def test_the_branch_of_who_looked_is_told(member: Client, person: Person) -> None:
    english(member)
    look(person, detail=deeds.of_branch("شعبه دو ری"))
    page = words(member.get(ADDRESS))
    assert "Branch شعبه دو ری" in page
    assert "branch:" not in page
    assert "Which part" not in page


def test_delegates_and_programs_are_told_apart(
    member: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    english(member)
    monkeypatch.setitem(deeds.PROGRAMS, "payroll", "The monthly payroll")
    look(person, role=DELEGATE)
    log.record(person, actor=None, role="payroll", what="file", purpose="own words")
    page = words(member.get(ADDRESS))
    assert "Acts for you" in page
    assert "The monthly payroll" in page
    assert "Program, without a person" in page


def test_a_deed_that_is_registered_no_more_is_still_shown(
    member: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(person)
    monkeypatch.delitem(deeds.DEEDS, "file")
    assert member.get(ADDRESS).status_code == 200


def test_nobody_looked_is_said(member: Client) -> None:
    english(member)
    assert "Nobody has looked at your file" in words(member.get(ADDRESS))


def test_another_persons_entries_are_not_here(
    member: Client, person: Person, other_person: Person
) -> None:
    english(member)
    look(other_person)
    assert "Nobody has looked at your file" in words(member.get(ADDRESS))
    assert member.get(f"{ADDRESS}1/doubt/").status_code == 404
    assert member.post(f"{ADDRESS}1/doubt/").status_code == 404
    assert not AccessDoubt.objects.exists()


def test_the_page_takes_few_queries(
    member: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(PAGE + 2):
        look(person)
    with django_assert_max_num_queries(8):
        assert member.get(ADDRESS).status_code == 200


def test_older_entries_stand_on_the_next_page_and_keep_the_filter(
    member: Client, person: Person
) -> None:
    english(member)
    for number in range(PAGE + 3):
        look(person, detail=f"part-{number + 1}")
    first = member.get(ADDRESS + "?who=staff").content.decode()
    assert f"part-{PAGE + 3}<" in first
    assert "part-3<" not in first
    assert "?who=staff&amp;before=4" in first
    second = member.get(ADDRESS + "?who=staff&before=4").content.decode()
    assert "part-3<" in second
    assert "part-4<" not in second
    assert f'href="{ADDRESS}"' in second


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"staff", "delegate", "program"}),
        ("who=staff", {"staff"}),
        ("who=delegate", {"delegate"}),
        ("who=program", {"program"}),
        ("what=file", {"staff"}),
        ("what=access-log", {"program"}),
        ("since_month=2&since_year=1403", {"delegate", "program"}),
        ("through_month=۲&through_year=۱۴۰۳", {"staff", "delegate"}),
        ("since_month=2&since_year=1403&through_month=2&through_year=1403", {"delegate"}),
        ("who=staff&what=access-log", set()),
    ],
)
def test_the_filters(
    asked: str,
    found: set[str],
    member: Client,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(deeds.PROGRAMS, "payroll", "payroll")
    look(person, detail="by-staff")
    look(person, role=DELEGATE, what="access-doubt", detail="by-delegate")
    log.record(
        person, actor=None, role="payroll", what="access-log", purpose="x", detail="by-program"
    )
    for month, number in (("1403-01", 1), ("1403-02", 2), ("1403-03", 3)):
        moved_to(month, number)
    page = words(member.get(f"{ADDRESS}?{asked}"))
    assert {who for who in ("staff", "delegate", "program") if f"by-{who}" in page} == found


@pytest.mark.parametrize("asked", ["since_month=13&since_year=1403", "who=nobody", "what=x"])
def test_a_wrong_filter_comes_back_filled(asked: str, member: Client, person: Person) -> None:
    look(person, detail="hidden")
    response = member.get(f"{ADDRESS}?{asked}")
    assert response.status_code == 422
    assert "hidden" not in words(response)
    assert 'id="error-summary"' in response.content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "٣"])
def test_a_key_that_is_none_shows_the_newest(before: str, member: Client, person: Person) -> None:
    english(member)
    look(person, detail="part-1")
    assert "part-1" in words(member.get(ADDRESS, {"before": before}))


def test_asking_opens_one_doubt_and_a_second_press_changes_nothing(
    member: Client, person: Person
) -> None:
    english(member)
    look(person)
    assert "I was at no branch" in words(member.get(f"{ADDRESS}1/doubt/"))
    response = member.post(f"{ADDRESS}1/doubt/", {"words": "Not me"})
    assert response["Location"] == f"{ADDRESS}?before=2#access-1"
    member.post(f"{ADDRESS}1/doubt/", {"words": "Again"})
    doubt = AccessDoubt.objects.get()
    assert (doubt.person, doubt.number, doubt.words, doubt.is_open) == (person, 1, "Not me", True)
    page = words(member.get(ADDRESS))
    assert "You asked about this access" in page
    assert "Your words: Not me" in page
    assert "I do not recognise this access" not in page
    assert "You asked about this access" in words(member.get(f"{ADDRESS}1/doubt/"))


def test_too_many_words_come_back(member: Client, person: Person) -> None:
    look(person)
    response = member.post(f"{ADDRESS}1/doubt/", {"words": "x" * 501})
    assert response.status_code == 422
    assert "x" * 501 in response.content.decode()
    assert not AccessDoubt.objects.exists()


@pytest.mark.parametrize("number", [2, 0, 10**30])
def test_an_entry_that_is_not_there(number: int, member: Client, person: Person) -> None:
    look(person)
    assert member.get(f"{ADDRESS}{number}/doubt/").status_code == 404


def test_a_doubt_is_in_nobodys_log(member: Client, person: Person) -> None:
    look(person)
    member.post(f"{ADDRESS}1/doubt/")
    assert AccessEntry.objects.count() == 1


def test_every_deed_and_purpose_has_a_plain_label() -> None:
    """What people read is a sentence part for people: no slug, no code word."""
    labels = [deed.label for deed in deeds.DEEDS.values()]
    for label in [*labels, *deeds.PURPOSES.values(), *deeds.PROGRAMS.values()]:
        text = str(label)
        assert len(text) > 8
        assert " " in text
        assert not set(text) & set("_{}%/<>")
    assert all(slug == deed.slug and len(slug) <= 40 for slug, deed in deeds.DEEDS.items())


def test_a_code_keeps_its_digits_and_other_details_are_written_in_persian(
    client: Client, user: User, person: Person
) -> None:
    client.post("/login/", {"national_id": user.national_id, "password": PASSPHRASE})
    client.post("/language/", {"language": "fa", "next": "/"})
    look(person, detail="5ERF-X992-94QU-MJ9K")
    look(person, detail="1403")
    page = words(client.get("/account/access/"))
    assert "5ERF-X992-94QU-MJ9K" in page
    assert "۱۴۰۳" in page
