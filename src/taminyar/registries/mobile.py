"""Mobile ownership («شاهکار»): whether a number is registered for a person.

The authority publishes no interface; resellers take `nationalCode`, `mobile`, `isCompany` and
answer `{data, success, code, error, message}` with a yes or no in `data`.
"""

from typing import TYPE_CHECKING, Protocol

from taminyar.registries.answer import Answer, Unreadable

if TYPE_CHECKING:
    from taminyar.registries.line import Line


class MobileOwnership(Protocol):
    def belongs(self, mobile: str, national_id: str) -> bool:
        """Whether `09…` is this person's number. Raises `Unavailable`."""
        ...


class HttpMobileOwnership:
    def __init__(self, line: "Line") -> None:
        self._line = line

    def belongs(self, mobile: str, national_id: str) -> bool:
        return self._line.ask(
            "match", _yes_or_no, nationalCode=national_id, mobile=mobile, isCompany=False
        )


def _yes_or_no(answer: Answer) -> bool:
    if not answer.flag("success"):
        raise Unreadable("success")
    return answer.flag("data")
