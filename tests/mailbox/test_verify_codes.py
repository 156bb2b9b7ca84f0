"""What a code opens: as long as it may, as much as the owner lets it, and nothing to others."""

import string
from typing import Any

import pytest
from django.db import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from taminyar.mailbox import codes, issue, keep, permission, verify
from taminyar.mailbox.models import Item, Verifiable
from taminyar.mailbox.verify import Finding, State
from taminyar.people.models import Person
from taminyar.persian import digits
from tests.mailbox.document_examples import data

DAY = 24 * 60 * 60


def issued(person: Person, **wishes: Any) -> Verifiable:
    item = issue.issue(person, "relation", data("relation"), **wishes)
    return Verifiable.objects.get(person=person, number=item.number)


def of(row: Verifiable) -> Finding:
    return verify.of_code(row.code)


def test_a_new_code_is_sixteen_readable_signs() -> None:
    for code in (codes.new() for _ in range(500)):
        assert len(code) == 16
        assert not set(code) & set("0O1IL")
        assert set(code) <= set(string.ascii_uppercase + string.digits)


@given(
    st.text(codes.ALPHABET, min_size=16, max_size=16),
    st.sampled_from(["-", " ", "\u2013", "\u200f", ""]),
    st.booleans(),
    st.booleans(),
)
def test_a_code_is_read_however_it_was_typed(
    code: str, between: str, small: bool, persian: bool
) -> None:
    typed = between.join([code[:4], code[4:8], code[8:12], code[12:]])
    typed = typed.lower() if small else typed
    typed = digits.to_persian(typed) if persian else typed
    assert codes.normalised(f" {typed}\n") == code


def test_what_looks_alike_is_read_as_what_it_can_only_be() -> None:
    assert codes.normalised("0o1i-lABC-DEFG-HJKM") == "QQJJJABCDEFGHJKM"


@pytest.mark.parametrize("typed", ["", "ABCD", "A" * 17, "A" * 15 + "!", "آ" * 16, "\0" * 16])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        codes.normalised(typed)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["ABCDEFGHJKMNPQRS", "ABCD", "' OR 1=1 --", "\0"])
def test_a_code_of_nothing_is_unknown(person: Person, typed: str) -> None:
    issued(person)
    assert verify.of_code(typed) == Finding(State.UNKNOWN)


@pytest.mark.django_db
def test_an_authentic_document_tells_what_its_owner_chose(person: Person) -> None:
    row = issued(person, institution="بانک نمونه", receiving_branch="مرکزی", shown=("verdict",))
    found = verify.of_code(codes.grouped(row.code).lower())
    assert found.state == State.AUTHENTIC
    assert (found.institution, found.receiving_branch) == ("بانک نمونه", "مرکزی")
    assert (found.issued_at, found.valid_until) == (row.issued_at, row.valid_until)
    assert [value for _label, value in found.shown] == [data("relation")["verdict"]]
    assert data("relation")["person"]["name"] not in str(found.title) + str(found.receiving_branch)


@pytest.mark.django_db
def test_whose_it_is_is_not_told_unless_it_was_chosen(person: Person) -> None:
    row = issued(person)
    assert of(row).shown == ()
    assert person.full_name not in repr(of(row))


@pytest.mark.django_db
def test_after_its_last_day_it_is_expired_and_says_no_more_what_it_said(
    person: Person, clock: Any
) -> None:
    row = issued(person, shown=("verdict",), valid_days=30)
    clock.shift(30 * DAY)
    assert of(row).state == State.AUTHENTIC
    clock.shift(DAY)
    found = of(row)
    assert (found.state, found.shown, found.institution) == (State.EXPIRED, (), "")
    assert found.valid_until == row.valid_until


@pytest.mark.django_db
def test_after_the_permission_it_is_closed_and_says_nothing(person: Person, clock: Any) -> None:
    row = issued(person, shown=("verdict",), open_days=3)
    clock.shift(3 * DAY - 60)
    assert of(row).state == State.AUTHENTIC
    clock.shift(120)
    assert of(row) == Finding(State.CLOSED)


@pytest.mark.django_db
def test_the_owner_opens_it_again_and_closes_it(person: Person, clock: Any) -> None:
    row = issued(person, open_days=0)
    clock.shift(1)
    assert of(row).state == State.CLOSED
    permission.set_open_until(person, row.number, 5)
    assert of(row).state == State.AUTHENTIC
    permission.set_open_until(person, row.number, 0)
    clock.shift(1)
    assert of(row).state == State.CLOSED
    assert permission.set_open_until(person, row.number, None).open_until is None
    assert of(row).state == State.AUTHENTIC
    with pytest.raises(ValueError, match="less than 0"):
        permission.set_open_until(person, row.number, -1)


@pytest.mark.django_db
def test_a_document_that_was_taken_back_stays_so(person: Person, clock: Any) -> None:
    row = issued(person, shown=("verdict",))
    first = permission.revoke(person, row.number).revoked_at
    clock.shift(DAY)
    assert permission.revoke(person, row.number).revoked_at == first
    permission.set_open_until(person, row.number, 5)
    found = of(row)
    assert (found.state, found.shown, found.revoked_at) == (State.REVOKED, (), first)


@pytest.mark.django_db
def test_taking_back_cannot_be_undone_in_the_database(person: Person) -> None:
    row = issued(person)
    permission.revoke(person, row.number)
    with pytest.raises(DatabaseError, match="not changed"):
        Verifiable.objects.filter(code=row.code).update(revoked_at=None)


@pytest.mark.django_db
def test_the_owner_changes_what_is_shown(person: Person) -> None:
    row = issued(person, shown=("name", "verdict"), language="en")
    permission.set_shown(person, row.number, ["national-id"])
    assert of(row).shown == (("National ID", data("relation")["person"]["national_id"]),)
    permission.set_shown(person, row.number, [])
    assert of(row).shown == ()
    with pytest.raises(ValueError, match="no fields"):
        permission.set_shown(person, row.number, ["wage"])


@pytest.mark.django_db
def test_nobody_else_decides_about_it(person: Person, other_person: Person) -> None:
    row = issued(person, shown=("name",))
    for deed in (
        lambda: permission.revoke(other_person, row.number),
        lambda: permission.set_open_until(other_person, row.number, 0),
        lambda: permission.set_shown(other_person, row.number, []),
    ):
        with pytest.raises(Verifiable.DoesNotExist):
            deed()
    assert of(row).state == State.AUTHENTIC
    assert len(of(row).shown) == 1


@pytest.mark.django_db
def test_a_code_is_looked_up_in_one_query(person: Person, django_assert_num_queries: Any) -> None:
    row = issued(person)
    with django_assert_num_queries(1):
        of(row)
    with django_assert_num_queries(1):
        verify.of_code("ABCDEFGHJKMNPQRS")


@pytest.mark.django_db
def test_the_file_of_a_document_is_what_its_code_says(person: Person) -> None:
    row = issued(person)
    item = Item.objects.of(person).get(number=row.number)
    with keep.opened(item) as file:
        assert verify.of_file(file.read()) == of(row)
