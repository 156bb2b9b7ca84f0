"""Every page in both languages, whatever the screen: accessible, whole, and only ours."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from taminyar.access.delegation_models import Delegation
from taminyar.accounts.models import Role
from taminyar.people.models import Person
from tests.access.rights import browser_of, given
from tests.accounts.conftest import NEWCOMER
from tests.e2e.conftest import DESK, PHONE, Opener, code_sent_to
from tests.office.desks import desk_of, open_file

OPEN = [
    *("/", "/login/", "/login/code/", "/register/", "/recover/", "/components/", "/nothing/"),
    *("/calculators/", "/calculators/old_age/", "/calculators/wage_base/"),
    *("/calculators/survivors/", "/law/", "/law/?q=دستمزد"),
]
MINE = [
    *("/home/", "/desk/", "/desk/?q=سابقه", "/desk/?q=هواپیما"),
    *("/records/", "/records/1402/", "/records/1393/"),
    *("/records/wages/", "/records/wages/1402/"),
    *("/records/combined/", "/records/combined/1402/", "/records/jobs/"),
    *("/benefits/sickness/", "/benefits/marriage/", "/benefits/maternity/"),
    *("/benefits/sickness/request/", "/benefits/maternity/request/", "/my/requests/"),
    *("/calculators/", "/calculators/old_age/", "/law/", "/pensions/"),
]
ACCOUNT = [
    *("/account/", "/account/identity/", "/account/treatment/", "/account/relation/"),
    *("/account/bank/", "/account/bank/new/", "/account/mobile/"),
    *("/account/security/", "/account/security/passphrase/", "/account/security/app/"),
    *("/account/security/passkeys/new/", "/account/security/codes/", "/account/confirm/"),
    *("/account/sessions/", "/account/access/", "/account/access/?who=program"),
    *("/account/access/1/doubt/", "/account/access/2/doubt/"),
    *("/account/delegates/", "/account/delegates/new/"),
    *("/account/notices/", "/account/notices/choices/"),
]
EMPLOYER = ["/home/", "/desk/", "/employer/lists/", "/records/"]
PENSIONER = ["/home/", "/desk/", "/pensions/"]
OFFICER = [
    *("/office/", "/office/people/", "/office/people/9990000018/"),
    *("/office/queue/", "/office/search/"),
]
AUDITOR = ["/office/", "/office/people/9990000018/access/", "/office/access/doubts/"]
LANGUAGES = pytest.mark.parametrize("language", ["fa", "en"])
# Latin words a Persian page may show: kinds of files and numbers, names of browsers.
ALLOWED = {"CSV", "IR", "IP", "Chrome", "Linux", "PDF", "JPEG", "PNG", "HEIC", "localhost", "http"}
LOUD = ("error", "warning")
# 180 px is a phone at 200 %.
NARROW = {
    "fa": [{"width": 320, "height": 640}, {"width": 180, "height": 640}],
    "en": [{"width": 320, "height": 640}],
}


def visit(page: Page, addresses: list[str], language: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    noise: list[str] = []
    page.on("console", lambda said: said.type in LOUD and noise.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: noise.append(str(error)))
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        page.goto(address)
        if found := faults(page, language):
            wrong[address] = found
    assert wrong == {}
    assert {host.split(":")[0] for host in hosts} <= {"localhost", "127.0.0.1"}
    assert [line for line in noise if "status of 40" not in line] == []


def faults(page: Page, language: str) -> list[str]:
    """What is wrong with the page on a phone, at a desk, on narrow screens, dark and enlarged.

    Axe looks at Persian on a phone and at English at a desk; colours are the same in both.
    Leaves the page enlarged.
    """
    found = small_targets(page)
    if language == "fa":
        found += axe_findings(page)
        found += sorted(latin_words(page) - ALLOWED) if "/components/" not in page.url else []
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {finding}" for finding in axe_findings(page, ["color-contrast"])]
        page.emulate_media(color_scheme="light")
    for size in (DESK, *NARROW[language], PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [f"wider than {size['width']}: {widest(page)}"] if overflow(page) > 0 else []
        found += axe_findings(page) if (size, language) == (DESK, "en") else []
    page.evaluate(_TWICE_THE_SIZE)
    enlarged = (
        [f"wider than the screen when enlarged: {widest(page)}"] if overflow(page) > 0 else []
    )
    return found + enlarged


def axe_findings(page: Page, rules: list[str] | None = None) -> list[str]:
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = Axe().run(page, options=options).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def widest(page: Page) -> list[str]:
    """The innermost parts of the page that stand beyond its edge."""
    return page.evaluate(_BEYOND_THE_EDGE)


def latin_words(page: Page) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", page.evaluate(_PERSIAN_TEXT)))


_BEYOND_THE_EDGE = """() => {
    const out = (part) => {
        const { left, right, width } = part.getBoundingClientRect();
        return width && (left < -1 || right > innerWidth + 1);
    };
    return [...document.querySelectorAll("body *")]
        .filter((part) => out(part) && ![...part.children].some(out))
        .map((part) => part.outerHTML.slice(0, 90))
        .slice(0, 5);
}"""
_PERSIAN_TEXT = """() => [
    ...document.querySelectorAll("code, bdi[dir=ltr], [lang=en]:not(html)")
].reduce((text, part) => text.replace(part.innerText, ""), document.body.innerText)
    // Names and codes within a sentence, set apart by the signs of their direction.
    .replace(/\u2066[^\u2069]*\u2069/g, "")"""


def small_targets(page: Page) -> list[str]:
    """What is pressed must be large enough for a thumb."""
    return page.evaluate(_SMALL)


_SMALL = """() => {
    const pressed = "a.button, button, summary, .bar__item, .tabs a, .back a, .service, .actions a,"
        + " label.tick, select, input:not([type=hidden], [type=checkbox], [type=radio])";
    return [...document.querySelectorAll(pressed)]
        .filter((part) => !part.closest(".hidden") && part.checkVisibility())
        .filter((part) => part.getBoundingClientRect().height < 43.5)
        .map((part) => `too small: ${part.outerHTML.slice(0, 120)}`);
}"""


# As a browser that enlarges the text alone, with everything unfolded.
_TWICE_THE_SIZE = """() => {
    document.querySelectorAll("main details").forEach((folded) => (folded.open = true));
    const parts = [...document.querySelectorAll("body, body *")];
    const sizes = parts.map((part) => parseFloat(getComputedStyle(part).fontSize));
    parts.forEach((part, at) => part.style.setProperty("font-size", `${sizes[at] * 2}px`));
}"""


@LANGUAGES
def test_pages_of_visitors(language: str, browse: Opener) -> None:
    visit(browse(PHONE, language, signed_in=False), OPEN, language)


@LANGUAGES
def test_pages_of_members(language: str, browse: Opener) -> None:
    visit(browse(PHONE, language), MINE, language)


@LANGUAGES
def test_pages_of_the_account(language: str, browse: Opener, busy: Person) -> None:
    rights = Delegation.objects.of(busy).values_list("pk", flat=True)
    more = [f"/account/delegates/{pk}/" for pk in rights]
    ended = Delegation.objects.given_by(busy).get().pk
    visit(browse(PHONE, language), [*ACCOUNT, *more, f"/account/delegates/{ended}/end/"], language)


@LANGUAGES
@pytest.mark.parametrize(("level", "addresses"), [("employer", EMPLOYER), ("pensioner", PENSIONER)])
def test_pages_of_other_levels(
    level: str, addresses: list[str], language: str, browse: Opener, busy: Person
) -> None:
    page = browse(PHONE, language)
    page.click("details.menu summary")
    page.click(f"button[name=level][value={level}]")
    page.wait_for_url("**/home/")
    visit(page, addresses, language)


@LANGUAGES
@pytest.mark.parametrize(
    ("role", "addresses"), [(Role.BRANCH_OFFICER, OFFICER), (Role.ADMINISTRATOR, AUDITOR)]
)
def test_pages_of_staff(
    role: Role, addresses: list[str], language: str, browse: Opener, busy: Person
) -> None:
    desk = desk_of(role)
    open_file(desk, "9990000018")
    doubt = [f"/office/access/doubts/{busy.pk}/2/"] if role == Role.ADMINISTRATOR else []
    visit(browse(PHONE, language, desk), [*addresses, *doubt], language)


@LANGUAGES
def test_later_steps_of_registering_and_of_a_new_passphrase(language: str, browse: Opener) -> None:
    for address, who, mobile in (
        ("/register/", NEWCOMER, NEWCOMER["mobile"]),
        ("/recover/", RECOVERING, "09120000001"),
    ):
        client = Client()
        client.post(address, who)
        page = browse(PHONE, language, client)
        visit(page, [address], language)
        client.post(address, {"code": code_sent_to(mobile)})
        visit(page, [address], language)


RECOVERING = {
    "national_id": "9990000018",
    "birth_date_day": "1",
    "birth_date_month": "1",
    "birth_date_year": "1368",
}


@LANGUAGES
def test_later_steps_of_mobile_and_delegates(
    language: str, browse: Opener, town: Person, reza: Person
) -> None:
    client = browser_of(town)
    client.post("/account/mobile/", {"mobile": "09351234567"})
    invitation = {"national_id": reza.national_id, "scopes": ["record"], "period": "month"}
    client.post("/account/delegates/new/", invitation)
    client.post("/account/delegates/new/check/")
    client.post("/level/", {"level": "employer", "draft": "iban=1", "draft_path": "/account/bank/"})
    pages = [
        *("/account/mobile/", "/account/delegates/new/check/", "/account/delegates/new/code/"),
        *("/home/", "/account/go-on/"),
    ]
    visit(browse(PHONE, language, client), pages, language)


@LANGUAGES
def test_pages_while_one_acts_for_another(
    language: str, browse: Opener, town: Person, reza: Person
) -> None:
    client = browser_of(reza)
    client.post("/account/acting/", {"delegation": given(town, reza).pk})
    visit(browse(PHONE, language, client), ["/records/", "/account/bank/"], language)


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
