"""The cp1256 code page, for the programs that write lists in it: logical order, no forms."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from taminyar.workshops.monthly_list.byte_matrix import ByteMatrix, Mask, texts
from taminyar.workshops.monthly_list.iran_system import UnencodableText

# The page has no Persian ye and no Persian digits; its own ye and ASCII digits stand for them.
_WRITTEN_AS: Final = str.maketrans("یى۰۱۲۳۴۵۶۷۸۹ۀ", "يي0123456789ه")
_READ_AS: Final = str.maketrans("يىك", "ییک")


def _decoding_table() -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    table = np.zeros((256, 2), dtype=np.uint16)
    table[:, 0] = [ord(bytes([code]).decode("cp1256")) for code in range(256)]
    table[0, 0] = 0x20
    return table


_TABLE: Final = _decoding_table()


@lru_cache(maxsize=65_536)
def encode(text: str) -> bytes:
    """The bytes of a text, without padding. Raises ``UnencodableText``."""
    try:
        return text.translate(_WRITTEN_AS).encode("cp1256")
    except UnicodeEncodeError as error:
        raise UnencodableText(text, error.object[error.start]) from None


@dataclass(frozen=True, slots=True)
class Windows1256:
    """The code page as reading and writing of lists take it."""

    def encode(self, text: str) -> bytes:
        """The bytes of a text, without padding. Raises ``UnencodableText``."""
        return encode(text)

    def decode_rows(self, cells: ByteMatrix) -> list[str]:
        """The text of each row of a matrix."""
        return [line.strip(" ").translate(_READ_AS) for line in texts(cells, _TABLE)]

    def written_alike(self, cells: ByteMatrix) -> Mask:
        """Where we would surely write the same bytes: never sure, so each text is tried."""
        return np.zeros(len(cells), dtype=np.bool_)
