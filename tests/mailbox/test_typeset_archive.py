"""A document keeps for ever: PDF/A-4f, tagged, with its data attached, the same bytes again."""

import json
from datetime import datetime
from io import BytesIO
from threading import Thread

import pikepdf
import pytest

from taminyar.mailbox import kinds
from taminyar.mailbox.typeset import ATTACHMENT, attachment, typeset
from taminyar.persian import jalali
from tests.mailbox import document_examples as examples


def made(slug: str, language: str = "fa") -> bytes:
    return typeset(kinds.named(slug), examples.data(slug, language), examples.about(language))


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("kind", kinds.OURS, ids=lambda kind: kind.slug)
def test_a_document_says_that_it_is_an_archive_file_with_attachments(
    kind: kinds.Kind, language: str
) -> None:
    with pikepdf.open(BytesIO(made(kind.slug, language))) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfaid:part"] == "4"
        assert metadata["pdfaid:conformance"] == "F"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot
        assert metadata["dc:title"]


def test_it_carries_its_data_for_machines() -> None:
    data, about = examples.data("assessment"), examples.about()
    with pikepdf.open(BytesIO(made("assessment"))) as pdf:
        held = pdf.attachments[ATTACHMENT]
        carried = json.loads(held.get_file().read_bytes())
        assert held.get_file().mime_type == "application/json"
        assert held.relationship == "/Data"
    assert carried["data"] == data
    assert carried == attachment(kinds.ASSESSMENT, data, about)
    assert carried["code"] == examples.CODE
    assert carried["issued_at"] == "2026-11-21T09:30:00+00:00"
    assert carried["valid_until"] == "2026-12-21"


def test_its_date_is_the_moment_of_issue() -> None:
    with pikepdf.open(BytesIO(made("relation"))) as pdf:
        created = pdf.open_metadata()["xmp:CreateDate"]
    assert datetime.fromisoformat(created) == examples.ISSUED_AT


def test_the_same_data_give_the_same_bytes() -> None:
    assert made("record") == made("record")


def test_the_same_moment_in_another_zone_is_the_same_page() -> None:
    tehran = examples.ISSUED_AT.astimezone(jalali.TEHRAN)
    again = examples.about(issued_at=tehran)
    with pikepdf.open(BytesIO(typeset(kinds.RELATION, examples.data("relation"), again))) as pdf:
        created = pdf.open_metadata()["xmp:CreateDate"]
    assert datetime.fromisoformat(created) == examples.ISSUED_AT


def test_the_address_opens_the_page_of_the_document() -> None:
    with pikepdf.open(BytesIO(made("relation"))) as pdf:
        addresses = [str(found.A.URI) for found in pdf.pages[0].Annots]
    assert set(addresses) == {examples.about().verify_address}


def test_threads_typeset_at_once_and_get_what_they_asked_for() -> None:
    wanted = {language: made("relation", language) for language in ("fa", "en")}
    right: list[bool] = []

    def work(language: str) -> None:
        right.extend(made("relation", language) == wanted[language] for _ in range(5))

    threads = [Thread(target=work, args=(language,)) for language in ("fa", "en") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert right == [True] * 20
