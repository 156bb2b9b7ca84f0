"""From the calculator to the account: one marriage gift, a member and three desks of the office."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from taminyar.people.models import Person
from taminyar.persian import digits, jalali
from tests.e2e import requests_town as town_of
from tests.e2e.conftest import IBAN, Opener, press
from tests.e2e.requests_town import (
    ADMINISTRATOR,
    FINANCE,
    HIS_WIFE,
    OFFICER,
    SECOND_FINANCE,
    fill_day,
    in_persian,
    months_ago,
)
from tests.notices.outbox import sent


@pytest.fixture
def groom(reza: Person, settings: Settings) -> Person:
    """Reza, at work, who has told us no bank account yet."""
    town_of.at_work(reza)
    reza.birth_date = jalali.date_of(1375, 7, 2)
    reza.save()
    settings.PAYER_NAME, settings.PAYER_IBAN = "سازمان نمونه", "IR760170000000000000000001"
    return reza


@pytest.mark.feature("S-04", "K-01")
def test_the_marriage_gift_from_the_calculator_to_the_account(
    browse: Opener, groom: Person
) -> None:
    member = town_of.at_home(browse, groom)
    tracking = asks(member)
    declares_an_account(member)
    approves(town_of.come_in(browse, OFFICER), tracking)
    finance = town_of.come_in(browse, FINANCE)
    batch = prepares(finance, tracking)
    message = releases(town_of.come_in(browse, SECOND_FINANCE), batch)
    town_of.let_the_worker_work()
    takes_the_answer(finance, message)
    balances(town_of.come_in(browse, ADMINISTRATOR))
    town_of.let_the_worker_work()
    reads_that_it_is_paid(member, tracking)


def asks(page: Page) -> str:
    """Works the gift out, asks for it, checks and sends; gives the tracking code."""
    page.goto("/benefits/marriage/")
    fill_day(page, "contract_date", months_ago(2, 15))
    press(page, in_persian("Work out the amount"))
    amount = page.locator(".money--large").inner_text()
    press(page, in_persian("Ask for it"))
    page.wait_for_url("**/benefits/marriage/request/")
    day = page.locator("input[name=contract_date_day]")
    expect(day).to_have_value(re.compile("15|۱۵"))
    page.get_by_label(in_persian("National ID of your spouse")).fill(HIS_WIFE)
    town_of.go_on(page, "check")
    assert page.locator(".money--large").inner_text() == amount
    expect(page.locator(".condition--met").first).to_be_visible()
    return town_of.send(page, "ارسال درخواست")


def declares_an_account(page: Page) -> None:
    page.goto("/account/bank/new/")
    page.get_by_label("شماره شبا").fill(IBAN)
    press(page, "ثبت و تأیید")
    page.wait_for_url("**/account/bank/")


def approves(page: Page, tracking: str) -> None:
    """Finds it in the queue, takes it up there, opens it and approves."""
    page.locator(".queues a").first.click()
    page.wait_for_url("**/office/queue/**")
    row = page.locator("table tbody tr", has_text=tracking)
    row.get_by_role("button").click()
    expect(row).to_contain_text(in_persian("Mine"))
    row.get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text("رضا احمدی")
    page.locator("form[action*='/approval/'] button").click()
    expect(page.locator(".notice--success")).to_be_visible()


def prepares(page: Page, tracking: str) -> str:
    """Everything due into a batch; the address of the batch."""
    page.get_by_role("link", name=in_persian("Go to the payments")).click()
    press(page, in_persian("Prepare a batch"))
    page.wait_for_url("**/office/payments/batches/*/")
    expect(page.get_by_role("main")).to_contain_text("رضا احمدی")
    # Who prepared it cannot release it.
    expect(page.get_by_role("link", name=in_persian("Check and release"))).to_have_count(0)
    return page.url


def releases(page: Page, batch: str) -> str:
    """A second officer releases it and fetches the file; gives what the file says."""
    page.goto(batch)
    page.get_by_role("link", name=in_persian("Check and release")).click()
    press(page, in_persian("Release the batch"))
    expect(page.locator(".notice--success")).to_be_visible()
    with page.expect_download() as fetched:
        press(page, in_persian("Fetch the file for the bank"))
    return fetched.value.path().read_text("utf-8")


def takes_the_answer(page: Page, message: str) -> None:
    [payment] = re.findall("<EndToEndId>(.+?)</EndToEndId>", message)
    rows = f"end_to_end_id,status,date,reason\n{payment},paid,{months_ago(0, 1)},\n"
    page.goto("/office/payments/answer/")
    answer = {"name": "answer.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.set_input_files("input[name=file]", answer)  # type: ignore[arg-type]
    press(page, in_persian("Take it over"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        in_persian("The answer is taken over")
    )


def balances(page: Page) -> None:
    page.goto("/office/payments/reconciliation/")
    agree = in_persian("Orders, batches and answers agree.")
    expect(page.locator(".notice--success")).to_contain_text(agree)


def reads_that_it_is_paid(page: Page, tracking: str) -> None:
    page.goto("/my/requests/")
    page.locator("a.request__link").click()
    expect(page.locator(".tracking")).to_have_text(tracking)
    expect(page.get_by_role("main")).to_contain_text(in_persian("Paid"))
    page.goto("/account/notices/")
    # It arrived, was approved, is with the bank, is paid.
    assert digits.plain(page.get_by_role("main").inner_text()).count(tracking) == 4
    assert tracking in digits.plain(str(sent()[-1]["text"]))
