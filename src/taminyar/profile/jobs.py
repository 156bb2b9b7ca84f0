"""Jobs of the account area."""

from typing import Final

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from taminyar import registries
from taminyar.profile import bank_inquiry

# Pauses of 1, 6, 11, 16 … minutes; `ask_again` itself gives up after three days.
_LATER: Final = RetryStrategy(
    wait=60, linear_wait=5 * 60, retry_exceptions=[registries.Unavailable]
)


@app.task(retry=_LATER)
def ask_bank_again(account: int) -> None:
    """Asks the bank of an account that waits; until it answers, again and again."""
    bank_inquiry.ask_again(account)
