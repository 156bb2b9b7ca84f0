"""Every page of the office, and every duty of staff."""

import pytest
from django.test import Client
from django.urls import reverse

from taminyar.access.doubts import ask
from taminyar.accounts.models import Role
from taminyar.office.views import READERS
from taminyar.people.models import Person
from tests.access.looks import entries_of, look
from tests.office.desks import desk_of, open_file

pytestmark = pytest.mark.django_db
ALL = set(Role)
OPEN_TO = {
    "office": ALL,
    "office-people": ALL,
    "office-file": set(READERS),
    "office-file-access": {Role.ADMINISTRATOR},
    "office-doubts": {Role.ADMINISTRATOR},
    "office-doubt": {Role.ADMINISTRATOR},
}


def address(route: str, person: Person) -> str:
    if route == "office-doubt":
        look(person)
        ask(entries_of(person)[0], "")
        return reverse(route, args=[person.pk, 1])
    return reverse(route, args=[person.national_id] if "file" in route else [])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", OPEN_TO)
def test_a_duty_opens_its_pages_and_no_other(route: str, role: Role, person: Person) -> None:
    wanted = address(route, person)
    status = desk_of(role).get(wanted).status_code
    assert status == (200 if role in OPEN_TO[route] else 403)


@pytest.mark.parametrize("route", OPEN_TO)
def test_members_and_visitors_stay_outside(
    route: str, person: Person, member: Client, client: Client
) -> None:
    wanted = address(route, person)
    assert member.get(wanted).status_code == 403
    assert member.post(wanted).status_code in (403, 405)
    assert Client().get(wanted)["Location"].startswith("/login/")


def test_a_member_of_staff_at_another_level_stays_outside(person: Person) -> None:
    desk = desk_of(Role.BRANCH_OFFICER)
    open_file(desk, "9990000018")
    session = desk.session
    session["level"] = "insured"
    session.save()
    assert desk.get("/office/people/9990000018/").status_code == 403
    assert [entry.what for entry in entries_of(person)] == ["opened"]


@pytest.mark.parametrize("national_id", ["9990000018", "9990000019", "x"])
@pytest.mark.parametrize("page", ["", "access/"])
def test_a_visitor_is_led_back_to_the_form_and_the_national_id_goes_into_no_address(
    page: str, national_id: str, db: None, client: Client
) -> None:
    response = client.get(f"/office/people/{national_id}/{page}")
    assert response["Location"] == "/login/?next=/office/people/"
