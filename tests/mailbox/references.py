"""Kept pictures of documents, and how near a new one must come.

`.venv/bin/python -m tests.mailbox.references` makes them again after a change of the templates or
of the Persian words on them; then look at each of them before it is committed.
"""

import os
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

KEPT = Path(__file__).with_name("reference")
# Pixels a point: small files, yet every word is told from another.
SCALE = 0.75
# Grey levels of 255 by which a square of eight pixels may differ: edges of letters, no letter.
SQUARE, MOST = 8, 6
LANGUAGES = ("fa", "en")


def picture(pdf: bytes) -> Image.Image:
    """All pages side by side, in sixteen greys."""
    pages = [page.render(scale=SCALE, grayscale=True).to_pil() for page in pdfium.PdfDocument(pdf)]
    whole = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole.point(lambda grey: round(grey / 17) * 17)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The most by which the mean grey of any square differs; 255 for another size."""
    if one.size != other.size:
        return 255
    apart = np.abs(np.asarray(one, dtype=np.int16) - np.asarray(other, dtype=np.int16))
    height, width = (edge // SQUARE for edge in apart.shape)
    squares = apart[: height * SQUARE, : width * SQUARE].reshape(height, SQUARE, width, SQUARE)
    return float(squares.mean(axis=(1, 3)).max())


def kept(slug: str, language: str) -> Path:
    return KEPT / f"{slug}-{language}.png"


def renew() -> None:
    from taminyar.mailbox.kinds import OURS
    from taminyar.mailbox.typeset import typeset
    from tests.mailbox import document_examples as examples

    KEPT.mkdir(exist_ok=True)
    for kind in OURS:
        for language in LANGUAGES:
            pdf = typeset(kind, examples.data(kind.slug, language), examples.about(language))
            picture(pdf).save(kept(kind.slug, language), optimize=True)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    renew()
