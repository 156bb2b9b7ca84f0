"""What is asked, answered and decided between a member and the desks of the office."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.people.models import Person
from tests.benefits.asked import sent
from tests.e2e import requests_town as town_of
from tests.e2e.conftest import PHONE, Opener, press
from tests.e2e.requests_in_town import ASKED
from tests.e2e.requests_town import (
    HER_SON,
    HIS_WIFE,
    OFFICER,
    REVIEWER,
    SECOND_OFFICER,
    fill_day,
    give_paper,
    months_ago,
    picture,
)

BORN = months_ago(1, 10)


@pytest.fixture
def maryam(town: Person) -> Person:
    town_of.at_work(town)
    return town


def opens(page: Page, tracking: str) -> None:
    """An officer opens a request, and takes it up if nobody has."""
    page.goto(f"/office/requests/{tracking}/")
    claim = page.locator("form[action$='/claim/'] button")
    if claim.count():
        claim.click()
        expect(page.locator(".notice--success")).to_be_visible()


def decides(page: Page, deed: str, **fields: str) -> None:
    """Unfolds a deed of the page, fills its fields and presses its button."""
    form = page.locator(f"form[action*='/{deed}/']")
    if not form.is_visible():
        page.locator("details", has=form).locator("summary").first.click()
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        radio = form.locator(f"[name={name}][value='{value}']")
        if radio.count():
            radio.check()
        else:
            field.fill(value)
    form.get_by_role("button").click()
    expect(page.locator(".notice--success").first).to_be_visible()


def state_of(tracking: str) -> str:
    return Request.objects.get(tracking=tracking.replace("-", "")).state


@pytest.mark.feature("S-14")
def test_a_blurred_paper_of_maternity_pay_is_given_again_and_two_officers_approve(
    browse: Opener, maryam: Person, tmp_path: Path, settings: Settings
) -> None:
    settings.FOUR_EYES_RIALS = 100_000_000
    member = browse(PHONE, "en")
    tracking = asks_for_maternity_pay(member, tmp_path)
    officer = town_of.at_desk(browse, OFFICER)
    opens(officer, tracking)
    judges(officer, bad="Medical certificate of the leave")
    asks_again(officer, "Please take it in daylight.")
    gives_again(member, tracking, picture(tmp_path, "sharper"))
    assert state_of(tracking) == State.PAPERS_GIVEN
    opens(officer, tracking)
    approves_unlooked(officer)
    expect(officer.locator("form[action$='/confirmation/']")).to_have_count(0)
    second = town_of.at_desk(browse, SECOND_OFFICER)
    opens(second, tracking)
    decides(second, "confirmation")
    member.goto(f"/my/requests/{tracking}/")
    expect(member.get_by_role("main")).to_contain_text("Sent to finance")


def test_the_keys_of_the_page_work_on_a_persian_keyboard(browse: Opener, reza: Person) -> None:
    town_of.at_work(reza)
    asked = sent("marriage", reza, ASKED["marriage"])
    page = town_of.at_desk(browse, OFFICER, "fa")
    page.goto(f"/office/requests/{asked.tracking}/")
    strike(page, "ش", "KeyA")
    expect(page.locator("[data-key=a]")).to_be_focused()
    page.locator("h1").click()
    strike(page, "ح", "KeyP")
    expect(page.locator("#papers")).to_be_focused()
    strike(page, "ض", "KeyQ")
    page.wait_for_url("**/office/queue/")


def test_the_decision_stands_beside_what_is_read_and_the_print_has_two_sheets_at_most(
    browse: Opener, maryam: Person
) -> None:
    asked = sent("sickness", maryam, ASKED["sickness"])
    page = town_of.at_desk(browse, OFFICER, "fa")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/office/requests/{asked.tracking}/")
    told, judged = (page.locator(f".request > div:nth-child({at})").bounding_box() for at in (1, 2))
    assert told
    assert judged
    assert abs(told["y"] - judged["y"]) < 8
    assert page.pdf(format="A4").count(b"/Type /Page\n") in {1, 2}
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.locator(".jump a").click()
    expect(page.locator("#decide")).to_be_in_viewport()


def strike(page: Page, letter: str, code: str) -> None:
    """A key of a keyboard with other letters on it."""
    event = {"key": letter, "code": code, "bubbles": True}
    page.evaluate(
        "event => document.body.dispatchEvent(new KeyboardEvent('keydown', event))", event
    )


def asks_for_maternity_pay(page: Page, folder: Path) -> str:
    page.goto("/benefits/maternity/request/")
    fill_day(page, "start", BORN)
    fill_day(page, "end", months_ago(-4, 10))
    fill_day(page, "delivery", BORN)
    town_of.go_on(page, "papers")
    for paper in ("birth-certificate", "leave-certificate"):
        give_paper(page, f"paper-{paper}", picture(folder, paper))
    town_of.go_on(page, "check")
    return town_of.send(page)


def judges(page: Page, bad: str) -> None:
    """Notes a verdict on every paper; what is typed elsewhere on the page stays."""
    page.locator("form[action$='/messages/'] textarea").fill("Half a message")
    papers = page.locator("li.papers__one")
    for one in papers.all():
        is_bad = one.get_by_role("heading").inner_text() == bad
        one.locator("select").select_option("blurred" if is_bad else "good")
    page.get_by_role("button", name="Note the verdicts").click()
    expect(papers.locator(".chip--none")).to_have_text("Needed again")
    expect(papers.locator(".chip--full")).to_have_count(papers.count() - 1)
    expect(page.locator("#approval-papers")).to_contain_text("1 paper was found bad.")
    expect(page.locator("form[action$='/messages/'] textarea")).to_have_value("Half a message")


def asks_again(page: Page, why: str) -> None:
    """Asks for the papers that were found bad."""
    form = page.locator("form[action$='/papers/']")
    form.locator("summary").click()
    form.get_by_label("What the person should know").fill(why)
    form.get_by_role("button", name="Ask for the papers").click()
    expect(page.locator(".notice--success").first).to_be_visible()


def approves_unlooked(page: Page) -> None:
    page.get_by_label("I approve without a verdict on").check()
    decides(page, "approval")


def gives_again(page: Page, tracking: str, file: Path) -> None:
    """The member finds what is wrong, and is asked for nothing else."""
    page.goto("/my/requests/")
    expect(page.locator(".request--waits")).to_have_count(1)
    page.goto(f"/my/requests/{tracking}/")
    page.get_by_role("link", name="Give the papers").click()
    expect(page.get_by_role("main")).to_contain_text("It is blurred.")
    expect(page.get_by_role("main")).to_contain_text("Please take it in daylight.")
    [wanted] = page.locator("section.card").all()
    wanted.locator("input[type=file]").set_input_files(file)
    press(page, "Give the papers")
    page.wait_for_url(f"**/my/requests/{tracking}/")


@pytest.mark.feature("S-15")
def test_a_costly_aid_of_a_child_goes_by_the_reviewer_and_renewal_is_told_the_next_time(
    browse: Opener, maryam: Person, tmp_path: Path
) -> None:
    member = browse(PHONE, "en")
    tracking = asks_for_an_eye(member, tmp_path)
    officer = town_of.at_desk(browse, OFFICER)
    opens(officer, tracking)
    expect(officer.locator("form[action$='/approval/']")).to_have_count(0)
    decides(officer, "referral", words="Is this the right one?")
    reviewer = town_of.at_desk(browse, REVIEWER)
    opens(reviewer, tracking)
    expect(reviewer.get_by_role("main")).to_contain_text("Is this the right one?")
    decides(reviewer, "opinion", favourable="yes", words="It is.")
    opens(officer, tracking)
    approves_unlooked(officer)
    member.goto("/benefits/orthosis/request/")
    member.locator("select[name=item]").select_option("artificial_eye")
    expect(member.locator("#aid-renewal")).to_contain_text("The next can be paid for from")


def asks_for_an_eye(page: Page, folder: Path) -> str:
    """For a son, found with the words people use."""
    page.goto("/benefits/orthosis/request/")
    page.locator("input[name=beneficiary][value=dependant]").check()
    page.fill("input[name=dependant_national_id]", HER_SON)
    page.locator("#aid-words").press_sequentially("glass prosth")
    expect(page.locator("#aids-found")).to_contain_text("1 found. Chosen: ")
    expect(page.locator("input[name=item][value=artificial_eye]")).to_be_checked()
    expect(page.locator("#aid-renewal")).to_contain_text("not paid for before")
    fill_day(page, "bought_on", months_ago(1, 1))
    page.fill("input[name=invoice]", "58000000")
    town_of.go_on(page, "papers")
    for paper in ("prescription", "invoice"):
        give_paper(page, f"paper-{paper}", picture(folder, paper))
    town_of.go_on(page, "check")
    return town_of.send(page)


def test_a_refusal_is_told_with_its_reason_and_another_officer_decides_the_objection(
    browse: Opener, reza: Person
) -> None:
    town_of.at_work(reza)
    member = town_of.at_home(browse, reza, "en")
    tracking = asks_for_the_gift(member)
    officer = town_of.at_desk(browse, OFFICER)
    opens(officer, tracking)
    decides(officer, "refusal", reason="contradiction", words="The contract has another day.")
    member.goto(f"/my/requests/{tracking}/")
    expect(member.get_by_role("main")).to_contain_text("do not agree")
    expect(member.get_by_role("main")).to_contain_text("The contract has another day.")
    member.get_by_role("link", name="Object to the decision").click()
    member.locator("main textarea").fill("The registry has the right day now.")
    press(member, "Send the objection")
    officer.goto(f"/office/requests/{tracking}/")
    expect(officer.locator("form[action$='/approval/']")).to_have_count(0)
    second = town_of.at_desk(browse, SECOND_OFFICER)
    opens(second, tracking)
    expect(second.get_by_role("main")).to_contain_text("The registry has the right day now.")
    decides(second, "approval")
    member.goto(f"/my/requests/{tracking}/")
    expect(member.get_by_role("main")).to_contain_text("The decision: approved")


def asks_for_the_gift(page: Page) -> str:
    page.goto("/benefits/marriage/request/")
    page.fill("input[name=spouse_national_id]", HIS_WIFE)
    fill_day(page, "contract_date", months_ago(2, 15))
    town_of.go_on(page, "check")
    return town_of.send(page)


def test_without_scripts_one_asks_and_an_officer_refuses(browse: Opener, reza: Person) -> None:
    town_of.at_work(reza)
    member = town_of.at_home(browse, reza, "en", java_script_enabled=False)
    tracking = asks_for_the_gift(member)
    officer = town_of.at_desk(browse, OFFICER, java_script_enabled=False)
    officer.goto("/office/queue/")
    officer.get_by_role("link", name=tracking).click()
    decides(officer, "refusal", reason="other", words="The registry corrects the day first.")
    member.reload()
    expect(member.get_by_role("main")).to_contain_text("The decision: refused")
    expect(member.get_by_role("main")).to_contain_text("The registry corrects the day first.")


def test_a_draft_outlives_signing_out_and_is_gone_on_with_in_another_browser(
    browse: Opener, reza: Person
) -> None:
    phone = town_of.at_home(browse, reza, "en")
    phone.goto("/benefits/marriage/request/")
    with phone.expect_response("**/save/"):
        phone.fill("input[name=spouse_national_id]", HIS_WIFE)
    expect(phone.locator("#saved")).to_contain_text("Not sent yet")
    phone.goto("/account/")
    press(phone, "Sign out of Tamin Hamrah")
    other = town_of.at_home(browse, reza, "en", java_script_enabled=False)
    other.goto("/my/requests/")
    other.get_by_role("link", name="Go on : Marriage gift").click()
    expect(other.locator("input[name=spouse_national_id]")).to_have_value(HIS_WIFE)
    assert not Request.objects.exists()
