"""Staff read a person's file for a stated purpose, and the person sees it."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.access import log
from taminyar.access.models import AccessEntry
from taminyar.accounts.models import Role, StaffDuty
from taminyar.careers import history
from taminyar.office import person_file, views
from taminyar.office.views import READERS
from taminyar.pensions.models import Kind, Pension
from taminyar.people.models import Branch, Person
from tests.access.looks import NATIONAL_IDS, entries_of
from tests.careers.records import paid, workshop
from tests.office.desks import desk_of, open_file
from tests.pages import words

pytestmark = pytest.mark.django_db
FILE = "/office/people/9990000018/"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce-\S+')


@pytest.fixture
def officer() -> Client:
    return desk_of(Role.BRANCH_OFFICER)


def page_without_token(response: Any, national_id: str) -> str:
    return _TOKEN.sub("", response.content.decode()).replace(national_id, "…")


def test_without_a_purpose_nothing_of_the_file_shows_and_nobody_is_looked_for(
    officer: Client, person: Person
) -> None:
    known, unknown = officer.get(FILE), officer.get("/office/people/9990000131/")
    assert known.status_code == unknown.status_code == 200
    assert page_without_token(known, "9990000018") == page_without_token(unknown, "9990000131")
    assert "What for?" in words(known)
    assert person.last_name not in words(known)
    assert not AccessEntry.objects.exists()


def test_with_a_purpose_the_file_shows_and_the_person_sees_the_look_at_once(
    officer: Client, person: Person, member: Client
) -> None:
    paid(person, workshop(), "1402-01", "1403-06")
    response = open_file(officer, "۹۹۹-۰۰۰۰۰۱-۸", words="asks about wages")
    assert response["Location"] == FILE
    page = words(officer.get(FILE))
    for said in ("مریم", "کریمی", "10000001", "09120000001", "1 year and 6 months", "کارگاه لاله"):
        assert said in page
    member.post("/language/", {"language": "en", "next": "/"})
    own_page = words(member.get("/account/access/"))
    for said in ("نرگس صادقی", "Branch officer", "asks about wages"):
        assert said in own_page
    kept = ("branch_officer", "asked: asks about wages", "branch: شعبه یک تهران")
    for what, entry in zip(("opened", "file"), entries_of(person), strict=True):
        assert (entry.what, entry.role, entry.purpose, entry.detail) == (what, *kept)


def test_opening_is_on_record_before_anything_is_told(officer: Client, person: Person) -> None:
    assert open_file(officer, "9990000018").status_code == 302
    assert [entry.what for entry in entries_of(person)] == ["opened"]


@pytest.mark.parametrize("role", Role)
def test_what_cannot_be_put_on_record_is_not_opened(
    role: Role, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise LookupError

    client = desk_of(role)
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(log, "record", fail)
        assert open_file(client, "9990000018").status_code == 500
    assert "opened_files" not in client.session


def test_the_person_reads_from_which_branch_they_were_looked_at(
    officer: Client, person: Person, member: Client
) -> None:
    open_file(officer, "9990000018")
    member.post("/language/", {"language": "en", "next": "/"})
    page = words(member.get("/account/access/"))
    assert "Opened your file for half an hour" in page
    assert "Branch شعبه یک تهران" in page


def test_a_duty_of_all_branches_names_none(officer: Client, person: Person) -> None:
    StaffDuty.objects.update(branch=None)
    open_file(officer, "9990000018")
    assert [entry.detail for entry in entries_of(person)] == [""]


def test_any_branch_may_read_any_file(officer: Client, person: Person) -> None:
    StaffDuty.objects.update(branch=Branch.objects.create(code="901"))
    open_file(officer, "9990000018")
    assert officer.get(FILE).status_code == 200
    assert entries_of(person)[-1].detail == "branch: 901"


def test_every_look_is_on_record(officer: Client, person: Person) -> None:
    open_file(officer, "9990000018")
    for _ in range(3):
        officer.get(FILE)
    assert [entry.what for entry in entries_of(person)] == ["opened", "file", "file", "file"]


def test_a_look_is_on_record_before_anything_is_read(
    officer: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Any:
        raise LookupError

    open_file(officer, "9990000018")
    monkeypatch.setattr(history, "of", fail)
    with pytest.raises(LookupError):
        officer.get(FILE)
    assert [entry.what for entry in entries_of(person)] == ["opened", "file"]


def test_what_is_not_on_record_is_not_shown(
    officer: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise LookupError

    open_file(officer, "9990000018")
    monkeypatch.setattr(log, "record", fail)
    monkeypatch.setattr(person_file, "of", lambda person: pytest.fail("The file was read."))
    with pytest.raises(LookupError):
        officer.get(FILE)


def test_the_file_closes_after_half_an_hour(officer: Client, person: Person) -> None:
    open_file(officer, "9990000018")
    with time_machine.travel(timedelta(minutes=29), tick=False):
        assert person.last_name in words(officer.get(FILE))
    with time_machine.travel(timedelta(minutes=31), tick=False):
        assert "What for?" in words(officer.get(FILE))
    assert [entry.what for entry in entries_of(person)] == ["opened", "file"]


def test_the_purpose_holds_for_one_file_only(
    officer: Client, person: Person, other_person: Person
) -> None:
    open_file(officer, "9990000018")
    assert "What for?" in words(officer.get("/office/people/9990000026/"))
    assert not entries_of(other_person)


def test_another_session_has_nothing_open(officer: Client, person: Person) -> None:
    open_file(officer, "9990000018")
    assert "What for?" in words(desk_of(Role.BRANCH_OFFICER).get(FILE))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"purpose": ""}, "What for: choose one"),
        ({"purpose": "curiosity"}, "What for: choose one"),
        ({"purpose": "other", "words": " "}, "write what you need the file for"),
        ({"purpose": "other", "words": "\u202e\u200f"}, "write what you need the file for"),
        ({"words": "x" * 201}, "shorten it"),
        ({"national_id": "9990000019"}, "check each one"),
        ({"national_id": ""}, "Enter the national ID of the person"),
    ],
)
def test_a_wrong_form_comes_back_filled(
    wrong: dict[str, str], said: str, officer: Client, person: Person
) -> None:
    response = open_file(officer, **({"national_id": "9990000018"} | wrong))
    assert response.status_code == 422
    assert said in words(response)
    assert 'id="error-summary"' in response.content.decode()
    assert "What for?" in words(officer.get(FILE))


@pytest.mark.parametrize(
    "typed", ["a letter of the court", "delegation", "answering", "audit", "request: x"]
)
def test_own_words_are_told_as_such_and_as_no_other_purpose(
    typed: str, officer: Client, person: Person, member: Client
) -> None:
    open_file(officer, "9990000018", purpose="other", words=typed)
    assert AccessEntry.objects.get().purpose == f"other: {typed}"
    member.post("/language/", {"language": "en", "next": "/"})
    page = words(member.get("/account/access/"))
    assert f"What for Something else, in their own words: {typed}" in page


def test_own_words_cannot_turn_the_text_round(officer: Client, person: Person) -> None:
    open_file(officer, "9990000018", purpose="other", words="\u202eabc\u202c\n\nx")
    assert AccessEntry.objects.get().purpose == "other: abc x"


def test_an_unknown_person_is_told_of_only_with_a_purpose(officer: Client) -> None:
    response = open_file(officer, "9990000131")
    assert response.status_code == 422
    assert "Nobody with this national ID is on file" in words(response)
    assert "Nobody with this" not in words(open_file(officer, "9990000131", purpose=""))


@pytest.mark.parametrize("address", ["x", "9990000019", "1111111111"])
def test_a_number_that_is_no_national_id_is_no_address(address: str, officer: Client) -> None:
    assert officer.get(f"/office/people/{address}/").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_nobody_opens_their_own_file(role: Role) -> None:
    client = desk_of(role)
    response = open_file(client, NATIONAL_IDS[role])
    assert response.status_code == 422
    assert "Nobody may open their own file here" in words(response)
    assert not AccessEntry.objects.exists()


def test_a_session_that_claims_to_have_ones_own_file_open_is_refused(officer: Client) -> None:
    session = officer.session
    session["opened_files"] = {"9990000077": ["request", "", 10**10]}
    session.save()
    assert officer.get("/office/people/9990000077/").status_code == 403


def test_sixty_files_an_hour_known_or_not_and_then_a_clear_page(
    officer: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (views.LOOKS.most, views.LOOKS.period) == (60, timedelta(hours=1))
    for national_id in ("9990000018", "9990000131") * 30:
        assert open_file(officer, national_id).status_code in (302, 422)
    for national_id in ("9990000018", "9990000131"):
        response = open_file(officer, national_id)
        assert response.status_code == 429
        assert "You can go on in 60 minutes" in words(response)
    assert open_file(desk_of(Role.CONTACT_AGENT), "9990000018").status_code == 302


@pytest.mark.parametrize("role", READERS)
def test_the_pensions_drawn_today_are_in_the_file(role: Role, person: Person) -> None:
    branch, _ = Branch.objects.get_or_create(code="018")
    Pension.objects.create(
        number="12345678",
        holder=person,
        kind=Kind.PARTIAL_DISABILITY,
        started_on="2020-01-01",
        branch=branch,
    )
    client = desk_of(role)
    open_file(client, "9990000018")
    page = words(client.get(FILE))
    assert "12345678" in page
    assert "Partial-disability pension" in page
    assert "No list with this person's name has reached us yet" in page
    assert {entry.role for entry in entries_of(person)} == {role}


def test_the_file_takes_few_queries(
    officer: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    paid(person, workshop(), "1402-01", "1403-06")
    open_file(officer, "9990000018")
    with django_assert_max_num_queries(8):
        assert officer.get(FILE).status_code == 200


@pytest.mark.parametrize("role", Role)
def test_the_start_page_says_who_one_is_and_what_is_open(
    role: Role, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = desk_of(role)
    open_file(client, "9990000018")
    with django_assert_max_num_queries(8):
        page = words(client.get("/office/"))
    with translation.override("en"):
        duty = str(role.label)
    for said in ("نرگس صادقی", duty, "شعبه یک تهران", "9990000018", "30 minutes"):
        assert said in page
    assert ("0 questions wait" in page) == (role == Role.ADMINISTRATOR)
