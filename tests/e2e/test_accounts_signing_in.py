"""Signing in without the passphrase, with a second step, and again after a pause."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.access.looks import staff
from tests.accounts.test_second_step import SECRET, app_code
from tests.conftest import PASSPHRASE
from tests.e2e.conftest import IBAN, Opener, code_sent_to, press


@pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without"])
def test_a_code_to_the_mobile_signs_in(scripted: bool, browse: Opener) -> None:
    page = browse(signed_in=False, java_script_enabled=scripted)
    page.goto("/login/?next=/records/")
    press(page, "ورود با کد پیامکی")
    page.get_by_label("کد ملی").fill("٩٩٩٠٠٠٠٠١٨")
    press(page, "فرستادن کد")
    page.locator("#id_code").fill(code_sent_to("09120000001"))
    press(page, "ورود")
    page.wait_for_url("**/records/")


def test_a_passkey_alone_signs_in(browse: Opener) -> None:
    page = browse()
    with_a_fingerprint_reader(page)
    page.goto("/account/security/")
    page.get_by_role("link", name="افزودن کلید عبور").click()
    page.get_by_label("نامی برای این دستگاه").fill("گوشی من")
    press(page, "افزودن این دستگاه")
    page.wait_for_url("**/account/security/")
    expect(page.get_by_role("main")).to_contain_text("گوشی من")
    page.goto("/account/")
    press(page, "خروج از تامین همراه")
    page.goto("/login/?next=/records/")
    press(page, "ورود با اثر انگشت یا چهره")
    page.wait_for_url("**/records/")


def with_a_fingerprint_reader(page: Page) -> None:
    """Chromium's virtual authenticator, which always recognises the finger."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    reader = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": reader})


def test_staff_come_in_with_the_second_step(browse: Opener) -> None:
    TOTP.activate(staff(), SECRET)
    page = browse(signed_in=False)
    page.goto("/login/")
    page.get_by_label("کد ملی").fill("9990000077")
    page.locator("#id_password").fill("a passphrase for staff")
    press(page, "ورود")
    expect(page.get_by_role("heading", level=1)).to_have_text("یک گام دیگر")
    page.locator("#id_code").fill("000000")
    press(page, "ورود")
    expect(page.locator("#id_code_error")).to_be_visible()
    page.locator("#id_code").fill(app_code())
    press(page, "ورود")
    page.get_by_role("link", name="یافتن شخص").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("یافتن شخص")


def test_a_pause_is_announced_and_what_was_typed_goes_on_afterwards(browse: Opener) -> None:
    page = browse()
    page.clock.install()
    page.goto("/account/bank/new/")
    page.get_by_label("شماره شبا").fill(IBAN)
    dialog = page.get_by_role("dialog")
    page.clock.fast_forward("17:00")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("01:30")
    expect(dialog).to_contain_text("اینجا هستید؟")
    dialog.get_by_role("button", name="بله، هستم").click()
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("17:00")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("04:00")
    with time_machine.travel(timezone.now() + timedelta(minutes=40)):
        dialog.get_by_role("button", name="ورود دوباره").click()
        expect(page.get_by_role("main")).to_contain_text("آنچه نوشته‌اید نگه داشته شده است")
        press(page, "ورود و ادامه")
        page.get_by_label("کد ملی").fill("9990000018")
        page.locator("#id_password").fill(PASSPHRASE)
        press(page, "ورود")
        press(page, "فرستادن")
        expect(page.get_by_role("main")).to_contain_text("بانک پارسیان")


def test_a_page_left_open_shows_nothing_private_after_the_pause(browse: Opener) -> None:
    page = browse()
    page.clock.install()
    page.goto("/records/")
    with time_machine.travel(timezone.now() + timedelta(minutes=21)):
        page.clock.fast_forward("21:00")
        page.wait_for_url("**/login/?next=%2Frecords%2F")
