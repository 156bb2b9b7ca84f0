"""Asking for something in a browser: saved while typing, the same without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from taminyar.cartable import drafts
from taminyar.cartable.models import Request
from taminyar.people.models import Person
from tests.cartable.asking import CHECK, HERE, INVOICE, PAPERS, lamp_pages
from tests.cartable.requests import Answers
from tests.e2e import requests_town as town_of
from tests.e2e.conftest import DESK, PHONE, Opener
from tests.e2e.test_every_page import faults
from tests.mailbox import uploads


@pytest.fixture
def registry(settings: Settings) -> Iterator[Answers]:
    settings.ROOT_URLCONF = "tests.cartable.lamp_urls"
    with lamp_pages() as answers:
        answers.papers = (INVOICE,)
        yield answers


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    kept = tmp_path / "bill.jpg"
    kept.write_bytes(uploads.picture())
    return kept


def fill(page: Page) -> None:
    page.goto(HERE)
    page.select_option("select[name=colour]", "blue")
    page.fill("input[name=bought_day]", "2")
    page.select_option("select[name=bought_month]", "10")
    page.fill("input[name=bought_year]", "1404")
    page.fill("input[name=invoice]", "5000000")


def wrong_on(page: Page, language: str) -> list[str]:
    """Faults but for the words: a lamp is asked for in English."""
    return [fault for fault in faults(page, language) if " " in fault]


def go_on(page: Page) -> None:
    page.locator("main form > button[type=submit]").last.click()


def test_what_is_typed_is_saved_before_any_button_is_pressed(
    browse: Opener, town: Person, registry: Answers
) -> None:
    page = browse(PHONE, "en")
    fill(page)
    expect(page.locator("#saved")).to_contain_text("Saved on")
    kept = drafts.of(town, "lamp")
    assert kept
    assert kept.typed["colour"] == "blue"
    page.fill("input[name=invoice]", "5000001")
    with page.expect_response("**/save/"):
        page.locator("input[name=invoice]").blur()
    other = browse(DESK, "en")
    other.goto(HERE)
    expect(other.locator("input[name=invoice]")).to_have_value("5000001")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_it_is_asked_for_step_by_step(
    scripts: bool, browse: Opener, town: Person, registry: Answers, bill: Path
) -> None:
    page = browse(PHONE, "en", java_script_enabled=scripts)
    fill(page)
    go_on(page)
    page.wait_for_url(f"**{PAPERS}")
    page.set_input_files("input[name=invoice_file]", bill)
    page.get_by_role("button", name="Add the paper").click()
    expect(page.get_by_role("main")).to_contain_text("“The invoice” is added")
    go_on(page)
    page.wait_for_url(f"**{CHECK}")
    page.get_by_role("button", name="Send the request").click()
    page.wait_for_url("**/my/requests/**")
    assert [each.label for each in Request.objects.of(town).get().papers.all()] == ["bill"]


def test_a_file_that_is_too_large_is_told_before_it_is_sent(
    browse: Opener, registry: Answers, tmp_path: Path
) -> None:
    large = tmp_path / "large.jpg"
    large.write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    page = browse(PHONE, "en")
    fill(page)
    go_on(page)
    page.set_input_files("input[name=invoice_file]", large)
    expect(page.locator("[data-too-large]")).to_be_visible()
    page.get_by_role("button", name="Add the paper").click()
    expect(page).to_have_url(page.url.split("#")[0])


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_step_is_without_faults(
    language: str, browse: Opener, town: Person, registry: Answers, bill: Path
) -> None:
    page = browse(PHONE, language)
    fill(page)
    assert wrong_on(page, language) == []
    go_on(page)
    page.wait_for_url(f"**{PAPERS}")
    assert wrong_on(page, language) == []
    page.set_input_files("input[name=invoice_file]", bill)
    page.locator("button[name=paper]").click()
    page.wait_for_url(f"**{PAPERS}#**")
    assert wrong_on(page, language) == []
    go_on(page)
    page.wait_for_url(f"**{CHECK}")
    assert wrong_on(page, language) == []
    page.goto(HERE)
    page.goto(f"{HERE}discard/")
    assert wrong_on(page, language) == []


def test_an_amount_breaks_between_its_groups(browse: Opener, town: Person) -> None:
    town_of.at_work(town)
    page = browse(PHONE, "fa")
    page.goto("/benefits/marriage/")
    town_of.fill_day(page, "contract_date", town_of.months_ago(2, 15))
    page.get_by_role("button", name="محاسبه مبلغ").click()
    amount = page.locator(".money__rials bdi").first
    amount.wait_for()
    assert amount.locator("wbr").count() == amount.inner_text().count("٬") + 1 > 2
