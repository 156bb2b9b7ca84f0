"""Sara, who is new, opens her account: by touch, without JavaScript, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from taminyar.persian.digits import to_persian
from tests.accounts.conftest import NEWCOMER, WORDS
from tests.e2e.conftest import DESK, Opener, code_sent_to, press, press_until

MOBILE = NEWCOMER["mobile"]


def to_the_code(page: Page, national_id: str, day: str, year: str, mobile: str) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="ثبت نام").click()
    page.get_by_label("کد ملی").fill(national_id)
    page.get_by_label("روز").fill(day)
    page.get_by_label("ماه").select_option(label="خرداد")
    page.get_by_label("سال").fill(year)
    page.get_by_label("موبایل").fill(mobile)
    press(page, "ادامه")
    expect(page.get_by_role("main")).to_contain_text("مرحله ۲ از ۳")


@pytest.mark.feature("A-03")
def test_by_touch_from_the_front_page_to_the_home_page(browse: Opener) -> None:
    page = browse(signed_in=False, has_touch=True)
    to_the_code(page, "9990000131", "12", "1378", MOBILE)
    expect(page.get_by_role("main")).to_contain_text("۰۹۱۲۰۰۰۰۰۱۳")
    right = code_sent_to(MOBILE)
    page.locator("#id_code").fill(f"{(int(right) + 1) % 10**6:06}")
    press(page, "ادامه")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#id_code_error")).to_be_visible()
    expect(page.get_by_role("button", name="فرستادن کد تازه")).to_be_disabled()
    page.locator("#id_code").fill(right)
    press(page, "ادامه")
    expect(page.get_by_role("main")).to_contain_text("مرحله ۳ از ۳: سارا")
    page.locator("#id_password1").fill(WORDS)
    page.locator("#id_password2").fill(WORDS)
    press(page, "ساختن حساب")
    page.wait_for_url("**/home/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("سارا")


def test_without_javascript_and_in_persian_digits(browse: Opener) -> None:
    page = browse(signed_in=False, java_script_enabled=False)
    to_the_code(page, "۹۹۹ ۰۰۰ ۰۱۳۱", "۱۲", "۱۳۷۸", to_persian(MOBILE))
    page.locator("#id_code").fill(to_persian(code_sent_to(MOBILE)))
    press(page, "ادامه")
    page.locator("#id_password1").fill(WORDS)
    page.locator("#id_password2").fill("پنجره باران قطار")
    press(page, "ساختن حساب")
    expect(page.locator("#id_password2_error")).to_be_visible()
    page.locator("#id_password1").fill(WORDS)
    page.locator("#id_password2").fill(WORDS)
    press(page, "ساختن حساب")
    expect(page.get_by_role("heading", level=1)).to_contain_text("سارا")


def test_by_keyboard_alone(browse: Opener) -> None:
    page = browse(DESK, signed_in=False)
    page.goto("/")
    press_until(page, "main a[href='/register/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/")
    type_into(page, {"#id_national_id": "9990000131", "[name=birth_date_day]": "12"})
    press_until(page, "[name=birth_date_month]")
    for _month in range(3):
        page.keyboard.press("ArrowDown")
    type_into(page, {"[name=birth_date_year]": "1378", "#id_mobile": MOBILE})
    page.keyboard.press("Enter")
    page.locator("#id_code").wait_for()
    type_into(page, {"#id_code": code_sent_to(MOBILE)})
    page.keyboard.press("Enter")
    page.locator("#id_password1").wait_for()
    type_into(page, {"#id_password1": WORDS, "#id_password2": WORDS})
    page.keyboard.press("Enter")
    page.wait_for_url("**/home/")


def type_into(page: Page, typed: dict[str, str]) -> None:
    for field, text in typed.items():
        press_until(page, field)
        page.keyboard.type(text)


def test_who_is_not_the_one_they_say_is_told_and_the_form_stays_filled(browse: Opener) -> None:
    page = browse(signed_in=False)
    page.goto("/register/")
    page.get_by_label("کد ملی").fill("9990000131")
    page.get_by_label("روز").fill("13")
    page.get_by_label("ماه").select_option(label="خرداد")
    page.get_by_label("سال").fill("1378")
    page.get_by_label("موبایل").fill(MOBILE)
    press(page, "ادامه")
    expect(page.get_by_role("alert")).to_contain_text("ثبت احوال")
    expect(page.get_by_label("روز")).to_have_value("13")
    expect(page.get_by_label("موبایل")).to_have_value(MOBILE)
