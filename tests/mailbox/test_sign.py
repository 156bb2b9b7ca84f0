"""Documents are signed in a way that pyHanko finds valid and no change survives."""

import asyncio
import random
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import validation
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from taminyar.mailbox import signing_key
from taminyar.mailbox.sign import _Signer, is_signed_by, sign
from tests.mailbox.signing import key_file, unsigned


def is_ours(pdf: bytes) -> bool:
    """As for a file of unknown origin: what the library cannot read is not ours."""
    try:
        return is_signed_by(pdf, signing_key.current().certificates)
    except Exception:
        return False


@pytest.fixture(scope="module")
def signed() -> bytes:
    return sign(unsigned())


def test_the_signature_is_valid_and_covers_the_whole_file(signed: bytes) -> None:
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    ours = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validation.validate_pdf_signature(signature, ours)
    assert status.bottom_line
    assert status.coverage == validation.SignatureCoverageLevel.ENTIRE_FILE
    assert signature.sig_object["/SubFilter"] == pdf_name("/ETSI.CAdES.detached")
    assert signature.signer_info["signature_algorithm"]["algorithm"].native == "sha256_ecdsa"


def test_what_was_signed_stands_unchanged_in_front(signed: bytes) -> None:
    assert signed.startswith(unsigned())
    assert is_ours(signed)


def test_it_stays_an_archive_file_with_its_language(signed: bytes) -> None:
    root = PdfFileReader(BytesIO(signed)).root
    metadata = root["/Metadata"].data
    assert root["/Lang"] == "fa"
    assert b"4" in metadata.split(b"pdfaid:part")[1][:5]
    assert b"F" in metadata.split(b"pdfaid:conformance")[1][:5]


def test_no_flipped_bit_of_the_document_survives(signed: bytes) -> None:
    """Nor of the zeros behind the signature. Its envelope says nothing about the document."""
    chance = random.Random(1405)
    added, start = len(unsigned()), signed.index(b"/Contents <") + len(b"/Contents <")
    rest = start + len(signed[start : signed.index(b">", start)].rstrip(b"0"))
    places = [chance.randrange(added) for _ in range(60)]
    places += [chance.randrange(added, start) for _ in range(60)]
    places += [chance.randrange(rest, len(signed)) for _ in range(60)]
    survived = []
    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1 << chance.randrange(8)
        if is_ours(bytes(changed)):
            survived.append(place)
    assert survived == []


def test_nothing_may_be_added(signed: bytes) -> None:
    changed = IncrementalPdfFileWriter(BytesIO(signed))
    changed.root["/Taminyar"] = pdf_name("/Added")
    changed.update_root()
    added = BytesIO()
    changed.write(added)
    assert not is_ours(added.getvalue())
    assert not is_ours(signed + b"\n")


def test_with_a_second_signature_it_is_not_what_we_signed() -> None:
    key = signing_key.current()
    pdf = unsigned()
    for name in ("First", "Second"):
        signer = PdfSigner(PdfSignatureMetadata(field_name=name), signer=_Signer(key))
        pdf = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()
    assert not is_signed_by(pdf, key.certificates)


def test_without_its_signature_it_is_not_ours(signed: bytes) -> None:
    assert not is_ours(unsigned())


def test_another_key_signs_something_else(signed: bytes, tmp_path, settings: Settings) -> None:
    settings.SIGNING_KEY_FILE = str(key_file(tmp_path))
    assert not is_ours(signed)
    assert is_ours(sign(unsigned()))


def test_the_certificate_travels_with_the_document(signed: bytes) -> None:
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    ours = signing_key.current().certificate.public_bytes(Encoding.DER)
    assert signature.signer_cert.dump() == ours


def test_it_signs_where_an_event_loop_runs_already() -> None:
    async def sign_and_look() -> bool:
        return is_ours(sign(unsigned()))

    assert asyncio.run(sign_and_look())
