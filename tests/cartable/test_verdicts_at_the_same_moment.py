"""A verdict while somebody decides, and a paper that is given twice: each waits for the other."""

import hashlib

import pytest
from django.db import transaction

from taminyar.accounts.models import Role
from taminyar.cartable import decide, papers
from taminyar.cartable.models import Attachment, Request
from taminyar.cartable.move import Overtaken
from taminyar.people.models import Person
from tests.cartable.locks import begun
from tests.cartable.requests import draft_of, new_key, officer, sent
from tests.mailbox.lying import paper
from tests.office.requests_at_desk import paper_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


def test_a_verdict_waits_for_who_decides_and_comes_too_late(person: Person) -> None:
    request, second = sent(person), officer(number=2)
    given, seen = paper_of(request), Request.objects.get(pk=request.pk)
    fault = decide.Fault(given, "blurred")
    with transaction.atomic():
        decide.refuse(request, officer(), ROLE, reason="papers")
        verdict = begun(lambda: decide.judge(seen, second, ROLE, fault))
    with pytest.raises(Overtaken):
        verdict.result(timeout=10)
    given.refresh_from_db()
    assert given.verdict == ""


def test_a_paper_that_is_given_twice_at_the_same_moment_is_one(person: Person) -> None:
    draft, bill = draft_of(person), paper(person, "bill", b"the bill")
    same = {"draft": draft, "paper": "invoice", "sha256": hashlib.sha256(b"the bill").digest()}
    rest = {"given_at": draft.begun_at, "file": f"papers/{new_key()}", "size": 8}
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        first = Attachment.objects.create(**same, **rest)
        second = begun(lambda: papers.attach_own(draft, "invoice", bill))
    assert second.result(timeout=10) == first
    assert draft.papers.get() == first
