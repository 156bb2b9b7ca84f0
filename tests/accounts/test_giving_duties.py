"""Who runs the service makes the first staff from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from taminyar.accounts.models import User


def give(*words: str) -> str:
    out = StringIO()
    call_command("give_duty", *words, stdout=out)
    return out.getvalue()


def test_a_duty_is_given_and_taken(user: User) -> None:
    assert "finance_officer" in give(user.national_id, "finance_officer")
    give(user.national_id, "finance_officer")
    user.refresh_from_db()
    assert user.is_staff
    assert user.duties.count() == 1
    assert "–" in give(user.national_id, "finance_officer", "--take")
    user.refresh_from_db()
    assert not user.is_staff


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("9990000026", "finance_officer"), "register first"),
        (("9990000018", "king"), "invalid choice"),
        (("9990000018", "branch_officer", "--branch", "999"), "no branch 999"),
    ],
)
def test_what_cannot_be_is_said(words: tuple[str, ...], why: str, user: User) -> None:
    with pytest.raises(CommandError, match=why):
        give(*words)
