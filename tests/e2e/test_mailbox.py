"""A document from the button to somebody who checks it, and a paper of one's own."""

import io
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from taminyar.mailbox import letters
from taminyar.mailbox.models import Item, Sort, Verifiable
from taminyar.people.models import Person
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.test_every_page import visit

SEND = "ارسال به صندوق شخصی"


def ask_for_the_statement(page: Page) -> None:
    page.goto("/account/relation/")
    page.fill("input[name=institution]", "بانک نمونه")
    page.fill("input[name=receiving_branch]", "شعبه مرکزی")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url("**/my/mailbox/**")


@pytest.mark.feature("P-03")
@pytest.mark.feature("M-02")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_statement_arrives_is_checked_by_a_stranger_and_revoked(
    scripts: bool, browse: Opener, town: Person
) -> None:
    page = browse(java_script_enabled=scripts)
    ask_for_the_statement(page)
    document = Verifiable.objects.get()
    assert (document.institution, document.receiving_branch) == ("بانک نمونه", "شعبه مرکزی")
    stranger = browse(signed_in=False, java_script_enabled=scripts)
    stranger.goto("/verify/")
    stranger.fill("input[name=code]", str(document).lower())
    stranger.get_by_role("main").get_by_role("button").first.click()
    expect(stranger.get_by_role("main")).to_contain_text("بانک نمونه")
    expect(stranger.get_by_role("main")).not_to_contain_text("۹۹۹۰۰۰۰۰۱۸")
    page.goto(f"/my/mailbox/{document.number}/revoke/")
    page.locator("main form button[type=submit]").first.click()
    document.refresh_from_db()
    assert document.revoked_at is not None
    stranger.goto(f"/verify/{document.code}/")
    expect(stranger.get_by_role("main")).to_contain_text("باطل")
    page.goto("/account/access/")
    expect(page.get_by_role("main")).to_contain_text("سند")


def test_the_file_is_checked_as_a_file_too(browse: Opener, town: Person, tmp_path: Path) -> None:
    page = browse()
    ask_for_the_statement(page)
    number = Item.objects.get(sort=Sort.DOCUMENT).number
    file = tmp_path / "statement.pdf"
    file.write_bytes(page.request.get(f"/my/mailbox/{number}/file").body())
    broken = tmp_path / "altered.pdf"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)
    stranger = browse(signed_in=False)
    for name, said in ((file, "اصل است"), (broken, "دستکاری شده")):
        stranger.goto("/verify/")
        stranger.set_input_files("input[name=file]", name)
        stranger.locator("main form:has(input[type=file]) button[type=submit]").click()
        expect(stranger.get_by_role("main")).to_contain_text(said)


@pytest.mark.feature("M-03")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_paper_is_kept_and_thrown_away(
    scripts: bool, browse: Opener, town: Person, tmp_path: Path
) -> None:
    picture = tmp_path / "card.jpg"
    Image.new("RGB", (300, 200), "green").save(picture)
    page = browse(java_script_enabled=scripts)
    page.goto("/my/mailbox/papers/new/")
    page.set_input_files("input[type=file]", picture)
    page.fill("input[name=label]", "کارت دانشجویی")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/my/mailbox/**")
    paper = Item.objects.get(sort=Sort.PAPER)
    page.goto("/my/mailbox/")
    expect(page.get_by_role("main")).to_contain_text("کارت دانشجویی")
    kept = page.request.get(f"/my/mailbox/{paper.number}/file")
    assert Image.open(io.BytesIO(kept.body())).size == (300, 200)
    page.goto(f"/my/mailbox/{paper.number}/throw-away/")
    page.locator("main form button[type=submit]").first.click()
    assert not Item.objects.filter(sort=Sort.PAPER).exists()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_pages_of_the_mailbox(language: str, browse: Opener, town: Person) -> None:
    page = browse(PHONE, "fa")
    ask_for_the_statement(page)
    letter = letters.write(town, "پرونده شما کامل شد", "سلام. مدارک شما رسید.")
    number = Item.objects.get(sort=Sort.DOCUMENT).number
    code = Verifiable.objects.get().code
    assert timezone.now() >= letter.created_at
    addresses = [
        *("/my/", "/my/mailbox/", "/my/mailbox/?q=بانک", "/my/mailbox/papers/new/"),
        *(f"/my/mailbox/{number}/", f"/my/mailbox/{number}/revoke/"),
        *(f"/my/mailbox/{letter.number}/", "/verify/", f"/verify/{code}/"),
        *("/records/document/", "/account/relation/", "/account/treatment/"),
    ]
    visit(browse(PHONE, language), addresses, language)
