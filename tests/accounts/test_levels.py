"""One person may use the service as insured person and as employer, and switch."""

from django.test import Client

from taminyar.people.models import Person
from tests.careers.records import workshop
from tests.conftest import PASSPHRASE
from tests.pages import words


def test_a_member_without_workshops_has_one_level(member: Client) -> None:
    assert member.session["levels"] == ["insured"]
    assert member.post("/level/", {"level": "employer"}).status_code == 403
    assert member.session["level"] == "insured"


def test_an_owner_of_a_workshop_switches_to_employer_and_back(
    member: Client, person: Person
) -> None:
    workshop(owner=person)
    assert member.post("/level/", {"level": "employer"})["Location"] == "/home/"
    assert "کارفرما" in words(member.get("/home/"))
    assert member.get("/records/").status_code == 403
    assert member.post("/level/", {"level": "insured"}).status_code == 302
    assert member.get("/records/").status_code == 200


def test_the_session_key_changes_with_the_level(member: Client, person: Person) -> None:
    workshop(owner=person)
    before = member.session.session_key
    member.post("/level/", {"level": "employer"})
    assert member.session.session_key != before


def test_the_levels_are_offered_at_sign_in(client: Client, user: object, person: Person) -> None:
    workshop(owner=person)
    client.post("/login/", {"national_id": person.national_id, "password": PASSPHRASE})
    assert client.session["levels"] == ["insured", "employer"]
    assert 'name="level" value="employer"' in client.get("/home/").content.decode()


def test_a_page_of_another_level_says_how_to_switch(member: Client, person: Person) -> None:
    response = member.get("/employer/lists/")
    assert response.status_code == 403
    assert "نقش" in words(response) or "سطح" in words(response)


def test_a_level_nobody_knows_is_refused(member: Client) -> None:
    assert member.post("/level/", {"level": "king"}).status_code == 403
    assert member.post("/level/", {}).status_code == 403
