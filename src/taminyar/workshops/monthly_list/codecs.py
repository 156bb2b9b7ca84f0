"""The code pages a monthly list may be written in, by the name the setting gives them."""

from typing import Final, Protocol

from taminyar.workshops.monthly_list.byte_matrix import ByteMatrix, Mask
from taminyar.workshops.monthly_list.iran_system import IranSystem
from taminyar.workshops.monthly_list.windows_1256 import Windows1256

ENCODINGS: Final = ("iran-system", "cp1256")


class Codec(Protocol):
    """What reading and writing need of a code page."""

    def encode(self, text: str) -> bytes:
        """The bytes of a text, without padding. Raises ``UnencodableText``."""
        ...

    def decode_rows(self, cells: ByteMatrix) -> list[str]:
        """The text of each row of a matrix of one field."""
        ...

    def written_alike(self, cells: ByteMatrix) -> Mask:
        """Where the text of a row would surely be written with the same bytes."""
        ...


def codec(encoding: str = "iran-system", reverse_digits: bool = True) -> Codec:
    """The code page called ``iran-system`` or ``cp1256``. Raises ``ValueError`` for another."""
    if encoding not in ENCODINGS:
        raise ValueError(f"the encoding of lists is one of {ENCODINGS}, not {encoding!r}")
    return IranSystem(reverse_digits) if encoding == "iran-system" else Windows1256()
