"""Papers that are asked for: those of the last asking, while they are bad or were never given."""

import pytest

from taminyar.accounts.models import Role
from taminyar.cartable import decide, own
from taminyar.cartable.models import Attachment, Request, Verdict
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent, user_of
from tests.office.requests_at_desk import paper_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


@pytest.fixture
def asked(person: Person) -> Request:
    return sent(person)


def ask(request: Request, *bad: Attachment, more: tuple[str, ...] = ()) -> None:
    faults = [decide.Fault(paper, "blurred") for paper in bad]
    decide.ask_papers(request, officer(), ROLE, faults=faults, more=more)


def given_instead(bad: Attachment) -> Attachment:
    assert bad.request
    better = paper_of(bad.request, bad.paper)
    Attachment.objects.filter(pk=bad.pk).update(replaced_by=better)
    return better


def test_of_two_askings_the_last_one_counts(asked: Request, person: Person) -> None:
    invoice, picture = paper_of(asked), paper_of(asked, "picture")
    ask(asked, invoice)
    given_instead(invoice)
    own.give_papers(asked, user_of(person))
    ask(asked, picture, more=("guarantee",))
    assert own.asked_papers(asked) == ([picture], ["guarantee"])


def test_what_was_given_instead_or_for_the_first_time_is_asked_for_no_more(
    asked: Request, person: Person
) -> None:
    invoice = paper_of(asked)
    ask(asked, invoice, more=("picture",))
    with pytest.raises(own.StillMissing) as missing:
        own.give_papers(asked, user_of(person))
    assert missing.value.papers == [str(invoice.pk), "picture"]
    given_instead(invoice)
    assert own.asked_papers(asked) == ([], ["picture"])
    paper_of(asked, "picture")
    assert own.asked_papers(asked) == ([], [])


def test_what_is_no_longer_bad_is_asked_for_no_more(asked: Request) -> None:
    invoice = paper_of(asked)
    ask(asked, invoice)
    Attachment.objects.filter(pk=invoice.pk).update(verdict=Verdict.GOOD, fault="")
    assert own.asked_papers(asked) == ([], [])


def test_papers_of_another_request_count_for_nothing(asked: Request, person: Person) -> None:
    other = sent(person, colour="blue")
    paper_of(other, "picture")
    ask(asked, more=("picture",))
    assert own.asked_papers(asked) == ([], ["picture"])


def test_nothing_is_asked_for_once_they_are_complete(asked: Request, person: Person) -> None:
    invoice = paper_of(asked)
    ask(asked, invoice)
    given_instead(invoice)
    own.give_papers(asked, user_of(person))
    Attachment.objects.filter(pk=invoice.pk).update(replaced_by=None)
    assert own.asked_papers(asked) == ([], [])
