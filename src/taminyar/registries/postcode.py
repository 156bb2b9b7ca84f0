"""The post office: the address of a postal code.

Resellers take the code and answer with province, city, district and address.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from taminyar.registries.answer import Answer, Unreadable

if TYPE_CHECKING:
    from taminyar.registries.line import Line


@dataclass(frozen=True)
class Address:
    """`district` may be empty."""

    province: str
    city: str
    district: str
    address: str


class Postcodes(Protocol):
    def address(self, postcode: str) -> Address | None:
        """Of ten digits; None when the code is not in use. Raises `Unavailable`."""
        ...


class HttpPostcodes:
    def __init__(self, line: "Line") -> None:
        self._line = line

    def address(self, postcode: str) -> Address | None:
        def read(answer: Answer) -> Address | None:
            if not answer.flag("success"):
                raise Unreadable("success")
            return None if answer.is_null("data") else _address(answer.inner("data"), postcode)

        return self._line.ask("address", read, postalCode=postcode)


def _address(data: Answer, postcode: str) -> Address:
    data.must_be("postalCode", postcode)
    return Address(
        province=data.name("province"),
        city=data.name("city"),
        district=data.text("district"),
        address=data.name("address"),
    )
