"""Maryam changes her mobile and her bank account, and acts now as one, now as another."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import IBAN, Opener, code_sent_to, press
from tests.notices.outbox import sent

SCRIPTED = pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without"])


@SCRIPTED
def test_a_new_mobile_is_confirmed_by_a_code_to_it(scripted: bool, browse: Opener) -> None:
    page = browse(java_script_enabled=scripted)
    page.goto("/account/")
    page.get_by_role("main").get_by_role("link", name="موبایل").click()
    page.get_by_label("شماره تلفن همراه جدید").fill("09120000013")
    press(page, "تأیید و دریافت کد اعتباری")
    expect(page.get_by_role("alert")).to_contain_text("به نام شخص دیگری")
    page.get_by_label("شماره تلفن همراه جدید").fill("۰۹۳۵ ۱۲۳ ۴۵۶۷")
    press(page, "تأیید و دریافت کد اعتباری")
    expect(page.get_by_role("main")).to_contain_text("۰۹۳۵•••۴۵۶۷")
    page.locator("#id_code").fill(code_sent_to("09351234567"))
    press(page, "تغییر شماره موبایل")
    expect(page.get_by_role("main")).to_contain_text("عوض شد")
    told = [message["to"] for message in sent()[-2:]]
    assert sorted(told) == ["09120000001", "09351234567"]


@SCRIPTED
def test_a_bank_account_is_registered(scripted: bool, browse: Opener) -> None:
    page = browse(java_script_enabled=scripted)
    page.goto("/account/bank/")
    page.get_by_role("link", name="+ افزودن شماره حساب").click()
    number = page.get_by_label("شماره شبا")
    if scripted:
        number.press_sequentially("IR۸۲ ۰۵۴", delay=20)
        expect(page.locator("#bank-of")).to_contain_text("بانک پارسیان")
    number.fill(IBAN[:-1])
    press(page, "ثبت و تأیید")
    expect(page.locator("#id_iban_error")).to_be_visible()
    expect(page.locator("#bank-of")).to_contain_text("بانک پارسیان")
    number.fill(IBAN)
    press(page, "ثبت و تأیید")
    page.wait_for_url("**/account/bank/")
    expect(page.get_by_role("main")).to_contain_text("IR۸۲ ۰۵۴۰ ۱۰۲۶ ۸۰۰۲ ۰۸۱۷ ۹۰۹۰ ۰۲")
    expect(page.get_by_role("main")).to_contain_text("مریم کریمی")


@pytest.mark.feature("A-09")
def test_a_form_that_was_begun_waits_when_the_level_is_switched(browse: Opener) -> None:
    page = browse()
    page.goto("/account/bank/new/")
    page.get_by_label("شماره شبا").fill(IBAN)
    chip = page.locator("details.menu")
    chip.locator("summary").click()
    chip.get_by_role("button", name="کارفرما").click()
    page.wait_for_url("**/home/")
    expect(chip.locator("summary")).to_contain_text("کارفرما")
    page.get_by_role("link", name="ادامه فرم").click()
    press(page, "فرستادن")
    page.wait_for_url("**/account/bank/")
    expect(page.get_by_role("main")).to_contain_text("بانک پارسیان")
    page.goto("/home/")
    expect(page.get_by_role("link", name="ادامه فرم")).to_have_count(0)


def test_another_device_is_signed_out_from_here(browse: Opener) -> None:
    page, other = browse(), browse()
    page.goto("/account/sessions/")
    press(page, "خروج از همه دستگاه‌های دیگر")
    other.goto("/records/")
    other.wait_for_url("**/login/?next=/records/")
    page.goto("/records/")
    page.wait_for_url("**/records/")
