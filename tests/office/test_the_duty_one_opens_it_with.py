"""Who has two duties opens a request with that of the desk it lies on."""

import pytest
from django.test import RequestFactory

from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.cartable import decide
from taminyar.cartable.models import Request
from taminyar.office.request_access import opened
from taminyar.people.models import Person
from tests.access.looks import staff
from tests.cartable.requests import officer, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER, REVIEWER = Role.BRANCH_OFFICER, Role.MEDICAL_REVIEWER


@pytest.fixture
def both() -> User:
    """A branch officer who is a medical reviewer, too."""
    user = staff(OFFICER)
    StaffDuty.objects.create(user=user, role=REVIEWER)
    return user


def opened_as(user: User, request: Request) -> Role:
    came = RequestFactory().get("/")
    came.user = user
    return opened(came, request.tracking).role


def test_it_is_opened_with_the_duty_of_its_desk(both: User, person: Person) -> None:
    request = sent(person)
    assert opened_as(both, request) == OFFICER
    decide.refer(request, officer(number=9), OFFICER, to=REVIEWER, words="?")
    assert opened_as(both, request) == REVIEWER
    decide.advise(request, officer(REVIEWER, 8), favourable=True, words="!")
    assert opened_as(both, request) == OFFICER


def test_what_lies_on_another_desk_is_opened_with_the_duty_that_reaches_it(
    person: Person,
) -> None:
    user = staff(OFFICER)
    StaffDuty.objects.create(user=user, role=Role.ADMINISTRATOR)
    request = sent(person)
    decide.refuse(request, officer(number=9), OFFICER, reason="papers")
    assert opened_as(user, request) == OFFICER
