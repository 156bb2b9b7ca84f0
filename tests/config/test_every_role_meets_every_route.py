"""Every route is asked for by every role; what each gets is written down here."""

import pytest
from django.test import Client
from django.urls import reverse

from taminyar.people.models import Person
from tests.careers.records import paid, workshop
from tests.visits import all_routes

ROLES = ("visitor", "insured", "employer")
OPEN = {"visitor": 200, "insured": 200, "employer": 200}
LED_ON = {"visitor": 200, "insured": 302, "employer": 302}
POST_ONLY = {"visitor": 405, "insured": 405, "employer": 405}
SIGNED_IN = {"visitor": 302, "insured": 200, "employer": 200}
INSURED = {"visitor": 302, "insured": 200, "employer": 403}
EMPLOYER = {"visitor": 302, "insured": 403, "employer": 200}

EXPECTED = {
    "landing": LED_ON,
    "login": LED_ON,
    "logout": POST_ONLY,
    # Switching the level is for who is signed in; looking at it is for nobody.
    "level": {"visitor": 302, "insured": 405, "employer": 405},
    "set_language": {"visitor": 302, "insured": 302, "employer": 302},
    "components": OPEN,
    "alive": OPEN,
    "ready": OPEN,
    "home": SIGNED_IN,
    "desk": SIGNED_IN,
    "account": SIGNED_IN,
    "records": INSURED,
    "records-year": INSURED,
    "record-wages": INSURED,
    "record-wages-year": INSURED,
    "record-combined": INSURED,
    "record-combined-year": INSURED,
    "record-jobs": INSURED,
    "record-file": INSURED,
    "employer-lists": EMPLOYER,
    "sickness": INSURED,
    "marriage": INSURED,
    "maternity": INSURED,
    "calculators": OPEN,
    "calculator": OPEN,
    "law": OPEN,
}
ARGUMENTS: dict[str, list[object]] = {
    "records-year": [1403],
    "record-wages-year": [1403],
    "record-combined-year": [1403],
    "record-file": ["csv"],
    "calculator": ["marriage"],
}


def test_every_route_has_its_line_here() -> None:
    assert all_routes() == EXPECTED.keys()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", EXPECTED)
def test_a_role_gets_what_is_written_down(
    role: str, route: str, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue("client" if role == "visitor" else "member")
    person: Person = request.getfixturevalue("person")
    place = workshop(owner=person)
    paid(person, place, "1403-01")
    if role == "employer":
        client.post("/level/", {"level": "employer"})
    response = client.get(reverse(route, args=ARGUMENTS.get(route)))
    assert response.status_code == EXPECTED[route][role]
    if response.status_code == 302 and EXPECTED[route] in (SIGNED_IN, INSURED, EMPLOYER):
        assert response["Location"].startswith("/login/?next=")
