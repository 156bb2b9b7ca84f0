"""Both parents are approved the same aid, above the limit: only one of them is confirmed."""

import pytest
from pytest_django import Settings

from taminyar import registries
from taminyar.accounts.models import Role
from taminyar.cartable import decide
from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.benefits.asked import Civil, day, sent, works
from tests.benefits.test_asking_for_an_aid import CHILD, FOR_CHILD
from tests.cartable.requests import officer
from tests.cartable.working import basis

pytestmark = pytest.mark.django_db
ROLE = Role.BRANCH_OFFICER


@pytest.fixture
def asked(
    person: Person, other_person: Person, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> list[Request]:
    """Glasses for their child, bought on two days; each is approved by the first officer."""
    settings.FOUR_EYES_RIALS = 1
    book = Civil()
    book.bears("1394-05-03", CHILD)
    monkeypatch.setattr(registries, "civil_registry", lambda: book)
    monkeypatch.setattr(jalali, "today", lambda: jalali.date_of(1405, 9, 1))
    works(person)
    works(other_person)
    later = FOR_CHILD | day("bought_on", "1404-10-20")
    both = [sent("orthosis", person, FOR_CHILD), sent("orthosis", other_person, later)]
    for request in both:
        decide.approve(request, officer(), ROLE, basis=basis(request))
    return both


def test_what_the_other_was_paid_for_is_not_confirmed(asked: list[Request]) -> None:
    first, second = asked
    decide.confirm(first, officer(number=2), ROLE)
    assert first.state == State.SENT_TO_FINANCE
    with pytest.raises(decide.NothingDue):
        decide.confirm(second, officer(number=2), ROLE)
    second.refresh_from_db()
    assert second.state == State.CONFIRMING
    assert PaymentOrder.objects.get().person == first.person
