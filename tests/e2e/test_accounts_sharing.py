"""Others at Maryam's file: somebody she trusts, and the staff."""

from playwright.sync_api import Page, expect

from taminyar.accounts.models import Role
from taminyar.people.models import Person
from tests.e2e.conftest import Opener, code_sent_to, press, sign_in
from tests.office.desks import desk_of


def test_a_delegate_is_named_accepts_acts_and_stops(browse: Opener, reza: Person) -> None:
    page, other = browse(), browse(signed_in=False)
    name_a_delegate(page)
    sign_in(other, "9990000026")
    other.goto("/account/delegates/")
    other.get_by_role("link", name="پاسخ به مریم کریمی").click()
    press(other, "می‌پذیرم، کد را بفرستید")
    other.locator("#id_code").fill(code_sent_to("09120000002"))
    press(other, "تأیید")
    press(other, "شروع کار به نیابت از مریم کریمی")
    bar = other.get_by_role("complementary")
    for address in (other.url, "/records/1402/", "/account/bank/"):
        other.goto(address)
        expect(bar).to_contain_text("به نیابت از مریم کریمی")
    expect(other.get_by_role("main")).not_to_contain_text("شماره شبا")
    bar.get_by_role("button", name="پایان نیابت").click()
    expect(bar).to_have_count(0)
    page.goto("/account/access/")
    expect(page.get_by_role("main")).to_contain_text("رضا احمدی")


def name_a_delegate(page: Page) -> None:
    page.goto("/account/delegates/")
    page.get_by_role("link", name="معرفی نماینده").click()
    page.get_by_label("کد ملی نماینده شما").fill("۹۹۹۰۰۰۰۰۲۶")
    page.get_by_label("سابقه بیمه مرا ببیند").check()
    page.get_by_label("تا ۳۰ روز").check()
    press(page, "ادامه")
    expect(page.get_by_role("main")).to_contain_text("۹۹۹۰۰۰۰۰۲۶")
    press(page, "کد را بفرستید")
    page.locator("#id_code").fill(code_sent_to("09120000001"))
    press(page, "تأیید")
    page.wait_for_url("**/account/delegates/")


def test_who_opens_a_file_is_seen_and_asked_about(browse: Opener) -> None:
    desk = browse(signed_in=desk_of(Role.BRANCH_OFFICER))
    desk.goto("/office/people/")
    desk.get_by_label("کد ملی شخص").fill("9990000018")
    press(desk, "باز کردن به مدت ۳۰ دقیقه")
    expect(desk.get_by_role("alert")).to_contain_text("برای چه")
    desk.get_by_label("پاسخ به تماس یا مراجعه").check()
    press(desk, "باز کردن به مدت ۳۰ دقیقه")
    expect(desk.get_by_role("heading", level=1)).to_have_text("پرونده مریم کریمی")
    page = browse()
    page.goto("/account/access/")
    for told in ("نرگس صادقی", "کارشناس شعبه", "پاسخ به تماس یا مراجعه"):
        expect(page.get_by_role("main")).to_contain_text(told)
    page.get_by_role("link", name="این دسترسی را نمی‌شناسم").first.click()
    page.locator("#id_words").fill("آن روز در شعبه نبودم.")
    press(page, "فرستادن پرسش")
    page.goto("/account/access/")
    expect(page.get_by_role("main")).to_contain_text("درباره این دسترسی پرسیده‌اید")
