"""The database refuses rights that cannot be; two presses at once are one deed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from taminyar.access import delegates
from taminyar.access.delegation_models import Delegation, Ender
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.access.rights import given, invited, person_named

TODAY = jalali.today()


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": []},
        {"scopes": ["bank"]},
        {"scopes": ["record", "mobile"]},
        {"to_day": TODAY - timedelta(days=1)},
        {"to_day": TODAY + timedelta(days=367)},
        {"delegate_national_id": "99900"},
        {"delegate": None},
        {"confirmed_by_delegate_at": None},
        {"declined_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"revoked_by": "principal"},
        {"revoked_at": timezone.now(), "revoked_by": "stranger"},
    ],
)
def test_the_database_refuses(person: Person, other_person: Person, wrong: dict[str, Any]) -> None:
    right = given(person, other_person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=right.pk).update(**wrong)


def test_nobody_acts_for_themselves(person: Person) -> None:
    with pytest.raises(IntegrityError, match="delegate_is_somebody_else"):
        given(person, person)


def test_two_live_rights_of_one_pair_do_not_overlap(person: Person, other_person: Person) -> None:
    first = given(person, other_person)
    later = {"from_day": first.to_day, "to_day": first.to_day}
    with (
        pytest.raises(IntegrityError, match="one_live_delegation_of_a_pair"),
        transaction.atomic(),
    ):
        given(person, other_person, **later)
    given(other_person, person, **later)
    delegates.end(first, Ender.PRINCIPAL)
    given(person, other_person, **later)


def test_in_force_from_the_first_to_the_last_day(person: Person, other_person: Person) -> None:
    last = TODAY + timedelta(days=3)
    right = given(person, other_person, to_day=last)
    days = [TODAY + timedelta(days=number) for number in range(-1, 5)]
    open_on = [day for day in days if Delegation.objects.in_force(day).exists()]
    assert open_on == [day for day in days if right.from_day <= day <= last]


@pytest.mark.parametrize("by", [Ender.PRINCIPAL, Ender.DELEGATE])
def test_ending_is_told_to_both_and_only_once(
    person: Person, other_person: Person, by: Ender
) -> None:
    right = given(person, other_person)
    delegates.end(right, by)
    delegates.end(right, by)
    assert {notice.person for notice in Notice.objects.all()} == {person, other_person}
    assert Notice.objects.count() == 2
    right.refresh_from_db()
    assert (right.revoked_by, right.is_in_force) == (by, False)


def test_freezing_ends_all_that_was_given_and_nothing_that_is_held(
    person: Person, other_person: Person
) -> None:
    given(person, other_person)
    invited(person, "9990000050")
    held = given(other_person, person)
    delegates.freeze(person)
    assert list(Delegation.objects.live()) == [held]


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_are_one(person: Person, other_person: Person) -> None:
    right = invited(person, "9990000026")
    accept = partial(delegates.accept, right, other_person)
    assert _at_once(accept, accept) == [None, None]
    assert Notice.objects.of(person).count() == Notice.objects.of(other_person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_invitations_at_once_keep_the_limit(person: Person) -> None:
    for number in range(4):
        invited(person, f"999000{number:04}")
    give = [
        partial(delegates.give, person, national_id, ["record"], TODAY)
        for national_id in ("9990000026", "9990000050")
    ]
    assert _at_once(*give).count(None) == 1
    assert Delegation.objects.live().count() == 5


@pytest.mark.django_db(transaction=True)
def test_accepting_and_ending_at_once_leave_no_right(person: Person, other_person: Person) -> None:
    right = invited(person, "9990000026")
    _at_once(
        partial(delegates.accept, right, other_person),
        partial(delegates.end, right, Ender.PRINCIPAL),
    )
    assert not Delegation.objects.in_force(TODAY).exists()


def _at_once(*deeds: Callable[[], Any]) -> list[Exception | None]:
    """Does the deeds in threads that start together; what each met with."""
    start = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Exception | None:
        try:
            start.wait()
            deed()
        except delegates.NotPossible as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_both_sides_see_a_right_and_nobody_else(person: Person, other_person: Person) -> None:
    right = given(person, other_person)
    stranger = person_named("9990000050")
    assert [Delegation.objects.of(one).count() for one in (person, other_person, stranger)] == [
        1,
        1,
        0,
    ]
    assert str(right)
