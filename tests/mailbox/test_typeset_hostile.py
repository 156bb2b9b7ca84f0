"""Whatever the data hold is printed as text, in its place, and on the page."""

from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from taminyar.mailbox import kinds
from taminyar.mailbox.printable import REPLACEMENT, printable
from taminyar.mailbox.typeset import TEMPLATES, typeset
from tests.mailbox import document_examples as examples

MARKUP = (
    '#panic("x") #sys.inputs *bold* _slanted_ $x^2$ ] } ) [ { ( \\ \\u{41} `raw` <label> @ref '
    '= heading // comment /* comment */ #import "base.typ": * ~ -- --- ... \'quote\' "quote"'
)
LONG = "و" * 300
MARGIN = 20 * 72 / 25.4  # millimetres as points


def everywhere(value: Any, text: str) -> Any:
    """The same data with every text replaced."""
    match value:
        case str():
            return text
        case dict():
            return {name: everywhere(part, text) for name, part in value.items()}
        case list():
            return [everywhere(part, text) for part in value]
    return value


def hostile(kind: kinds.Kind, language: str, text: str) -> pdfium.PdfDocument:
    about = examples.about(language, institution=text, receiving_branch=text, purpose=text)
    return pdfium.PdfDocument(
        typeset(kind, everywhere(examples.data(kind.slug, language), text), about)
    )


@pytest.mark.parametrize("kind", kinds.OURS, ids=lambda kind: kind.slug)
@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize(
    "text",
    [MARKUP, LONG, "W" * 300, "\u202e" * 5 + "abc\u2066", "بنیاد «الف» " * 25, "a\nb\tc\x00\x1b"],
    ids=["markup", "joined", "wide", "turning", "quotes", "control"],
)
def test_nothing_is_interpreted_and_nothing_leaves_the_page(
    kind: kinds.Kind, language: str, text: str
) -> None:
    for page in hostile(kind, language, text):
        seen = np.asarray(page.render(scale=1, grayscale=True).to_pil())
        edge = int(MARGIN) - 3
        assert seen[:, :edge].min() == 255, "something stands in the left margin"
        assert seen[:, -edge:].min() == 255, "something stands in the right margin"
        assert seen[-20:].min() == 255, "something stands below the foot"


def test_markup_comes_out_letter_by_letter() -> None:
    data = examples.data("treatment", "en") | {"verdict": MARKUP}
    pdf = pdfium.PdfDocument(typeset(kinds.TREATMENT, data, examples.about("en")))
    said = "".join(page.get_textpage().get_text_range() for page in pdf)
    plain = "".join(said.split()).replace("\u200b", "").replace("\ufffe", "")
    assert "".join(MARKUP.split()) in plain


def test_the_attachment_keeps_the_text_as_it_came() -> None:
    from io import BytesIO
    from json import loads

    import pikepdf

    data = examples.data("treatment") | {"verdict": "\u202e漢 😀 " + MARKUP}
    made = typeset(kinds.TREATMENT, data, examples.about())
    with pikepdf.open(BytesIO(made)) as pdf:
        assert loads(pdf.attachments["data.json"].get_file().read_bytes())["data"] == data


def test_a_letter_the_fonts_do_not_have_is_shown_as_missing() -> None:
    assert printable("漢 a 😀", "en") == f"{REPLACEMENT} a {REPLACEMENT}"


def test_marks_that_turn_the_order_round_are_not_printed() -> None:
    assert printable("\u202eabc\u202c", "en") == "abc"


def test_persian_digits_except_in_codes() -> None:
    assert printable("کد ۱2 تا 1405/08 در K7PQ", "fa") == "کد ۱۲ تا ۱۴۰۵/۰۸ در K7PQ"
    assert printable("1405", "en") == "1405"
    assert printable({"days": 1_030, "late": None, "on": True}, "fa") == {
        "days": "۱٬۰۳۰",
        "late": None,
        "on": True,
    }


def test_the_list_of_letters_is_that_of_the_fonts() -> None:
    known = [
        set(TTFont(TEMPLATES / f"fonts/Vazirmatn-{weight}.ttf").getBestCmap())
        for weight in ("Regular", "Bold")
    ]
    listed: set[int] = set()
    for written in (TEMPLATES / "fonts/letters.txt").read_text().split():
        first, last = (int(code, 16) for code in written.split("-"))
        listed.update(range(first, last + 1))
    assert listed == {code for code in known[0] & known[1] if code >= 0x20}


@given(st.text(max_size=200), st.sampled_from(["fa", "en"]))
def test_printable_text_has_no_long_word_and_no_hidden_mark(text: str, language: str) -> None:
    made = printable(text, language)
    assert not set(made) & set("\u202a\u202b\u202c\u202d\u202e\t\r\x00")
    bare = [word for word in made.replace("\u200b", " ").split() if word.isalnum()]
    assert all(len(word) <= 20 for word in bare)


@given(st.text(max_size=60))
def test_any_text_can_be_typeset(text: str) -> None:
    data = examples.data("treatment", "fa") | {"verdict": text, "notes": [text]}
    assert typeset(kinds.TREATMENT, data, examples.about(institution=text)).startswith(b"%PDF-2.0")
