"""The key that signs documents and its certificate, from a file; the demonstration makes its own.

The file is PEM: one EC P-256 private key, its certificate, and after them the certificates above it
and those of earlier keys, whose documents stay authentic.
"""

import datetime
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils import timezone

_YEARS: Final = 10
_NAME: Final = "Taminyar demonstration: proves nothing"


class NoKey(Exception):
    """There is no key to sign with; the message says why, for whoever runs the service."""


@dataclass(frozen=True)
class SigningKey:
    """The private key, its certificate, and further certificates of the file."""

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        """All whose signature is ours, today's first."""
        return self.certificate, *self.others

    @property
    def pem(self) -> bytes:
        """The certificates as they are published."""
        return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in self.certificates)


def current() -> SigningKey:
    """The key of this service, read once in each process.

    Raises `NoKey` without a file, with one that cannot be used, and outside the days for which
    the certificate is valid.
    """
    key = loaded()
    now = timezone.now()
    if now > (end := key.certificate.not_valid_after_utc):
        raise NoKey(f"The signing certificate expired on {end:%Y-%m-%d}. Set a new one.")
    if now < (start := key.certificate.not_valid_before_utc):
        raise NoKey(f"The signing certificate is not valid before {start:%Y-%m-%d}.")
    return key


def loaded() -> SigningKey:
    """The key of this service whether or not its certificate is still valid. Raises `NoKey`."""
    if settings.SIGNING_KEY_FILE:
        return _read(Path(settings.SIGNING_KEY_FILE))
    if not settings.DEMONSTRATION:
        raise NoKey("SIGNING_KEY_FILE is not set: documents cannot be signed.")
    path = settings.VAR / "signing" / "demonstration.pem"
    if not path.exists():
        _make(path)
    return _read(path)


@cache
def _read(path: Path) -> SigningKey:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NoKey(f"The signing key {path} cannot be read: {error.strerror}.") from error
    private = _private(path, content)
    certificates = certificates_in(content)
    if not certificates:
        raise NoKey(f"{path} holds no certificate.")
    if certificates[0].public_key() != private.public_key():
        raise NoKey(f"The first certificate of {path} is not that of its key.")
    return SigningKey(private, certificates[0], certificates[1:])


def _private(path: Path, content: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except TypeError as error:
        raise NoKey(f"The key in {path} is locked with a passphrase; store it without.") from error
    except ValueError as error:
        raise NoKey(f"{path} holds no private key in PEM.") from error
    if not (isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1)):
        raise NoKey(f"The key in {path} is not an EC P-256 key.")
    return key


def certificates_in(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM text, in its order; none when there are none to be read."""
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError:
        return ()


def _make(path: Path) -> None:
    """Makes the demonstration's key; of two processes that start at once the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent) as draft:
        draft.write(_demonstration())
        draft.flush()
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return


def _demonstration() -> bytes:
    private = ec.generate_private_key(ec.SECP256R1())
    key = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return key + self_signed(private).public_bytes(serialization.Encoding.PEM)


def self_signed(private: ec.EllipticCurvePrivateKey, name: str = _NAME) -> x509.Certificate:
    """A certificate that vouches for itself, from yesterday on for ten years."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = timezone.now().replace(microsecond=0) - datetime.timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=_YEARS * 365))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_FOR_SIGNING, critical=True)
        .sign(private, hashes.SHA256())
    )


_FOR_SIGNING: Final = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
