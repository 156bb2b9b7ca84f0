"""The administrator sees who looked at a file, and answers those who do not recognise an access."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.access import doubts
from taminyar.access.models import AccessDoubt, AccessEntry
from taminyar.accounts.models import Role
from taminyar.notices.models import Notice
from taminyar.office import doubt_views
from taminyar.people.models import Person
from tests.access.looks import NATIONAL_IDS, entries_of, look, staff
from tests.office.desks import desk_of, open_file
from tests.pages import words

pytestmark = pytest.mark.django_db
LOG = "/office/people/9990000018/access/"
DOUBTS = "/office/access/doubts/"


@pytest.fixture
def auditor() -> Client:
    return desk_of(Role.ADMINISTRATOR)


def doubted(person: Person, text: str = "I was at no branch", **look_fields: Any) -> str:
    """Somebody looked and the person asks about it; returns the address of the question."""
    number = look(person, **look_fields)
    doubts.ask(entries_of(person)[number - 1], text)
    return f"{DOUBTS}{person.pk}/{number}/"


def test_the_log_of_a_file_needs_a_purpose_too_and_shows_its_own_look(
    auditor: Client, person: Person
) -> None:
    look(person, detail="part-1")
    assert "What for?" in words(auditor.get(LOG))
    assert open_file(auditor, "9990000018", purpose="audit")["Location"] == LOG
    page = words(auditor.get(LOG))
    assert "part-1" in page
    assert "Looked at who looked at your file" in page
    assert entries_of(person)[-1].purpose == "audit"
    assert "09120000001" not in page


def test_the_log_can_be_filtered(auditor: Client, person: Person) -> None:
    look(person, detail="part-1")
    open_file(auditor, "9990000018")
    assert "No such access" in words(auditor.get(LOG + "?who=program"))
    wrong = auditor.get(LOG + "?who=nobody")
    assert wrong.status_code == 422
    assert "part-1" not in words(wrong)


def test_the_list_says_nothing_of_whose_file_it_is(auditor: Client, person: Person) -> None:
    assert "No question waits" in words(auditor.get(DOUBTS))
    doubted(person)
    page = words(auditor.get(DOUBTS))
    assert "Looked at your file" in page
    assert person.last_name not in page
    assert "I was at no branch" not in page
    assert len(entries_of(person)) == 1


def test_reading_a_question_is_on_record(auditor: Client, person: Person) -> None:
    page = words(auditor.get(doubted(person)))
    assert person.last_name in page
    assert "I was at no branch" in page
    assert [entry.what for entry in entries_of(person)] == ["file", "access-doubt"]


def test_the_answer_reaches_the_person_once(
    auditor: Client, person: Person, member: Client
) -> None:
    address = doubted(person)
    assert auditor.post(address, {"words": "She worked on your request."})["Location"] == DOUBTS
    auditor.post(address, {"words": "Another answer."})
    doubt = AccessDoubt.objects.get()
    assert (doubt.answer, doubt.answered_by) == (
        "She worked on your request.",
        staff(Role.ADMINISTRATOR),
    )
    assert "She worked on your request." in words(member.get("/account/access/"))
    assert Notice.objects.of(person).filter(event="access-doubt-answered").count() == 1
    assert "She worked on your request." in words(auditor.get(address))
    assert "No question waits" in words(auditor.get(DOUBTS))


def test_a_doubt_shows_in_no_other_log(
    auditor: Client, person: Person, other_person: Person
) -> None:
    auditor.post(doubted(person), {"words": "An answer."})
    officer = staff().person
    assert not AccessEntry.objects.exclude(person=person).exists()
    assert not entries_of(officer)


@pytest.mark.parametrize("answer", ["", " ", "x" * 1001])
def test_a_wrong_answer_comes_back_filled(answer: str, auditor: Client, person: Person) -> None:
    response = auditor.post(doubted(person), {"words": answer})
    assert response.status_code == 422
    assert AccessDoubt.objects.get().is_open


def test_nobody_answers_about_their_own_access_or_for_their_own_file(
    auditor: Client, person: Person
) -> None:
    own = staff(Role.ADMINISTRATOR)
    assert own.national_id == NATIONAL_IDS[Role.ADMINISTRATOR]
    by_them = doubted(person, by=own, role=Role.ADMINISTRATOR, what="access-log")
    about_them = doubted(own.person)
    for address in (by_them, about_them):
        assert auditor.get(address).status_code == 403
        assert auditor.post(address, {"words": "x"}).status_code == 403
    assert AccessDoubt.objects.open().count() == 2


def test_a_question_that_is_not_there(auditor: Client, person: Person) -> None:
    look(person)
    assert auditor.get(f"{DOUBTS}{person.pk}/1/").status_code == 404


def test_a_long_list_shows_those_who_wait_longest(
    auditor: Client,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(doubt_views, "SHOWN", 2)
    for number in range(3):
        doubted(person, detail=f"part-{number}")
    with django_assert_max_num_queries(8):
        page = words(auditor.get(DOUBTS))
    assert "part-1" in page
    assert "part-2" not in page
    assert "More follow when these are answered" in page
