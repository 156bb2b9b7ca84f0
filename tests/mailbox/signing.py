"""Keys, and PDF files to sign with them, for the tests of signing and verifying."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from taminyar.mailbox import kinds, signing_key
from taminyar.mailbox.typeset import typeset
from tests.mailbox.document_examples import about, data


def unsigned(**changes: object) -> bytes:
    """A document as it is typeset."""
    return typeset(kinds.named("relation"), data("relation"), about(**changes))


def private_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def key_as_pem(key: PrivateKeyTypes, passphrase: bytes = b"") -> bytes:
    lock = (
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption()
    )
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def certificate_as_pem(key: ec.EllipticCurvePrivateKey, name: str = "A test") -> bytes:
    return signing_key.self_signed(key, name).public_bytes(serialization.Encoding.PEM)


def key_file(folder: Path, name: str = "key.pem") -> Path:
    """A new key with its certificate in a file."""
    key = private_key()
    path = folder / name
    path.write_bytes(key_as_pem(key) + certificate_as_pem(key))
    return path
