"""Every page of asking, deciding and paying, in both languages, whatever the screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from taminyar.cartable import drafts
from taminyar.office import counting
from taminyar.payments import sources
from taminyar.people.models import Person
from tests.access.rights import browser_of
from tests.e2e import requests_in_town, test_every_page
from tests.e2e import requests_town as town_of
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.requests_in_town import ASKED, Town
from tests.e2e.requests_town import ADMINISTRATOR, FINANCE, HER_SON, OFFICER, REVIEWER
from tests.e2e.test_every_page import LANGUAGES, visit


@pytest.fixture
def busy_town(town: Person, reza: Person, settings: Settings) -> Town:
    settings.PAYER_NAME, settings.PAYER_IBAN = "سازمان نمونه", "IR760170000000000000000001"
    settled = requests_in_town.settle(town, reza)
    sources.tell_all()
    return settled


@pytest.fixture(autouse=True)
def codes_are_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a Persian page may say in Latin letters: codes, and the names of the bank's columns."""
    columns = {"pain", "end_to_end_id", "end", "to", "id", "status", "date", "reason"}
    found = test_every_page.latin_words

    def words(page: Page) -> set[str]:
        return {word for word in found(page) - columns if not word.isupper()}

    monkeypatch.setattr(test_every_page, "latin_words", words)


@LANGUAGES
def test_pages_of_asking(language: str, browse: Opener, town: Person, tmp_path: Path) -> None:
    town_of.at_work(town)
    page = browse(PHONE, language)
    here = "/benefits/orthosis/request/"
    page.goto(here)
    page.locator("input[name=beneficiary][value=dependant]").check()
    page.fill("input[name=dependant_national_id]", HER_SON)
    page.locator("select[name=item]").select_option("artificial_eye")
    town_of.fill_day(page, "bought_on", town_of.months_ago(1, 1))
    page.fill("input[name=invoice]", "58000000")
    town_of.go_on(page, "papers")
    half = [f"{here}{step}/" for step in ("papers", "check")]
    give(page, "prescription", tmp_path)
    visit(page, half, language)
    give(page, "invoice", tmp_path)
    visit(page, [here, half[1], f"{here}discard/"], language)


def give(page: Page, paper: str, folder: Path) -> None:
    if "papers" not in page.url:
        page.goto("/benefits/orthosis/request/papers/")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    part = page.locator(f"#paper-{paper}")
    part.locator("input[type=file]").set_input_files(town_of.picture(folder, paper_name(paper)))
    part.locator("button").click()
    part.locator(".given").wait_for()


def paper_name(paper: str) -> str:
    return {"prescription": "نسخه", "invoice": "فاکتور"}[paper]


@LANGUAGES
def test_pages_that_say_no(language: str, browse: Opener, busy_town: Town, reza: Person) -> None:
    page = browse(PHONE, language, browser_of(reza))
    drafts.keep(reza, "orthosis", ASKED["orthosis"] | {"dependant_national_id": "9990002010"})
    drafts.keep(reza, "funeral", {"relation": "other"})
    found = []
    for about, step in (("orthosis", "check"), ("funeral", "")):
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"/benefits/{about}/request/")
        page.locator("main form > button[type=submit]").last.click()
        page.wait_for_url(f"**/benefits/{about}/request/{step and step + '/'}")
        found += test_every_page.faults(page, language)
    assert found == []
    asked = [f"/benefits/{about}/request/" for about in ("maternity", "marriage")]
    visit(page, [*asked, "/benefits/orthosis/request/check/"], language)


@LANGUAGES
def test_pages_of_own_requests(language: str, browse: Opener, busy_town: Town) -> None:
    asked = {name: f"/my/requests/{code}/" for name, code in codes_of(busy_town).items()}
    pages = [
        *("/my/", "/my/requests/", f"{asked['maternity']}withdraw/"),
        *(asked["maternity"], f"{asked['maternity']}papers/"),
        *(asked["sickness"], f"{asked['sickness']}objection/", asked["funeral"]),
    ]
    visit(browse(PHONE, language), pages, language)


@LANGUAGES
def test_pages_of_a_payment(language: str, browse: Opener, busy_town: Town, reza: Person) -> None:
    page = browse(PHONE, language, browser_of(reza))
    own = [f"/my/requests/{codes_of(busy_town)['marriage']}/"]
    visit(page, own, language)
    requests_in_town.give_back(busy_town.marriage)
    sources.tell_all()
    visit(page, own, language)


def codes_of(town: Town) -> dict[str, str]:
    names = ("maternity", "sickness", "funeral", "orthosis", "marriage", "waiting")
    return {name: getattr(town, name).tracking for name in names}


@LANGUAGES
def test_pages_of_the_desks(language: str, browse: Opener, busy_town: Town) -> None:
    counting.count()
    asked = {name: f"/office/requests/{code}/" for name, code in codes_of(busy_town).items()}
    officer = town_of.at_desk(browse, OFFICER, language)
    officer.set_viewport_size(PHONE)  # type: ignore[arg-type]
    pages = [
        *("/office/queue/", "/office/dashboard/"),
        *(asked["sickness"], asked["waiting"], asked["marriage"]),
    ]
    visit(officer, pages, language)
    officer.set_viewport_size(PHONE)  # type: ignore[arg-type]
    officer.goto("/office/search/")
    officer.fill("main input[name=words]", "مریم")
    officer.locator("main form button").click()
    officer.locator("main table").wait_for()
    assert test_every_page.faults(officer, language) == []
    reviewer = town_of.at_desk(browse, REVIEWER, language)
    reviewer.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit(reviewer, [asked["orthosis"]], language)


@LANGUAGES
def test_pages_of_the_finance_directorate(
    language: str, browse: Opener, busy_town: Town, town: Person
) -> None:
    requests_in_town.with_account(town, requests_in_town.HERS)
    waiting = requests_in_town.prepared()
    officer = town_of.at_desk(browse, FINANCE, language)
    officer.set_viewport_size(PHONE)  # type: ignore[arg-type]
    batches = [f"/office/payments/batches/{batch.pk}/" for batch in (busy_town.batch, waiting)]
    pages = [
        *("/office/", "/office/payments/", *batches),
        *("/office/payments/answer/", "/office/payments/reconciliation/"),
        *(f"/office/payments/orders/?list={name}" for name in ("ready", "sent", "returned")),
    ]
    visit(officer, pages, language)
    second = town_of.at_desk(browse, ADMINISTRATOR, language)
    second.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit(second, [batches[1], f"{batches[1]}release/", f"{batches[1]}dissolve/"], language)
