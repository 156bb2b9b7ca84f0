"""`taminyar verify` says what a document is, also where there is no service."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from taminyar.access.models import AccessEntry
from taminyar.mailbox import issue, keep, signing_key
from taminyar.mailbox.models import Item, Verifiable
from taminyar.mailbox.sign import sign
from taminyar.people.models import Person
from tests.mailbox.document_examples import data
from tests.mailbox.signing import certificate_as_pem, private_key, unsigned


@pytest.fixture
def row(person: Person) -> Verifiable:
    issue.issue(person, "relation", data("relation"), institution="بانک نمونه", shown=("verdict",))
    return Verifiable.objects.get()


@pytest.fixture
def pdf(row: Verifiable, tmp_path: Path) -> Path:
    path = tmp_path / "document.pdf"
    with keep.opened(Item.objects.get()) as file:
        path.write_bytes(file.read())
    return path


def run(*arguments: str) -> int:
    try:
        call_command("verify", *arguments)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_an_authentic_code_is_told_with_its_facts(row: Verifiable, capsys) -> None:
    assert run(row.code.lower()) == 0
    told = capsys.readouterr().out
    assert "state: authentic" in told
    assert "بانک نمونه" in told
    assert data("relation")["verdict"] in told


def test_the_look_stands_in_the_owners_log(row: Verifiable) -> None:
    run(row.code)
    assert AccessEntry.objects.get().what == "document-verified"


def test_a_file_is_told_as_json(pdf: Path, capsys) -> None:
    assert run(str(pdf), "--json") == 0
    assert json.loads(capsys.readouterr().out)["state"] == "authentic"


def test_an_altered_file_and_an_unknown_code_are_not_authentic(pdf: Path, capsys) -> None:
    pdf.write_bytes(pdf.read_bytes() + b" ")
    assert run(str(pdf)) == 1
    assert "state: altered" in capsys.readouterr().out
    assert run("ABCDEFGHJKMNPQRS") == 1
    assert "state: unknown" in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["none.pdf", "None.PDF"])
def test_a_file_that_is_not_there_is_said_to_be_missing(missing: str) -> None:
    with pytest.raises(CommandError, match="no file"):
        call_command("verify", missing)


def test_without_a_key_files_cannot_be_verified(pdf: Path, settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="SIGNING_KEY_FILE"):
        call_command("verify", str(pdf))


def test_with_the_certificate_alone_the_signature_is_verified(tmp_path: Path, capsys) -> None:
    ours, other = tmp_path / "ours.pem", tmp_path / "other.pem"
    ours.write_bytes(signing_key.current().pem)
    other.write_bytes(certificate_as_pem(private_key()))
    document = tmp_path / "document.pdf"
    document.write_bytes(sign(unsigned()))
    assert run(str(document), "--certificate", str(ours)) == 0
    assert "not asked: whether it is revoked" in capsys.readouterr().out
    assert run(str(document), "--certificate", str(other)) == 1
    document.write_bytes(document.read_bytes().replace(b"/Type /Sig\n", b"/Type /Sog\n"))
    assert run(str(document), "--certificate", str(ours)) == 1
    document.write_bytes(b"no PDF at all")
    assert run(str(document), "--certificate", str(ours)) == 1


def test_what_is_no_certificate_is_said_to_be_none(tmp_path: Path) -> None:
    document = tmp_path / "document.pdf"
    document.write_bytes(b"x")
    with pytest.raises(CommandError, match="no certificate"):
        call_command("verify", str(document), "--certificate", str(document))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify", str(document), "--certificate", str(tmp_path / "none.pem"))


def test_it_needs_no_database_then(tmp_path: Path) -> None:
    document, certificate = tmp_path / "document.pdf", tmp_path / "certificate.pem"
    document.write_bytes(sign(unsigned()))
    certificate.write_bytes(signing_key.current().pem)
    call = "from taminyar.config.command import main; main()"
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    done = subprocess.run(
        [sys.executable, "-c", call, "verify", document, "--certificate", certificate],
        env=os.environ | nowhere | {"DJANGO_SETTINGS_MODULE": "taminyar.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "state: authentic" in done.stdout
