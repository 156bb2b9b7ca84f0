"""The table of moves: who may bring a request where."""

import pytest

from taminyar.accounts.models import Role
from taminyar.cartable.states import (
    AT_A_DESK,
    FALLEN,
    GRANTED,
    MEMBER,
    MOVES,
    PROGRAM,
    UNDECIDED,
    State,
    leads_to,
    possible,
)  # fmt: skip

ROLES = [*Role, MEMBER, PROGRAM]
# Where everything has an end.
OVER = {State.DONE, State.WITHDRAWN, State.EXPIRED}


def _after(state: State) -> set[State]:
    return {move.steps[state] for move in MOVES.values() if state in move.steps} - {state}


def test_every_state_can_be_reached_from_the_sending() -> None:
    reached, new = set(), {State.REGISTERED, State.WAITING}
    while new:
        reached |= new
        new = set().union(*map(_after, new)) - reached
    assert reached == set(State)


@pytest.mark.parametrize("state", State)
def test_nothing_stands_still_but_what_is_over(state: State) -> None:
    assert (_after(state) == set()) == (state in OVER)


def test_every_state_is_undecided_granted_or_fallen() -> None:
    assert {*UNDECIDED, *GRANTED, *FALLEN} == set(State)
    assert len(UNDECIDED) + len(GRANTED) + len(FALLEN) == len(State)
    assert set(AT_A_DESK) < set(UNDECIDED)


@pytest.mark.parametrize("state", UNDECIDED)
def test_a_person_may_take_back_what_is_not_decided(state: State) -> None:
    assert leads_to("withdraw", state, MEMBER) == State.WITHDRAWN


@pytest.mark.parametrize("state", [*GRANTED, *FALLEN])
def test_a_person_may_not_take_back_what_is_decided(state: State) -> None:
    assert leads_to("withdraw", state, MEMBER) is None


def test_only_officers_decide() -> None:
    decided = (State.APPROVED, State.REFUSED)
    deciders = {who for move in MOVES.values() if {*move.steps.values()} & {*decided}
                for who in move.who}  # fmt: skip
    assert deciders == {Role.BRANCH_OFFICER, Role.PENSIONS_OFFICER, Role.ADMINISTRATOR}
    # The administrator only as the second pair of eyes.
    assert possible(State.WAITING, Role.ADMINISTRATOR) == []
    assert "confirm" in possible(State.CONFIRMING, Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.CONTACT_AGENT])
@pytest.mark.parametrize("state", State)
def test_finance_and_telephone_move_no_request(state: State, role: Role) -> None:
    assert possible(state, role) == []


def test_what_was_granted_is_moved_by_the_program_alone() -> None:
    for state in GRANTED:
        assert [role for role in ROLES if possible(state, role)] in ([], [PROGRAM])
