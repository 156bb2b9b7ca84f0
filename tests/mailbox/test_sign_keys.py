"""The signing key: where it comes from, and what is said when it cannot be used."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.core.management import call_command
from pytest_django import Settings

from taminyar.mailbox import checks, signing_key
from taminyar.mailbox.sign import is_signed_by, sign
from tests.mailbox.signing import (
    certificate_as_pem,
    key_as_pem,
    key_file,
    private_key,
    unsigned,
)


@pytest.fixture(autouse=True)
def read_anew() -> None:
    signing_key._read.cache_clear()


def test_the_demonstration_makes_its_own_key_once(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    first = signing_key.current().certificate
    signing_key._read.cache_clear()
    assert signing_key.current().certificate == first
    assert "demonstration" in first.subject.rfc4514_string()


def test_nobody_else_may_read_the_key_of_the_demonstration(
    settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    signing_key.current()
    (path,) = (tmp_path / "signing").iterdir()
    assert path.stat().st_mode & 0o077 == 0


def _make(path: Path) -> bytes:
    signing_key._make(path)
    return path.read_bytes()


def test_processes_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    path = tmp_path / "signing" / "demonstration.pem"
    with ProcessPoolExecutor(4, get_context("fork")) as processes:
        made = list(processes.map(_make, [path] * 8))
    assert len(set(made)) == 1
    assert list(path.parent.iterdir()) == [path]


def test_outside_the_demonstration_there_must_be_a_file(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(signing_key.NoKey, match="SIGNING_KEY_FILE is not set"):
        signing_key.current()


def test_a_key_from_a_file_signs(settings: Settings, tmp_path: Path) -> None:
    settings.DEMONSTRATION = False
    settings.SIGNING_KEY_FILE = str(key_file(tmp_path))
    assert is_signed_by(sign(unsigned()), signing_key.current().certificates)


def _contents() -> dict[str, tuple[bytes, str]]:
    key, other = private_key(), private_key()
    rsa_key = rsa.generate_private_key(65537, 2048)
    long_key = ec.generate_private_key(ec.SECP384R1())
    certificate = certificate_as_pem(key)
    return {
        "nothing": (b"", "no private key"),
        "only a certificate": (certificate, "no private key"),
        "only a key": (key_as_pem(key), "no certificate"),
        "a locked key": (key_as_pem(key, b"secret") + certificate, "passphrase"),
        "a certificate of another key": (key_as_pem(other) + certificate, "not that of its key"),
        "an RSA key": (key_as_pem(rsa_key) + certificate, "not an EC P-256"),
        "a longer key": (key_as_pem(long_key) + certificate, "not an EC P-256"),
        "rubbish": (
            b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "no private",
        ),
    }


@pytest.mark.parametrize("case", _contents())
def test_a_file_that_cannot_be_used_says_why(case: str, settings: Settings, tmp_path: Path) -> None:
    content, reason = _contents()[case]
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    settings.SIGNING_KEY_FILE = str(path)
    with pytest.raises(signing_key.NoKey, match=reason):
        signing_key.current()


def test_a_file_that_is_not_there_says_so(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY_FILE = str(tmp_path / "none.pem")
    with pytest.raises(signing_key.NoKey, match="cannot be read: No such file"):
        signing_key.current()


def test_an_expired_certificate_signs_nothing_but_what_it_signed_stays(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SIGNING_KEY_FILE = str(key_file(tmp_path))
    signed = sign(unsigned())
    with time_machine.travel("2050-01-01", tick=False):
        with pytest.raises(signing_key.NoKey, match="expired on 20"):
            sign(unsigned())
        assert is_signed_by(signed, signing_key.loaded().certificates)
    with (
        time_machine.travel("2020-01-01", tick=False),
        pytest.raises(signing_key.NoKey, match="not valid before"),
    ):
        sign(unsigned())


def test_what_an_earlier_key_signed_stays_ours(settings: Settings, tmp_path: Path) -> None:
    old = key_file(tmp_path, "old.pem")
    settings.SIGNING_KEY_FILE = str(old)
    signed = sign(unsigned())
    new = private_key()
    path = tmp_path / "new.pem"
    path.write_bytes(
        key_as_pem(new)
        + certificate_as_pem(new)
        + b"-----BEGIN CERT".join([b"", old.read_bytes().split(b"-----BEGIN CERT")[1]])
    )
    settings.SIGNING_KEY_FILE = str(path)
    certificates = signing_key.current().certificates
    assert is_signed_by(signed, certificates)
    assert is_signed_by(sign(unsigned()), certificates)
    assert not is_signed_by(sign(unsigned()), certificates[1:])


def test_the_certificate_is_published_without_the_key(client) -> None:
    response = client.get("/verify/certificate.pem")
    assert response["Content-Type"] == "application/x-pem-file"
    assert b"PRIVATE" not in response.content
    assert signing_key.certificates_in(response.content) == signing_key.current().certificates


def test_without_a_key_no_certificate_is_published(client, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    assert client.get("/verify/certificate.pem").status_code == 404


def test_the_check_before_deploying_tells_what_is_wrong(
    settings: Settings, tmp_path: Path, capsys
) -> None:
    settings.DEMONSTRATION = False
    assert [found.id for found in checks.documents_can_be_signed()] == ["mailbox.W001"]
    settings.SIGNING_KEY_FILE = str(tmp_path / "none.pem")
    assert [found.id for found in checks.documents_can_be_signed()] == ["mailbox.E001"]
    settings.SIGNING_KEY_FILE = str(key_file(tmp_path))
    assert checks.documents_can_be_signed() == []
    end = signing_key.current().certificate.not_valid_after_utc
    with time_machine.travel(end.replace(day=1), tick=False):
        assert [found.id for found in checks.documents_can_be_signed()] == ["mailbox.W002"]


def test_the_check_is_part_of_deploying(settings: Settings, capsys) -> None:
    call_command("check", deploy=True, fail_level="CRITICAL")
    assert "mailbox.W001" in capsys.readouterr().err
