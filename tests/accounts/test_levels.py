"""One person may use the service as insured person and as employer, and switch."""

import pytest
from django.test import Client

from taminyar.people.models import Person
from tests.careers.records import paid, workshop
from tests.conftest import PASSPHRASE
from tests.pages import words


@pytest.fixture(autouse=True)
def insured(person: Person) -> None:
    """Maryam was insured for a month."""
    paid(person, workshop("0183630099", "کارگاه دیگر"), "1403-01")


@pytest.fixture
def employer(member: Client, person: Person) -> Client:
    """Maryam, who owns a workshop and acts as employer."""
    workshop(owner=person)
    member.post("/level/", {"level": "employer"})
    return member


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


def test_a_page_of_another_level_says_whose_it_is(member: Client) -> None:
    response = member.get("/employer/lists/")
    assert response.status_code == 403
    assert "این صفحه برای «کارفرما» است" in words(response)
    assert 'name="level"' not in response.content.decode()


def test_who_holds_the_level_of_a_page_goes_on_to_it_with_one_press(
    employer: Client,
) -> None:
    response = employer.get("/records/wages/?a=1&b=2")
    assert response.status_code == 403
    assert "ادامه به عنوان بیمه‌شده" in words(response)
    html = response.content.decode()
    assert 'name="next" value="/records/wages/?a=1&amp;b=2"' in html
    assert 'name="level" value="insured"><span>' in html.partition("<main")[2].replace("\n", "")
    switched = employer.post("/level/", {"level": "insured", "next": "/records/wages/?a=1&b=2"})
    assert switched["Location"] == "/records/wages/?a=1&b=2"
    assert employer.get(switched["Location"]).status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "x:y"])
def test_switching_never_leads_to_another_site(elsewhere: str, employer: Client) -> None:
    response = employer.post("/level/", {"level": "insured", "next": elsewhere})
    assert response["Location"] == "/home/"


def test_a_level_of_one_is_no_button(member: Client) -> None:
    html = member.get("/home/").content.decode()
    assert '<span class="level">' in html
    assert "<summary" not in html.partition("<main")[0]


def test_a_level_nobody_knows_is_refused(member: Client) -> None:
    assert member.post("/level/", {"level": "king"}).status_code == 403
    assert member.post("/level/", {}).status_code == 403


def test_a_form_that_was_begun_waits_through_a_change_of_level(employer: Client) -> None:
    draft = {
        "draft": "start_day=1&start_year=1404&csrfmiddlewaretoken=x&password=secret",
        "draft_path": "http://testserver/benefits/sickness/?a=1",
    }
    employer.post("/level/", {"level": "insured", **draft})
    assert 'href="/account/go-on/"' in employer.get("/home/").content.decode()
    page = employer.get("/account/go-on/").content.decode()
    assert 'action="/benefits/sickness/"' in page
    assert 'name="start_year" value="1404"' in page
    assert "secret" not in page
    employer.post("/account/go-on/")
    assert employer.get("/account/go-on/")["Location"] == "/home/"


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example", "javascript:alert(1)", "//x.example", "https://a///b.c"]
)
def test_a_draft_never_leads_to_another_site(path: str, employer: Client) -> None:
    employer.post("/level/", {"level": "insured", "draft": "a=b", "draft_path": path})
    assert employer.get("/account/go-on/")["Location"] == "/home/"
