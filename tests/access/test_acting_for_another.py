"""Acting for another: what is open, what stays closed, when it ends, and what is written down."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from taminyar.access import delegates
from taminyar.access.delegates import open_to_delegates
from taminyar.access.delegation_models import Delegation, Ender
from taminyar.access.models import AccessEntry
from taminyar.accounts import sessions
from taminyar.accounts.models import User
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.access.rights import PASSPHRASE, acting_for, browser_of, given, invited, person_named
from tests.careers.records import paid, workshop
from tests.pages import words
from tests.visits import _patterns

RECORD_PAGES = {
    "/records/",
    "/records/1402/",
    "/records/wages/",
    "/records/wages/1402/",
    "/records/combined/",
    "/records/combined/1402/",
    "/records/jobs/",
    "/records/file.csv",
}


@pytest.fixture(autouse=True)
def record(person: Person, other_person: Person) -> None:
    """Maryam and Reza each have a record; Reza may look at Maryam's."""
    paid(person, workshop(), "1402-01", "1402-12")
    paid(other_person, workshop("0183630047", "کارگاه کاوه"), "1401-01", "1401-12")


@pytest.fixture
def right(person: Person, other_person: Person, record: None) -> Delegation:
    return given(person, other_person)


def test_the_delegate_sees_the_principals_record_and_not_their_own(right: Delegation) -> None:
    client = acting_for(right)
    page = words(client.get("/records/"))
    assert "کارگاه لاله" in page
    assert "کارگاه کاوه" not in page
    client.post("/account/acting/stop/")
    page = words(client.get("/records/"))
    assert "کارگاه کاوه" in page
    assert "کارگاه لاله" not in page


@pytest.mark.parametrize("page", sorted(RECORD_PAGES))
def test_each_look_is_in_the_log_with_the_name_of_the_delegate(
    right: Delegation, person: Person, page: str
) -> None:
    client = acting_for(right)
    assert client.get(page).status_code == 200
    entry = AccessEntry.objects.get()
    assert entry.person == person
    assert (entry.actor_name, entry.role, entry.what) == (
        "رضا احمدی",
        "delegate",
        "delegate-record",
    )


def test_a_look_that_cannot_be_written_down_shows_nothing(
    right: Delegation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = acting_for(right)

    def fail(*_: Any, **__: Any) -> None:
        raise OSError

    monkeypatch.setattr("taminyar.access.log.record", fail)
    client.raise_request_exception = False
    response = client.get("/records/")
    assert response.status_code == 500
    assert "کارگاه لاله" not in words(response)


def test_only_the_pages_of_the_record_are_open_to_its_scope() -> None:
    opened = {
        pattern.name
        for pattern in _patterns(get_resolver().url_patterns)
        if getattr(pattern.callback, "delegate_scope", None) == "record"
    }
    assert opened == {
        "records",
        "records-year",
        "record-wages",
        "record-wages-year",
        "record-combined",
        "record-combined-year",
        "record-jobs",
        "record-file",
    }


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/home/",
        "/desk/",
        "/account/",
        "/account/identity/",
        "/account/bank/",
        "/account/bank/new/",
        "/account/mobile/",
        "/account/sessions/",
        "/account/security/",
        "/account/delegates/",
        "/account/delegates/new/",
        "/account/access/",
        "/account/notices/",
        "/account/notices/choices/",
        "/account/acting/",
        "/level/",
        "/employer/lists/",
        "/benefits/marriage/",
        "/calculators/",
        "/office/",
    ],
)
def test_everything_else_is_closed_while_acting(right: Delegation, page: str) -> None:
    client = acting_for(right)
    for response in (client.get(page), client.post(page)):
        assert response.status_code == 403
    assert not AccessEntry.objects.exists()


def test_the_closed_page_says_so_and_offers_to_stop(right: Delegation) -> None:
    page = acting_for(right).get("/home/")
    assert page.status_code == 403
    main = page.content.decode().partition("<main")[2]
    assert main.count("مریم کریمی") == 2
    assert 'action="/account/acting/stop/"' in page.content.decode()


