"""Every page in both languages on a phone and at a desk: accessible, whole, and only ours."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE, Opener

OPEN = [
    *("/", "/login/", "/components/", "/nothing/"),
    *("/calculators/", "/calculators/old_age/", "/calculators/wage_base/"),
    *("/calculators/survivors/", "/law/", "/law/?q=دستمزد"),
]
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
    "/benefits/sickness/",
    "/benefits/marriage/",
    "/benefits/maternity/",
    "/calculators/",
    "/calculators/old_age/",
    "/law/",
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


@LANGUAGES
@pytest.mark.parametrize("level", ["insured", "employer"])
def test_text_of_twice_the_size_wraps_and_nothing_scrolls_sideways(
    level: str, language: str, browse: Opener
) -> None:
    page = browse(PHONE, language)
    if level == "employer":
        page.click("details.menu summary")
        page.click("button[name=level][value=employer]")
        page.wait_for_url("**/home/")
    for address in MINE if level == "insured" else EMPLOYER:
        page.goto(address)
        page.evaluate(_TWICE_THE_SIZE)
        assert overflow(page) <= 0, address


# As a browser that enlarges the text alone, with everything unfolded.
_TWICE_THE_SIZE = """() => {
    document.querySelectorAll("main details").forEach((folded) => (folded.open = true));
    const parts = [...document.querySelectorAll("body, body *")];
    const sizes = parts.map((part) => parseFloat(getComputedStyle(part).fontSize));
    parts.forEach((part, at) => part.style.setProperty("font-size", `${sizes[at] * 2}px`));
}"""


@LANGUAGES
def test_a_year_is_a_short_card_on_a_phone(language: str, browse: Opener) -> None:
    page = browse(PHONE, language)
    page.goto("/records/")
    rows = page.locator(".table tbody tr").all()
    heights = [row.bounding_box()["height"] for row in rows]  # type: ignore[index]
    assert max(heights) <= 170
    assert sorted(heights)[len(heights) // 2] <= 140
    assert page.locator(".is-empty:visible").count() == 0


@LANGUAGES
def test_the_legend_of_the_picture_has_one_line_a_sign(language: str, browse: Opener) -> None:
    page = browse(PHONE, language)
    page.goto("/records/")
    for sign in page.locator(".career__legend li").all():
        box = sign.bounding_box()
        assert box
        assert box["height"] < 36, sign.inner_text()


def test_the_digits_of_a_year_in_the_picture_stay_together(browse: Opener) -> None:
    page = browse()
    page.goto("/records/")
    style = "text => getComputedStyle(text).fontVariantNumeric"
    assert page.locator(".career__years text").first.evaluate(style) == "normal"


@LANGUAGES
def test_the_header_is_one_line_and_names_the_other_language(language: str, browse: Opener) -> None:
    page = browse(PHONE, language)
    other = page.get_by_role("button", name="English" if language == "fa" else "فارسی")
    assert other.locator("span").bounding_box()["width"] > 20  # type: ignore[index]
    assert page.locator(".top__row").bounding_box()["height"] < 70  # type: ignore[index]


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
