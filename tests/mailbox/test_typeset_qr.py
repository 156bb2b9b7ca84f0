"""The square on a document leads to its page of verification."""

import numpy as np
import pypdfium2 as pdfium
import segno

from taminyar.mailbox import kinds, qr
from taminyar.mailbox.typeset import typeset
from tests.mailbox import document_examples as examples

ADDRESS = examples.about().verify_address
QUIET = 4


def test_the_printed_square_has_the_modules_of_the_address() -> None:
    wanted = np.array(
        segno.make_qr(ADDRESS, error="m", boost_error=False, mask=3).matrix, dtype=bool
    )
    assert (_printed("en", len(wanted)) == wanted).all()
    assert (_printed("fa", len(wanted)) == wanted).all()


def test_another_address_is_another_square() -> None:
    assert qr.svg(ADDRESS) != qr.svg(ADDRESS.replace("K7PQ", "K7PR"))


def _printed(language: str, modules: int) -> np.ndarray:
    """What stands in the foot of the page, one value for each module; dark is true."""
    made = typeset(kinds.TREATMENT, examples.data("treatment", language), examples.about(language))
    page = np.asarray(pdfium.PdfDocument(made)[0].render(scale=8, grayscale=True).to_pil())
    square = _square(page[745 * 8 :] < 128)
    centres = ((np.arange(modules) + 0.5) * len(square) / modules).astype(int)
    return square[np.ix_(centres, centres)]


def _square(foot: np.ndarray) -> np.ndarray:
    """Cuts the square out by its outer edges: nothing in the foot is as dense and as far out."""
    width = 62 * 8
    left = foot[:, : foot.shape[1] // 2].any(axis=0).argmax()
    half = foot[:, left : left + width]
    if half.mean() < 0.2:
        right = foot.shape[1] - foot[:, ::-1].any(axis=0).argmax()
        half = foot[:, right - width : right]
    rows, columns = np.flatnonzero(half.any(axis=1)), np.flatnonzero(half.any(axis=0))
    return half[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