def test_another_scope_does_not_open_the_record(
    right: Delegation,
) -> None:
    Delegation.objects.update(scopes=["payslips", "health", "requests"])
    client = acting_for(right)
    for page in RECORD_PAGES:
        assert client.get(page).status_code == 403
    assert not AccessEntry.objects.exists()


def test_what_is_always_open_stays_open(right: Delegation) -> None:
    client = acting_for(right)
    assert client.get("/healthz").status_code == 200
    assert client.post("/set_language/", {"language": "en"}).status_code in (302, 404)
    assert client.post("/logout/").status_code == 302
    assert "acting" not in client.session


def test_ending_the_right_acts_at_the_very_next_request(right: Delegation) -> None:
    client = acting_for(right)
    assert client.get("/records/").status_code == 200
    delegates.end(right, Ender.PRINCIPAL)
    response = client.get("/records/")
    assert response["Location"] == "/account/delegates/"
    assert "acting" not in client.session
    assert AccessEntry.objects.count() == 1
    assert "notice--warning" in client.get("/account/delegates/").content.decode()
    assert client.get("/home/").status_code == 200


def test_the_session_key_is_new_at_start_stop_and_end(right: Delegation) -> None:
    client = browser_of(right.delegate)  # type: ignore[arg-type]
    keys = [client.session.session_key]
    client.post("/account/acting/", {"delegation": right.pk})
    keys.append(client.session.session_key)
    client.post("/account/acting/stop/")
    keys.append(client.session.session_key)
    client.post("/account/acting/", {"delegation": right.pk})
    keys.append(client.session.session_key)
    delegates.end(right, Ender.DELEGATE)
    client.get("/records/")
    keys.append(client.session.session_key)
    assert len(set(keys)) == len(keys)


def test_a_session_that_acted_stays_in_the_list_of_sign_ins_and_can_be_ended(
    right: Delegation, other_person: Person
) -> None:
    for last_step in ("begin", "stop", "end"):
        client = acting_for(right)
        if last_step != "begin":
            client.post("/account/acting/stop/")
        if last_step == "end":
            client.post("/account/acting/", {"delegation": right.pk})
            delegates.end(right, Ender.PRINCIPAL)
            client.get("/records/")
        user = User.objects.get(person=other_person)
        assert sessions.end_others(user, None) == 1
        assert client.get("/account/bank/")["Location"].startswith("/login/")


def test_a_session_ended_meanwhile_does_not_begin_to_act(right: Delegation) -> None:
    client = browser_of(right.delegate)  # type: ignore[arg-type]
    UserSession.objects.all().delete()
    assert client.post("/account/acting/", {"delegation": right.pk}).status_code == 403
    assert client.get("/records/")["Location"].startswith("/login/")


def test_a_closed_account_on_either_side_closes_acting(
    right: Delegation, person: Person, other_person: Person
) -> None:
    User.objects.create_user(person, PASSPHRASE)
    client, waiting = acting_for(right), browser_of(other_person)
    User.objects.filter(person=person).update(is_active=False)
    assert client.get("/records/")["Location"] == "/account/delegates/"
    assert waiting.post("/account/acting/", {"delegation": right.pk}).status_code == 404
    assert 'action="/account/acting/"' not in waiting.get("/account/delegates/").content.decode()
    User.objects.filter(person=person).update(is_active=True)
    assert waiting.post("/account/acting/", {"delegation": right.pk}).status_code == 302
    User.objects.filter(person=other_person).update(is_active=False)
    assert waiting.get("/records/")["Location"].startswith("/login/")
    assert waiting.get("/healthz").status_code == 200
    assert not Delegation.objects.in_force(jalali.today()).exists()
    right.refresh_from_db()
    assert not right.is_in_force


