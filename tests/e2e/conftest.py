"""A real browser on a running server, as a member on a phone and at a desk."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from taminyar.accounts.models import User
from taminyar.people.models import Person
from tests.careers.records import job, listed, paid, workshop
from tests.conftest import PASSPHRASE

# Playwright keeps an event loop in this thread; the tests' own queries are not asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    switches = ("no-sandbox", "disable-gpu", "disable-quic", "disable-background-networking")
    return {"executable_path": "/usr/bin/chromium", "args": [f"--{name}" for name in switches]}


@pytest.fixture
def town(transactional_db: None, person: Person) -> Person:
    """Maryam with eleven years in three workshops, one of which she owns."""
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


type Opener = Callable[..., Page]


@pytest.fixture
def browse(browser: Browser, live_server: LiveServer, town: Person) -> Iterator[Opener]:
    """Opens a browser window of a size and language; by default Maryam is signed in."""
    contexts = []

    def open_window(
        viewport: dict[str, int] = PHONE, language: str = "fa", signed_in: bool = True, **more: Any
    ) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **more)
        contexts.append(context)
        address = live_server.url
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page = context.new_page()
        if signed_in:
            sign_in(page)
        return page

    yield open_window
    for context in contexts:
        context.close()


def sign_in(page: Page) -> None:
    page.goto("/login/")
    page.fill("input[name=national_id]", "۹۹۹۰۰۰۰۰۱۸")
    page.fill("input[name=password]", PASSPHRASE)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/home/")
