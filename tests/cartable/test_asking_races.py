"""The button pressed twice at the same moment: one request, and both presses lead to it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from taminyar.cartable import drafts, papers, submit
from taminyar.cartable.models import Attachment, Draft, Event, Request
from taminyar.mailbox.models import StoredFile
from taminyar.mailbox.papers import Refused
from taminyar.people.models import Person
from tests.cartable.requests import ANSWERS, TYPED, user_of
from tests.mailbox.lying import paper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registry")]
PAIRS = 200


def _drafts() -> list[Draft]:
    """One of each of many people."""
    people = Person.objects.bulk_create(
        Person(insurance_number=f"2{number:07}", first_name="نام", last_name=f"{number}")
        for number in range(PAIRS)
    )
    return Draft.objects.bulk_create(
        Draft(person=each, kind="lamp", typed=TYPED) for each in people
    )


def test_two_hundred_double_presses_make_one_request_each(person: Person) -> None:
    user, written, together = user_of(person), _drafts(), Barrier(2, timeout=30)

    def press_all(_hand: int) -> list[str]:
        try:
            return [_press(draft) for draft in written]
        finally:
            connection.close()

    def _press(draft: Draft) -> str:
        together.wait()
        return submit.send(draft, user, dict(ANSWERS), {"lit": True}).tracking

    with ThreadPoolExecutor(2) as hands:
        left, right = hands.map(press_all, range(2))
    assert left == right
    assert len(set(left)) == PAIRS == Request.objects.count() == Event.objects.count()
    assert not Draft.objects.exists()


def test_sent_and_thrown_away_at_the_same_moment_it_is_one_of_both(person: Person) -> None:
    user = user_of(person)
    for _turn in range(10):
        draft = drafts.keep(person, "lamp", TYPED)
        papers.attach_own(draft, "invoice", paper(person, "bill", b"1"))
        together = Barrier(2, timeout=30)

        def send(draft: Draft = draft, together: Barrier = together) -> str:
            together.wait()
            try:
                return submit.send(draft, user, dict(ANSWERS), {"lit": True}).tracking
            except Draft.DoesNotExist:
                return ""
            finally:
                connection.close()

        def discard(draft: Draft = draft, together: Barrier = together) -> None:
            together.wait()
            try:
                drafts.throw_away(draft)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as hands:
            sending, throwing = hands.submit(send), hands.submit(discard)
            tracking, _gone = sending.result(), throwing.result()
        _check_whole(tracking)
        _clear()


def _check_whole(tracking: str) -> None:
    """Sent with its paper, or gone with it; the paper's file has its owner."""
    assert not Draft.objects.exists()
    given = Attachment.objects.all()
    assert list(Request.objects.values_list("tracking", flat=True)) == [tracking] * bool(tracking)
    assert [each.request and each.request.tracking for each in given] == [tracking] * bool(tracking)
    files = set(given.values_list("file", flat=True))
    assert files <= set(StoredFile.objects.filter(settled=True).values_list("name", flat=True))


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE cartable_request, cartable_draft CASCADE")


def test_papers_given_at_the_same_moment_stay_within_the_limit(person: Person) -> None:
    draft = drafts.keep(person, "lamp", TYPED)
    own = [paper(person, f"bill {number}", bytes([number])) for number in range(30)]

    def give(number: int) -> bool:
        try:
            papers.attach_own(draft, "invoice", own[number])
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as hands:
        taken = list(hands.map(give, range(30)))
    assert sum(taken) == draft.papers.count() == papers.MOST_PAPERS