def test_a_look_is_one_entry_in_ten_minutes_however_often_the_page_is_opened(
    right: Delegation, person: Person
) -> None:
    client = acting_for(right)
    for page in ("/records/", "/records/wages/", "/records/"):
        assert client.get(page).status_code == 200
    assert AccessEntry.objects.of(person).count() == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_what_answers_nothing_is_no_look(right: Delegation, method: str) -> None:
    client = acting_for(right)
    assert getattr(client, method)("/records/").status_code == 405
    assert client.get("/records/1200/").status_code == 404
    assert not AccessEntry.objects.exists()


def test_the_right_runs_out_with_its_last_day(right: Delegation) -> None:
    client = acting_for(right)
    today = jalali.today()
    Delegation.objects.update(from_day=today - timedelta(days=9), to_day=today - timedelta(days=1))
    assert client.get("/records/")["Location"] == "/account/delegates/"
    assert client.post("/account/acting/", {"delegation": right.pk}).status_code == 404


def test_acting_begins_anew_each_day(right: Delegation) -> None:
    client = acting_for(right)
    session = client.session
    session["acting"] = session["acting"] | {"day": "1400-01-01"}
    session.save()
    assert client.get("/records/")["Location"] == "/account/delegates/"


def test_the_principal_is_told_once_a_day(right: Delegation, person: Person) -> None:
    acting_for(right)
    acting_for(right)
    assert Notice.objects.of(person).filter(event="delegation-used").count() == 1


def test_levels_of_employers_and_staff_are_not_taken_over(
    right: Delegation, person: Person, other_person: Person
) -> None:
    workshop("0183630048", "کارگاه مریم", owner=person)
    workshop("0183630049", "کارگاه رضا", owner=other_person)
    client = browser_of(other_person)
    client.post("/level/", {"level": "employer"})
    client.post("/account/acting/", {"delegation": right.pk})
    assert client.session["levels"] == [client.session["level"]] == ["insured"]
    client.post("/account/acting/stop/")
    assert client.session["level"] == "employer"


def test_an_invitation_is_no_right_yet(person: Person, other_person: Person) -> None:
    waiting = invited(person, "9990000026")
    client = browser_of(other_person)
    assert client.post("/account/acting/", {"delegation": waiting.pk}).status_code == 404
    assert client.post("/account/acting/", {"delegation": "x"}).status_code == 404


def test_the_principal_cannot_use_the_right_they_gave(right: Delegation, person: Person) -> None:
    client = browser_of(person)
    assert client.post("/account/acting/", {"delegation": right.pk}).status_code == 404


def test_a_right_of_another_delegate_in_the_session_is_worth_nothing(right: Delegation) -> None:
    client = browser_of(person_named("9990000050"))
    session = client.session
    session["acting"] = {"delegation": right.pk, "day": jalali.iso(jalali.today()), "level": ""}
    session.save()
    assert client.get("/records/")["Location"] == "/account/delegates/"


def test_acting_adds_two_queries_to_a_page_of_the_record(right: Delegation) -> None:
    own, acting = browser_of(right.delegate), acting_for(right)  # type: ignore[arg-type]
    assert _queries(acting, "/records/") <= _queries(own, "/records/") + 2


def _queries(client: Client, page: str) -> int:
    """Statements of a page, without those that only mark a transaction."""
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(page).status_code == 200
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return sum(not query["sql"].startswith(marks) for query in made.captured_queries)


def test_the_bar_names_the_principal_and_offers_to_stop(
    right: Delegation, other_person: Person
) -> None:
    request = HttpRequest()
    request.user = User.objects.create_user(other_person, "a passphrase for tests")
    for acting, shown in ((right, True), (None, False)):
        request.acting_for = acting  # type: ignore[attr-defined]
        context = {"request": request, "user": request.user, "csrf_input": ""}
        bar = render_to_string("access/acting_bar.html", context)
        assert ("مریم کریمی" in bar) == shown
        assert ('action="/account/acting/stop/"' in bar) == shown


def test_a_view_can_only_be_opened_for_a_scope_that_exists() -> None:
    with pytest.raises(ValueError, match="bank"):
        open_to_delegates("bank")
