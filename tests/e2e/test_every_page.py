"""Every page in both languages on a phone and at a desk: accessible, whole, and only ours."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE, Opener

OPEN = ["/", "/login/", "/components/", "/nothing/"]
MINE = [
    "/home/",
    "/desk/",
    "/desk/?q=سابقه",
    "/desk/?q=هواپیما",
    "/account/",
    "/records/",
    "/records/1402/",
    "/records/1393/",
    "/records/wages/",
    "/records/wages/1402/",
    "/records/combined/",
    "/records/combined/1402/",
    "/records/jobs/",
]
EMPLOYER = ["/home/", "/desk/", "/employer/lists/", "/records/"]
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
LANGUAGES = pytest.mark.parametrize("language", ["fa", "en"])
# Latin words a Persian page may show: the name of the other language, kinds of files.
ALLOWED = {"English", "CSV"}
LOUD = ("error", "warning")


def visit(page: Page, addresses: list[str], language: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    noise: list[str] = []
    page.on("console", lambda said: said.type in LOUD and noise.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: noise.append(str(error)))
    for address in addresses:
        page.goto(address)
        assert axe_findings(page) == [], address
        assert overflow(page) <= 0, f"{address} is wider than the screen"
        if language == "fa" and address != "/components/":
            assert latin_words(page) <= ALLOWED, address
    assert {host.split(":")[0] for host in hosts} <= {"localhost", "127.0.0.1"}
    assert [line for line in noise if "status of 40" not in line] == []


def axe_findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def latin_words(page: Page) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", page.locator("body").inner_text()))


@SIZES
@LANGUAGES
def test_pages_of_visitors(size: dict[str, int], language: str, browse: Opener) -> None:
    visit(browse(size, language, signed_in=False), OPEN, language)


@SIZES
@LANGUAGES
def test_pages_of_members(size: dict[str, int], language: str, browse: Opener) -> None:
    visit(browse(size, language), MINE, language)


@SIZES
@LANGUAGES
def test_pages_of_employers(size: dict[str, int], language: str, browse: Opener) -> None:
    page = browse(size, language)
    page.click("details.menu summary")
    page.click("button[name=level][value=employer]")
    page.wait_for_url("**/home/")
    visit(page, EMPLOYER, language)


def test_dark_pages_are_as_readable(browse: Opener) -> None:
    page = browse(color_scheme="dark")
    for address in (*MINE, "/components/"):
        page.goto(address)
        assert axe_findings(page) == [], address


@pytest.mark.parametrize("width", [320, 180])
def test_pages_reflow_on_the_narrowest_screen_and_at_twice_the_size(
    width: int, browse: Opener
) -> None:
    """180 px is a 360 px phone at 200 % zoom."""
    page = browse({"width": width, "height": 640})
    for address in MINE:
        page.goto(address)
        assert overflow(page) <= 0, address


def test_what_is_pressed_is_large_enough_for_a_thumb(browse: Opener) -> None:
    page = browse()
    page.goto("/records/")
    for part in page.locator("a.button, button, .bar__item, summary, .tabs a").all():
        box = part.bounding_box()  # nothing, or no size, in what is folded away
        assert not box or not box["height"] or box["height"] >= 44, part.inner_text()
    for item in page.locator(".bar__item").all():
        box = item.bounding_box()
        assert box
        assert box["height"] >= 48
