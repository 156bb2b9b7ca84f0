"""Making documents: a page against WeasyPrint and bare typst, signed, and memory over a day.

The page is that of a payslip: letterhead, whom it is about, a table of eight rows with a total, the
square. WeasyPrint gets the same words and values as HTML with tags and the attachment, the same
font, and keeps its font configuration. Bare typst gets the same template with inputs made
beforehand. No two documents are the same. Seconds are those of the processor, so that others at
work on the machine do not count.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import jinja2
import psutil

from benchmarks.ratio import Ratio
from taminyar.mailbox import typeset
from taminyar.mailbox.kinds import RECORD_SUMMARY
from taminyar.mailbox.sign import sign
from tests.mailbox import document_examples as examples

ROWS, TIMES, MANY = 8, 40, 1_000
FONT = '@font-face {{ font-family: Vazirmatn; font-weight: {}; src: url("file://{}") }}'
_numbers = count()


def measure() -> list[Ratio]:
    return [*_typesetting(), _signed(), _memory()]


def _typesetting() -> list[Ratio]:
    ours, bare, peer = _in_turns(_ours, _bare(), _weasyprint())
    return [
        Ratio("a page by WeasyPrint ÷ by ours", peer / ours, 20, at_least=True,
              detail=f"WeasyPrint {peer * 1e3:.0f} ms, ours {ours * 1e3:.1f} ms"),
        Ratio("a page by ours ÷ by bare typst", ours / bare, 1.3,
              detail=f"ours {ours * 1e3:.1f} ms, bare {bare * 1e3:.1f} ms"),
    ]  # fmt: skip


def _in_turns(*works: Callable[[], object]) -> list[float]:
    """Seconds of each, turn by turn after a first one that does not count; the medians."""
    for work in works:
        work()
    taken = [[_seconds(work) for work in works] for _ in range(TIMES)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _ours() -> bytes:
    return typeset.typeset(RECORD_SUMMARY, _data(), _about())


def _bare() -> Callable[[], bytes]:
    made = iter([typeset._inputs(RECORD_SUMMARY, _data(), _about()) for _ in range(TIMES + 1)])

    def make() -> bytes:
        return typeset._compiler().compile(
            input=str(typeset.TEMPLATES / RECORD_SUMMARY.template),
            sys_inputs=next(made),
            pdf_standards=typeset.STANDARD,
            timestamp=examples.ISSUED_AT,
        )

    return make


def _weasyprint() -> Callable[[], bytes]:
    """Imported here: it is installed for benchmarks alone and needs Pango."""
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    kept = FontConfiguration()
    files = {"normal": "Regular", "bold": "Bold"}
    faces = [
        FONT.format(weight, typeset.TEMPLATES / f"fonts/Vazirmatn-{name}.ttf")
        for weight, name in files.items()
    ]
    css = CSS(string="".join(faces), font_config=kept)
    page = jinja2.Template(Path(__file__).with_name("documents_peer.html").read_text())

    def make() -> bytes:
        given = typeset._inputs(RECORD_SUMMARY, _data(), _about())
        data = Attachment(string=given["attachment"], name="data.json", relationship="Data")
        return HTML(string=page.render(_for_html(given))).write_pdf(
            stylesheets=[css], font_config=kept, pdf_variant="pdf/a-3a", attachments=[data]
        )

    return make


def _for_html(given: dict[str, str]) -> dict[str, Any]:
    words, about, data = (json.loads(given[name]) for name in ("words", "about", "data"))
    labels = ("name", "father", "national-id", "insurance-number")
    return {
        "w": words,
        "about": about,
        "data": data,
        "title": about["title"],
        "facts": list(
            zip([words[label] for label in labels], data["person"].values(), strict=True)
        ),
        "square": given["qr"],
        "mark": (typeset.TEMPLATES / "mark.svg").read_text(),
    }


def _signed() -> Ratio:
    """From the data to the signed file, by a key that is loaded already."""
    (taken,) = _in_turns(lambda: sign(_ours()))
    (alone,) = _in_turns(_ours)
    return Ratio("a signed page, ms", taken * 1e3, 100,
                 detail=f"the signature {(taken - alone) * 1e3:.1f} ms of it")  # fmt: skip


def _memory() -> Ratio:
    """Megabytes gained over many documents, after the first hundred."""
    for _ in range(100):
        _ours()
    before = _resident()
    for _ in range(MANY):
        _ours()
    gained = _resident() - before
    return Ratio(f"memory gained or lost over {MANY:,} documents, MB", abs(gained), 20,
                 detail=f"from {before:.0f} MB")  # fmt: skip


def _resident() -> float:
    return psutil.Process(os.getpid()).memory_info().rss / 2**20


def _data() -> dict[str, Any]:
    """Eight years of record, other amounts each time."""
    made = examples.record(ROWS, with_wages=True)
    number = next(_numbers)
    for year in made["years"]:
        del year["lines"]
        year["insured_wage"] += number
    return made


def _about() -> typeset.About:
    return examples.about(purpose=f"درخواست {next(_numbers)}")


if __name__ == "__main__":
    print(*measure(), sep="\n")
