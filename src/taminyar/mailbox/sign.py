"""Signing a PDF (PAdES B-B) and telling whether a PDF bears such a signature of ours."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from typing import Any, Final

from asn1crypto import cms  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, validation
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from taminyar.mailbox import signing_key
from taminyar.mailbox.signing_key import SigningKey

_DIGEST: Final = "sha256"
# Room for the signature beside the certificates, in bytes; known beforehand, it is made only once.
_ROOM: Final = 1536


class _Signer(signers.Signer):
    """Signs with a key that is already loaded; the library's own reads it anew each time."""

    def __init__(self, key: SigningKey) -> None:
        above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        above.register_multiple([_asn1(one) for one in key.others])
        super().__init__(signing_cert=_asn1(key.certificate), cert_registry=above)
        self._private = key.private

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return self._private.sign(data, ECDSA(hashes.SHA256()))


def _asn1(certificate: x509.Certificate) -> Any:
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))


@cache
def _signer(key: SigningKey) -> _Signer:
    return _Signer(key)


_METADATA: Final = signers.PdfSignatureMetadata(
    field_name="Signature",
    md_algorithm=_DIGEST,
    subfilter=fields.SigSeedSubFilter.PADES,
    # Nothing may be added afterwards, not even comments.
    certify=True,
    docmdp_permissions=fields.MDPPerm.NO_CHANGES,
)


def sign(pdf: bytes) -> bytes:
    """The PDF with our signature added at its end. Raises `signing_key.NoKey`."""
    key = signing_key.current()
    chain = sum(len(one.public_bytes(Encoding.DER)) for one in key.certificates)
    signer = signers.PdfSigner(_METADATA, signer=_signer(key))
    unsigned = IncrementalPdfFileWriter(BytesIO(pdf))
    signed = _outside_a_loop(lambda: signer.sign_pdf(unsigned, bytes_reserved=2 * (chain + _ROOM)))
    content: bytes = signed.getvalue()
    return content


def _outside_a_loop(work: Callable[[], Any]) -> Any:
    """The library starts an event loop of its own, which no thread does that runs one already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def is_signed_by(pdf: bytes, certificates: Iterable[x509.Certificate]) -> bool:
    """Whether all of the PDF is as it was when the holder of one of the certificates signed it.

    Does not ask who issued the certificate: it must be one of these. Of the envelope of the
    signature only what is signed counts. For files of unknown origin expect any exception of the
    library.
    """
    found = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if len(found) != 1 or not _fills_its_place(found[0], pdf):
        return False
    signer = found[0].signer_cert.dump()
    if signer not in {one.public_bytes(Encoding.DER) for one in certificates}:
        return False
    context = ValidationContext(trust_roots=[found[0].signer_cert], allow_fetching=False)
    status = _outside_a_loop(lambda: validation.validate_pdf_signature(found[0], context))
    whole = status.coverage == validation.SignatureCoverageLevel.ENTIRE_FILE
    return bool(status.intact and status.valid and whole)


def _fills_its_place(signature: Any, pdf: bytes) -> bool:
    """Whether the one part that is not signed holds the signature, zeros, and nothing else."""
    _start, length, after, _rest = (int(part) for part in signature.byte_range)
    filled: bytes = signature.pkcs7_content
    rest = filled[len(cms.ContentInfo.load(filled).dump()) :]
    return pdf[length:after] == b"<%s>" % filled.hex().upper().encode() and not any(rest)
