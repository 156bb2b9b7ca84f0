"""The conscription organisation («نظام وظیفه»): completed military service.

That the data are exchanged is known, the fields are not published; these are ours.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from taminyar.registries.answer import Answer, Unreadable

if TYPE_CHECKING:
    from taminyar.registries.line import Line


@dataclass(frozen=True)
class Service:
    """A time of military service, both days included, and the number of its card."""

    card_number: str
    first_day: date
    last_day: date


class Conscription(Protocol):
    def services(self, national_id: str) -> list[Service]:
        """Oldest first; empty for who has not served. Raises `Unavailable`."""
        ...


class HttpConscription:
    def __init__(self, line: "Line") -> None:
        self._line = line

    def services(self, national_id: str) -> list[Service]:
        def read(answer: Answer) -> list[Service]:
            services = [_service(row) for row in answer.rows("services")]
            return sorted(services, key=lambda service: service.first_day)

        return self._line.ask("services", read, nationalCode=national_id)


def _service(row: Answer) -> Service:
    service = Service(row.name("cardNumber"), row.day("from"), row.day("to"))
    if service.last_day < service.first_day:
        raise Unreadable("to")
    return service
