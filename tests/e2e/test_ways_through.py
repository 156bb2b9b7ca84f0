"""A member's way from the front page to the record: by touch, by keyboard, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import PASSPHRASE
from tests.e2e.conftest import DESK, Opener, press, press_until


def to_the_record(page: Page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="ورود").first.click()
    page.get_by_label("کد ملی").fill("9990000018")
    page.locator("#id_password").fill(PASSPHRASE)
    press(page, "ورود")
    page.get_by_role("link", name="میز خدمت").first.click()
    page.get_by_role("main").get_by_role("link", name="همه سوابق").click()
    page.get_by_role("link", name="۱۴۰۲").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("۱۴۰۲")


@pytest.mark.feature("S-01")
def test_by_touch(browse: Opener) -> None:
    page = browse(signed_in=False, has_touch=True)
    to_the_record(page)
    page.get_by_role("navigation").get_by_role("link", name="خانه").click()
    expect(page).to_have_url(page.url)


def test_without_javascript(browse: Opener) -> None:
    page = browse(signed_in=False, java_script_enabled=False)
    to_the_record(page)
    page.goto("/desk/")
    page.get_by_role("searchbox").fill("فیش")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("main")).to_contain_text("ریز دستمزد")


def test_by_keyboard_alone(browse: Opener) -> None:
    page = browse(DESK, signed_in=False)
    page.goto("/login/")
    press_until(page, "#id_national_id")
    page.keyboard.type("9990000018")
    press_until(page, "#id_password")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/home/")
    page.goto("/records/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "a[href='1402/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/1402/")


def work_out_the_marriage_gift(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("main").get_by_role("link", name="کمک هزینه ازدواج").click()
    page.locator("[name=contract_date_day]").fill("۱۵")
    page.locator("[name=contract_date_month]").select_option(label="فروردین")
    page.get_by_role("button", name="محاسبه مبلغ").click()
    # The year is missing: it is said on top, and the rest stays.
    expect(page.get_by_role("alert")).to_contain_text("سال را بنویسید")
    expect(page.locator("[name=contract_date_day]")).to_have_value("۱۵")
    page.locator("[name=contract_date_year]").fill("١٤٠٥")
    page.get_by_role("button", name="محاسبه مبلغ").click()
    answer = page.locator("#answer")
    expect(answer).to_contain_text("همه شرط‌ها برقرار است")
    expect(answer).to_contain_text("۱۸۳٬۷۵۰٬۰۰۰")
    page.get_by_text("چطور حساب شد؟").click()
    expect(answer).to_contain_text("میانگین یک ماه")
    with page.expect_popup() as opened:
        answer.get_by_role("link", name="۱۴۰۴").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("۱۴۰۴")


@pytest.mark.feature("S-07")
def test_the_marriage_calculator(browse: Opener) -> None:
    work_out_the_marriage_gift(browse())


def test_the_marriage_calculator_without_javascript(browse: Opener) -> None:
    work_out_the_marriage_gift(browse(java_script_enabled=False))


def test_the_answer_is_in_sight_and_reads_well(browse: Opener) -> None:
    page = browse()
    work_out_the_marriage_gift(page)
    assert page.evaluate("location.hash") == "#answer"
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_search_finds_while_typing(browse: Opener) -> None:
    page = browse()
    page.goto("/desk/")
    page.get_by_role("searchbox").press_sequentially("وام", delay=20)
    expect(page.locator("#results")).not_to_contain_text("عناوین شغلی")
    expect(page.locator("#results")).to_contain_text("همه سوابق")


def test_a_wrong_passphrase_is_said_on_top_and_the_form_stays_filled(browse: Opener) -> None:
    page = browse(signed_in=False)
    page.goto("/login/")
    page.get_by_label("کد ملی").fill("۹۹۹۰۰۰۰۰۱۸")
    page.locator("#id_password").fill("wrong")
    press(page, "ورود")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("کد ملی")).to_have_value("۹۹۹۰۰۰۰۰۱۸")


def test_the_passphrase_can_be_shown(browse: Opener) -> None:
    page = browse(signed_in=False)
    page.goto("/login/")
    field = page.locator("#id_password")
    expect(field).to_have_attribute("type", "password")
    page.locator("[data-reveal]").click()
    expect(field).to_have_attribute("type", "text")


def test_the_record_can_be_kept_as_a_file(browse: Opener) -> None:
    page = browse()
    page.goto("/records/")
    with page.expect_download() as started:
        page.locator("a[href$='.xlsx']").click()
    assert started.value.suggested_filename.endswith(".xlsx")


def test_a_page_of_another_level_is_one_press_away(browse: Opener) -> None:
    page = browse()
    page.goto("/employer/lists/")
    page.get_by_role("button", name="ادامه به عنوان کارفرما").click()
    page.wait_for_url("**/employer/lists/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("لیست‌های دریافت‌شده")


def test_signing_out_ends_the_session(browse: Opener) -> None:
    page = browse()
    page.goto("/account/")
    page.get_by_role("button", name="خروج از تامین همراه").click()
    page.goto("/records/")
    expect(page).to_have_url(f"{page.url.partition('/login/')[0]}/login/?next=/records/")
