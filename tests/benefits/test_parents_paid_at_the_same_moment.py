"""Both parents are granted the same aid for one child at the same moment: one of them is paid."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from taminyar.accounts.models import Role, User
from taminyar.cartable import decide
from taminyar.cartable.models import Request
from taminyar.law import assessment as assessments
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from tests.benefits.asked import Civil, day, sent, works
from tests.benefits.test_asking_for_an_aid import CHILD, FOR_CHILD
from tests.cartable.requests import officer

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_approvals_at_the_same_moment_pay_once(
    person: Person, other_person: Person, civil: Civil
) -> None:
    civil.bears("1394-05-03", CHILD)
    works(person)
    works(other_person)
    asked = [
        sent("orthosis", person, FOR_CHILD),
        sent("orthosis", other_person, FOR_CHILD | day("bought_on", "1404-10-20")),
    ]
    together = Barrier(2, timeout=30)

    def approve(request: Request, by: User) -> bool:
        assert request.assessment
        basis = assessments.from_json(request.assessment)
        together.wait()
        try:
            decide.approve(request, by, Role.BRANCH_OFFICER, basis=basis)
        except decide.NothingDue:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as hands:
        done = list(hands.map(approve, asked, [officer(), officer(number=2)]))
    assert sorted(done) == [False, True]
    assert PaymentOrder.objects.count() == 1
