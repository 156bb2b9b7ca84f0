"""Which papers are faulty: those found bad that no other took the place of."""

import pytest

from taminyar.accounts.models import Role
from taminyar.cartable import decide
from taminyar.cartable.models import Attachment, Request
from taminyar.office.request_access import Desk
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent
from tests.cartable.working import basis
from tests.office.requests_at_desk import paper_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


def faulty(request: Request) -> list[Attachment]:
    return Desk(request, officer(), ROLE, "").faulty


def test_one_that_was_given_again_is_faulty_no_more(person: Person) -> None:
    request = sent(person)
    good, bad = paper_of(request), paper_of(request, "picture")
    decide.judge(request, officer(), ROLE, decide.Fault(bad, "blurred"))
    decide.accept_paper(request, officer(), ROLE, good)
    assert faulty(request) == [bad]
    Attachment.objects.filter(pk=bad.pk).update(replaced_by=paper_of(request, "picture"))
    assert faulty(request) == []
    decide.approve(request, officer(), ROLE, basis=basis(request))
