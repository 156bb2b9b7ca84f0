"""Every kind of document looks as it was approved, and says what its data say."""

from typing import Any

import pypdfium2 as pdfium
import pytest
from django.utils.translation import override
from PIL import Image

from taminyar.mailbox import kinds
from taminyar.mailbox.document_words import WORDS
from taminyar.mailbox.kinds import Kind
from taminyar.mailbox.printable import REPLACEMENT, printable
from taminyar.mailbox.typeset import typeset
from tests.mailbox import document_examples as examples
from tests.mailbox import references

EACH = pytest.mark.parametrize("kind", kinds.OURS, ids=lambda kind: kind.slug)
BOTH = pytest.mark.parametrize("language", references.LANGUAGES)


def made(kind: Kind, language: str, **changes: Any) -> bytes:
    return typeset(kind, examples.data(kind.slug, language) | changes, examples.about(language))


def text_of(pdf: bytes) -> str:
    """The text of all pages; a Persian «لا» comes out turned round, so no test may look for it."""
    return "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))


@EACH
@BOTH
def test_a_document_looks_like_its_kept_picture(kind: Kind, language: str) -> None:
    seen = references.picture(made(kind, language))
    with Image.open(references.kept(kind.slug, language)) as kept:
        assert references.difference(seen, kept.convert("L")) < references.MOST


def test_another_amount_is_another_picture() -> None:
    amount = {"rials": 214_583_338, "words": []}
    seen = references.picture(made(kinds.ASSESSMENT, "en", amount=amount))
    with Image.open(references.kept("assessment", "en")) as kept:
        assert references.difference(seen, kept.convert("L")) > references.MOST


@EACH
def test_the_text_can_be_read_out(kind: Kind) -> None:
    english = text_of(made(kind, "en"))
    for said in ("Zahra Mohammadi Kia", "9990000018", "30 Aban 1405", "Example Bank of Iran"):
        assert said in english
    for said in ("زهرا محمدی", "۹۹۹۰۰۰۰۰۱۸", "۳۰ آبان ۱۴۰۵", "بانک نمونه"):
        assert said in text_of(made(kind, "fa"))


def test_amounts_stand_in_figures_and_in_words() -> None:
    persian = text_of(made(kinds.ASSESSMENT, "fa"))
    assert "۲۱۴٬۵۸۳٬۳۳۳" in persian
    assert "دویست و چهارده میلیون و پانصد و هشتاد و سه هزار" in persian
    assert "پنجاه و هشت هزار و سیصد و سی و سه تومان" in persian
    assert "214,583,333 rials" in text_of(made(kinds.ASSESSMENT, "en"))


@pytest.mark.parametrize(
    ("rials", "figures"),
    [(0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (12_345_678_901, "12,345,678,901")],
)
def test_figures_stand_in_threes(rials: int, figures: str) -> None:
    amount = {"rials": rials, "words": []}
    assert f"\n{figures} rials" in text_of(made(kinds.ASSESSMENT, "en", amount=amount)).replace(
        "\r", ""
    )


def test_a_minus_stands_before_its_figures() -> None:
    amount = {"rials": -1_250_000, "words": []}
    page = pdfium.PdfDocument(made(kinds.ASSESSMENT, "fa", amount=amount))[0].get_textpage()
    text = page.get_text_range()
    minus = page.get_charbox(text.index("\u2212"))
    first = page.get_charbox(text.index("۱٬۲۵۰"))
    assert minus[2] <= first[0] + 1


def test_without_wages_a_record_shows_none_and_says_so() -> None:
    record = examples.record(2, with_wages=False, language="en")
    said = text_of(typeset(kinds.RECORD, record, examples.about("en")))
    assert "without wages" in said
    assert "rials" not in said


def test_an_empty_record_says_so() -> None:
    nothing = examples.record(0, with_wages=True, language="en")
    for kind in (kinds.RECORD, kinds.RECORD_SUMMARY):
        assert "No days are on record." in text_of(typeset(kind, nothing, examples.about("en")))


def test_what_is_not_known_is_left_out_or_named() -> None:
    data = examples.data("relation", "en") | {"works": [], "pensions": [], "notes": []}
    data["person"] |= {"father_name": "", "insurance_number": ""}
    bare = examples.about(
        "en", institution="", receiving_branch="", purpose="", valid_until=None, demonstration=False
    )
    said = text_of(typeset(kinds.RELATION, data, bare))
    assert said.count("not on file") == 2
    for absent in ("To:", "Purpose", "Valid until", "demonstration", "As a pensioner", "Notes"):
        assert absent not in said


def test_only_the_demonstration_says_that_it_proves_nothing() -> None:
    assert "It proves nothing" in text_of(made(kinds.TREATMENT, "en"))


@BOTH
def test_the_fonts_have_every_word_of_the_templates(language: str) -> None:
    with override(language):
        words = [str(word) for word in WORDS.values()]
        words += [str(kind.title) for kind in kinds.OURS]
    assert REPLACEMENT not in "".join(printable(words, language))


@EACH
def test_a_verifier_can_be_shown_each_field(kind: Kind) -> None:
    slugs = [field.slug for field in kind.fields]
    for language in references.LANGUAGES:
        found = kinds.shown(kind, examples.data(kind.slug, language), slugs, language)
        assert len(found) == len(slugs)
        assert all(label and value for label, value in found)


def test_only_what_was_chosen_is_shown() -> None:
    data = examples.data("assessment", "en")
    assert kinds.shown(kinds.ASSESSMENT, data, ["amount", "as-of"], "en") == [
        ("As of", "30 Aban 1405"),
        ("Amount in rials", "214,583,333"),
    ]
    assert kinds.shown(kinds.ASSESSMENT, data | {"amount": None}, ["amount"], "en") == []


def test_a_kind_is_found_by_its_name() -> None:
    assert kinds.named("relation") is kinds.RELATION
    with pytest.raises(KeyError):
        kinds.named("nothing")
