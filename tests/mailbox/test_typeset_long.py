"""Long documents and many of them: a whole working life, and a long day of a worker process."""

import psutil
import pypdfium2 as pdfium

from taminyar.mailbox import kinds
from taminyar.mailbox.typeset import typeset
from taminyar.persian.digits import to_persian
from tests.mailbox import document_examples as examples

A_MEGABYTE = 2**20


def test_forty_years_have_the_header_on_every_page_and_the_pages_counted() -> None:
    data = examples.record(40, with_wages=True, language="en")
    pages = list(pdfium.PdfDocument(typeset(kinds.RECORD, data, examples.about("en"))))
    assert 15 <= len(pages) <= 25
    said = [page.get_textpage().get_text_range() for page in pages]
    for number, text in enumerate(said, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "K7PQ-2MXW-9RTA-4HCD" in text
        assert "Workshop" in text
        assert "Insured wage" in text
    assert sum(text.count("Kavir Spinning Mill") for text in said) == 40 * 12
    assert "Total of 1404" in said[-1]


def test_pages_count_in_persian_digits() -> None:
    data = examples.record(4, with_wages=False)
    pages = list(pdfium.PdfDocument(typeset(kinds.RECORD, data, examples.about())))
    assert len(pages) > 1
    assert "۱۴۰۵" in pages[0].get_textpage().get_text_range()
    for number, page in enumerate(pages, start=1):
        said = page.get_textpage().get_text_range()
        assert to_persian(f"صفحه {number} از {len(pages)}") in said
        # The number of the document keeps the digits in which it is typed.
        assert not [word for word in said.split() if word.isdecimal() and word.isascii()]


def test_memory_stays_flat() -> None:
    def many(count: int) -> None:
        for number in range(count):
            data = examples.data("relation") | {"verdict": f"گواهی شماره {number}"}
            typeset(kinds.RELATION, data, examples.about())

    many(100)
    before = psutil.Process().memory_info().rss
    many(300)
    assert psutil.Process().memory_info().rss - before < 20 * A_MEGABYTE
