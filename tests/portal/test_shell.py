"""The shell around every page: header, bar, languages, errors, headers of the answer."""

import pytest
from django.template import engines
from django.test import Client
from django.utils import translation

from tests.pages import words


@pytest.mark.feature("C-01")
def test_the_front_page_is_made_for_a_phone_and_persian_first(client: Client, db: None) -> None:
    html = client.get("/").content.decode()
    assert '<html lang="fa" dir="rtl">' in html
    assert 'name="viewport" content="width=device-width' in html


@pytest.mark.feature("N-04")
@pytest.mark.feature("N-05")
def test_home_is_in_the_bar_of_every_page(member: Client) -> None:
    for path in ("/home/", "/desk/", "/account/", "/records/"):
        html = member.get(path).content.decode()
        bar = html.partition('class="bar"')[2].partition("</nav>")[0]
        assert 'href="/home/"' in bar
        assert "خانه" in bar
        assert bar.count('aria-current="page"') == 1


@pytest.mark.feature("N-07")
def test_the_bar_leads_to_the_request_tray_and_to_the_mailbox(member: Client) -> None:
    html = member.get("/my/requests/").content.decode()
    bar = html.partition('class="bar"')[2].partition("</nav>")[0]
    assert 'href="/my/requests/" aria-current="page"' in bar
    assert "کارتابل" in bar
    assert 'href="/my/mailbox/"' in bar


def test_visitors_have_no_bar_and_no_level(client: Client, db: None) -> None:
    html = client.get("/").content.decode()
    assert 'class="bar"' not in html
    assert 'class="level"' not in html


def test_the_language_is_switched_by_hand_and_not_by_the_browser(client: Client, db: None) -> None:
    assert 'lang="fa"' in client.get("/", headers={"accept-language": "en"}).content.decode()
    assert client.post("/language/", {"language": "en", "next": "/login/"})["Location"] == "/login/"
    response = client.get("/login/")
    assert '<html lang="en" dir="ltr">' in response.content.decode()
    assert response["Content-Language"] == "en"


def test_the_telephone_number_is_written_in_the_digits_of_each_language() -> None:
    """A text without a variable is no exception, whichever language came first."""
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    template = environment.from_string("{{ '1420'|digits }} {{ 4656|number }}")
    for language, expected in (("en", "1420 4,656"), ("fa", "۱۴۲۰ ۴٬۶۵۶"), ("en", "1420 4,656")):
        with translation.override(language):
            assert template.render() == expected


@pytest.mark.parametrize(("path", "status"), [("/nothing/", 404), ("/records/0/", 404)])
def test_an_error_page_is_persian_and_leads_on(path: str, status: int, member: Client) -> None:
    response = member.get(path)
    assert response.status_code == status
    assert 'href="/"' in response.content.decode()
    assert "خانه" in words(response)


def test_a_form_that_was_open_too_long_is_explained(user: object) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/login/", {"national_id": "1", "password": "2"})
    assert response.status_code == 403
    assert "مدت" in words(response)


def test_a_failure_on_our_side_has_a_page_too(
    member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from taminyar.portal import home_cards

    monkeypatch.setattr(home_cards, "of", lambda *_: 1 / 0)
    member.raise_request_exception = False
    response = member.get("/home/")
    assert response.status_code == 500
    assert 'lang="fa"' in response.content.decode()


def test_nothing_comes_from_another_host_and_nothing_is_inline(client: Client, db: None) -> None:
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    html = response.content.decode()
    assert "http://" not in html.replace("http://www.w3.org/", "")
    assert "https://" not in html
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick" not in html


def test_private_pages_are_kept_by_nobody(member: Client) -> None:
    assert "no-store" in member.get("/records/")["Cache-Control"]


def test_health_answers_without_signing_in(client: Client, db: None) -> None:
    assert client.get("/healthz").content == b"ok"
    assert client.get("/readyz").content == b"ready"


def test_the_living_page_of_components_is_there_in_development_only(
    client: Client, db: None, settings: object
) -> None:
    assert client.get("/components/").status_code == 200
    settings.DEMONSTRATION = settings.DEBUG = False  # type: ignore[attr-defined]
    assert client.get("/components/").status_code == 404


def test_a_request_that_cannot_be_read_is_answered(rf: object) -> None:
    from django.contrib.auth.models import AnonymousUser

    from taminyar.portal import errors

    request = rf.get("/")  # type: ignore[attr-defined]
    request.user, request.session = AnonymousUser(), {}
    assert errors.bad_request(request).status_code == 400
