"""Which tray a request comes to: that of the branch, or the common one."""

from dataclasses import replace

import pytest

from taminyar.accounts.models import Role
from taminyar.cartable import desks, kinds
from taminyar.people.models import Branch, Person
from tests.cartable.requests import LAMP, officer, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]


@pytest.fixture
def branch() -> Branch:
    return Branch.objects.create(code="018")


def test_a_kind_of_the_branches_comes_to_the_tray_of_the_persons_own(
    person: Person, branch: Branch
) -> None:
    kinds.register(replace(LAMP, central=False, branch_of=lambda person: branch))
    request = sent(person)
    assert (request.tray, request.branch) == ("018", branch)
    ours, theirs = (officer(Role.BRANCH_OFFICER, n, code) for n, code in ((1, "018"), (2, "901")))
    assert request in desks.reach_of(ours)
    assert request not in desks.reach_of(theirs)


def test_a_kind_of_all_comes_to_the_common_tray_and_keeps_the_branch(
    person: Person, branch: Branch
) -> None:
    kinds.register(replace(LAMP, central=True, branch_of=lambda person: branch))
    request = sent(person)
    assert (request.tray, request.branch) == (desks.CENTRAL, branch)


def test_who_has_no_branch_comes_to_the_common_tray(person: Person) -> None:
    kinds.register(replace(LAMP, central=False, branch_of=lambda person: None))
    assert sent(person).tray == desks.CENTRAL
