"""Who asks, who decides and who pays, in browsers; and the worker that does what is left."""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from taminyar.accounts.models import Role, User
from taminyar.demo import add_missing, fixed_people
from taminyar.demo.fixed_staff import STAFF
from taminyar.people.models import Branch, Person
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth
from tests.accounts.test_second_step import app_code
from tests.careers.records import paid, workshop
from tests.conftest import PASSPHRASE
from tests.e2e.conftest import DESK, PHONE, Opener, press, sign_in
from tests.mailbox import uploads
from tests.office.desks import desk_for

OFFICER, SECOND_OFFICER = "9990000077", "9990000141"
REVIEWER = "9990000085"
FINANCE, SECOND_FINANCE = "9990000093", "9990000158"
ADMINISTRATOR = "9990000123"
REZA, HIS_WIFE, HER_SON = "9990000026", "9990002142", "9990002029"


def in_persian(text: str) -> str:
    """As a page in Persian says it."""
    with translation.override("fa"):
        return gettext(text)


def at_work(person: Person) -> None:
    """Six years of work that go on, the newest list being late."""
    this = JalaliMonth.of(jalali.today())
    place = workshop("0183630099", "کارگاه سپید")
    paid(person, place, str(this - 72), str(this - 2), wage=5_000_000)


def months_ago(count: int, day: int) -> str:
    month = JalaliMonth.of(jalali.today()) - count
    return jalali.iso(jalali.date_of(month.year, month.month, day))


def appointed(*national_ids: str) -> None:
    """Members of the staff of the demonstration, with duty and second factor."""
    for member in STAFF:
        if member.national_id in national_ids:
            if member.branch:
                Branch.objects.get_or_create(code=member.branch)
            add_missing._appoint(member)


def at_desk(browse: Opener, national_id: str, language: str = "en", **more: object) -> Page:
    """Somebody of the staff who is signed in already."""
    appointed(national_id)
    user = User.objects.get(national_id=national_id)
    role = next(member.role for member in STAFF if member.national_id == national_id)
    return browse(DESK, language, desk_for(user, Role(role)), **more)


def come_in(browse: Opener, national_id: str, language: str = "fa") -> Page:
    """Somebody of the staff signs in with passphrase and app."""
    appointed(national_id)
    page = browse(DESK, language, signed_in=False)
    page.goto("/login/?next=/office/")
    page.fill("input[name=national_id]", national_id)
    page.fill("input[name=password]", fixed_people.PASSPHRASE)
    page.click("main form button[type=submit]")
    page.fill("#id_code", app_code())
    page.click("main form button[type=submit]")
    page.wait_for_url("**/office/")
    return page


def at_home(browse: Opener, person: Person, language: str = "fa", **more: object) -> Page:
    """A member who has signed in on a phone."""
    page = browse(PHONE, language, signed_in=False, **more)
    sign_in(page, str(person.national_id), PASSPHRASE)
    return page


def fill_day(page: Page, name: str, day: str) -> None:
    year, month, date = day.split("-")
    page.fill(f"input[name={name}_day]", str(int(date)))
    page.select_option(f"select[name={name}_month]", str(int(month)))
    page.fill(f"input[name={name}_year]", year)


def go_on(page: Page, step: str) -> None:
    """To the next step of asking."""
    page.locator("main form > button[type=submit]").last.click()
    page.wait_for_url(f"**/{step}/")


def give_paper(page: Page, place: str, file: Path, button: str = "Add the paper") -> None:
    """Adds a file in the part of the page with this anchor."""
    part = page.locator(f"[id='{place}']")
    part.locator("input[type=file]").set_input_files(file)
    part.get_by_role("button", name=button).click()
    expect(page.locator(".notice--success").first).to_be_visible()


def picture(folder: Path, name: str) -> Path:
    """A file of its own for each name."""
    kept = folder / f"{name}.png"
    kept.write_bytes(uploads.picture("PNG", size=(60 + len(name), 40)))
    return kept


def send(page: Page, button: str = "Send the request") -> str:
    """Presses the last button; gives the tracking code that is shown."""
    press(page, button)
    page.wait_for_url("**/my/requests/*/")
    return page.locator(".tracking").inner_text()


def let_the_worker_work() -> None:
    """Does what was left to the worker by the finance directorate."""
    for job in ProcrastinateJob.objects.filter(queue_name="payments", status="todo"):
        app.tasks[job.task_name](**job.args)
