"""Documents as the programs of others see them: poppler's pdfsig, and a browser that verifies."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from taminyar.mailbox import codes, issue, keep, permission
from taminyar.mailbox.models import Verifiable
from taminyar.people.models import Person
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.test_every_page import faults
from tests.mailbox.document_examples import data
from tests.mailbox.signing import unsigned

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row(town: Person, tmp_path: Path) -> Verifiable:
    shown = ("name", "verdict")
    item = issue.issue(town, "relation", data("relation"), institution="بانک", shown=shown)
    with keep.opened(item) as file:
        (tmp_path / "document.pdf").write_bytes(file.read())
    return Verifiable.objects.get()


def pdfsig(path: Path) -> str:
    done = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    )
    return done.stdout


def test_pdfsig_finds_the_signature_valid(row: Verifiable, tmp_path: Path) -> None:
    told = pdfsig(tmp_path / "document.pdf")
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


def test_pdfsig_finds_a_changed_letter(row: Verifiable, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    changed = bytearray(path.read_bytes())
    changed[len(unsigned()) // 2] ^= 1
    path.write_bytes(changed)
    assert "Signature is Valid" not in pdfsig(path)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_stranger_verifies_by_number_and_by_file(
    browse: Opener, row: Verifiable, tmp_path: Path, language: str
) -> None:
    page = browse(PHONE, language, signed_in=False)
    page.goto("/verify/")
    page.fill("#id_code", codes.grouped(row.code).lower())
    page.press("#id_code", "Enter")
    expect(page.locator(".notice--success")).to_be_visible()
    page.goto("/verify/")
    page.set_input_files("#id_file", tmp_path / "document.pdf")
    page.click("form:has(#id_file) button")
    expect(page.locator(".notice--success")).to_be_visible()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_pages_of_who_verifies(browse: Opener, row: Verifiable, language: str) -> None:
    page = browse(PHONE, language, signed_in=False)
    wrong = {}
    for address in ("/verify/", f"/verify/{row.code}/", "/verify/ABCDEFGHJKMNPQRS/"):
        page.goto(address)
        wrong[address] = faults_but_codes(page, language)
    permission.revoke(row.person, row.number)
    page.goto(f"/verify/{row.code}/")
    wrong["revoked"] = faults_but_codes(page, language)
    assert set(map(tuple, wrong.values())) == {()}, wrong


def faults_but_codes(page: Page, language: str) -> list[str]:
    """Without the Latin letters that codes are made of."""
    return [fault for fault in faults(page, language) if not re.fullmatch("[A-Za-z]+", fault)]
