"""A real browser on a running server, as a member on a phone and at a desk."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from taminyar.access import doubts
from taminyar.access.models import AccessEntry
from taminyar.accounts.models import User
from taminyar.notices.tell import tell
from taminyar.pensions.models import Kind
from taminyar.people import bank_accounts, mobiles
from taminyar.people.models import Person, Refusal
from tests.access.looks import look
from tests.access.rights import given, invited
from tests.careers.records import job, listed, paid, workshop
from tests.conftest import PASSPHRASE
from tests.notices.outbox import sent
from tests.pensions.heads import pension

# Playwright keeps an event loop in this thread; the tests' own queries are not asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 800}
IBAN = "IR820540102680020817909002"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    switches = ("no-sandbox", "disable-gpu", "disable-quic", "disable-background-networking")
    return {"executable_path": "/usr/bin/chromium", "args": [f"--{name}" for name in switches]}


@pytest.fixture
def town(transactional_db: None, person: Person) -> Person:
    """Maryam with eleven years in three workshops, one of which she owns."""
    person.birth_date = date(1989, 3, 21)
    person.save()
    lale, kaveh = workshop(), workshop("0183630046", "کارگاه کاوه")
    own = workshop("0183630047", "کارگاه خیاطی بهار", owner=person)
    paid(person, lale, "1394-03", "1398-12", job=job())
    paid(person, kaveh, "1399-06", "1405-05", wage=6_000_000, job=job("مدیر مالی", "012010"))
    paid(person, own, "1402-01", "1402-12", days=12, job=job("خیاط", "075310"))
    for month in range(1, 13):
        listed(own, f"1402-{month:02}", premium=month * 1_234_567)
    listed(kaveh, "1405-05")
    User.objects.create_user(person, PASSPHRASE)
    return person


@pytest.fixture
def reza(town: Person, other_person: Person) -> Person:
    """Reza with an account and a mobile, whom Maryam trusts."""
    other_person.mobile = "09120000002"
    other_person.save()
    User.objects.create_user(other_person, PASSPHRASE)
    return other_person


@pytest.fixture
def busy(town: Person, reza: Person) -> Person:
    """Maryam draws a pension too, and something has happened on every page of her account."""
    pension(town, Kind.PARTIAL_DISABILITY)
    fields = {"first_name": "زهرا", "last_name": "مرادی", "national_id": "9990000050"}
    invited(Person.objects.create(**fields), str(town.national_id))
    given(town, reza)
    _accounts(town)
    mobiles.change(town, "09120000013")
    tell(town, "mobile-changed", mobile="09120000013")
    look(town)
    doubts.ask(AccessEntry.objects.of(town).get(number=look(town)), "آن روز در شعبه نبودم.")
    return town


def _accounts(person: Person) -> None:
    """One refused by its bank, one replaced, one to which nothing is paid yet."""
    refused = bank_accounts.declare(person, "IR790610000000700796858044")
    bank_accounts.refuse(refused, Refusal.NOT_YOURS)
    earlier = bank_accounts.declare(person, IBAN)
    bank_accounts.confirm(earlier, person.full_name, instead_of=None)
    later = bank_accounts.declare(person, "IR270170000000100324200001")
    bank_accounts.confirm(later, person.full_name, instead_of=earlier)


type Opener = Callable[..., Page]


@pytest.fixture
def browse(browser: Browser, live_server: LiveServer, town: Person) -> Iterator[Opener]:
    """Opens a browser window of a size and language; by default Maryam is signed in."""
    contexts = []

    def open_window(
        viewport: dict[str, int] = PHONE,
        language: str = "fa",
        signed_in: bool | Client = True,
        **more: Any,
    ) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **more)
        contexts.append(context)
        kept = {settings.LANGUAGE_COOKIE_NAME: language}
        if isinstance(signed_in, Client):
            kept[settings.SESSION_COOKIE_NAME] = signed_in.cookies["sessionid"].value
        cookies = [{"name": n, "value": v, "url": live_server.url} for n, v in kept.items()]
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        if signed_in is True:
            sign_in(page)
        return page

    yield open_window
    for context in contexts:
        context.close()


def sign_in(page: Page, national_id: str = "۹۹۹۰۰۰۰۰۱۸", passphrase: str = PASSPHRASE) -> None:
    page.goto("/login/")
    page.fill("input[name=national_id]", national_id)
    page.fill("input[name=password]", passphrase)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/home/")


def code_sent_to(mobile: str) -> str:
    """The newest code in the outbox for this mobile."""
    codes = [str(message["code"]) for message in sent() if message["to"] == mobile]
    return codes[-1]


def press(page: Page, name: str) -> None:
    """Presses a button of the page itself, by its words."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def press_until(page: Page, selector: str) -> None:
    """Tabs on until the wanted element has the focus, which must be visible and uncovered."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(_UNCOVERED), selector
            return
    raise AssertionError(f"{selector} is not reached with the Tab key")


_UNCOVERED = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return document.activeElement.contains(top) || top.contains(document.activeElement);
}"""
