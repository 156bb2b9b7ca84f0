"""Staff find a request by its code, by the national ID or by the name; the person sees it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.access import log
from taminyar.accounts.models import Role
from taminyar.accounts.throttle import Limit
from taminyar.cartable.models import Request
from taminyar.office import search, search_views
from taminyar.people.models import Branch, Person
from tests.access.looks import entries_of, staff
from tests.office.desks import desk_of
from tests.office.test_queues_stay_quick import plan
from tests.office.waiting import put, shown
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
SEARCH = "/office/search/"
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture
def officer() -> Client:
    return desk_of(OFFICER)


def found(client: Client, typed: str, requests: list[Request]) -> list[Request]:
    response = client.post(SEARCH, {"words": typed})
    assert response.status_code == 200
    return shown(words(response), requests)


@pytest.mark.parametrize("grouping", ["{0}-{1}", "{0}{1}", "{0} {1}", " {0}–{1} "])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_by_tracking_code_in_any_grouping(
    grouping: str, case: Any, officer: Client, person: Person
) -> None:
    wanted, other = put(person, 2)
    typed = case(grouping.format(wanted.tracking[:5], wanted.tracking[5:]))
    assert found(officer, typed, [wanted, other]) == [wanted]


@pytest.mark.parametrize("typed", ["9990000018", "۹۹۹۰۰۰۰۰۱۸", "٩٩٩-٠٠٠٠٠١-٨", " 999 000 0018 "])
def test_by_national_id_in_any_digits(
    typed: str, officer: Client, person: Person, other_person: Person
) -> None:
    wanted, other = put(person)[0], put(other_person)[0]
    assert found(officer, typed, [wanted, other]) == [wanted]


@pytest.mark.parametrize(
    "typed",
    [
        *("مریم کریمی", "مريم", "مریم کر", "مریمکریمی", "کریمی", "كريمي مریم", "ریمی"),
        *("کریمی\u200cمریم", "  مریم   کریمی "),
    ],
)
def test_by_parts_of_a_name_however_it_is_written(
    typed: str, officer: Client, person: Person, other_person: Person
) -> None:
    wanted, other = put(person)[0], put(other_person)[0]
    assert found(officer, typed, [wanted, other]) == [wanted]


@pytest.mark.parametrize("typed", ["رضا", "محمد رضا", "محمدرضا", "پور حسینی", "حسيني\u200cپور"])
@pytest.mark.parametrize("written", ["محمد\u200cرضا", "محمد رضا", "محمدرضا"])
def test_half_of_a_compound_name_is_enough(
    written: str, typed: str, officer: Client, person: Person, other_person: Person
) -> None:
    person.first_name, person.last_name = written, "حسینی\u200cپور"
    person.save()
    wanted, other = put(person)[0], put(other_person)[0]
    assert wanted in found(officer, typed, [wanted, other])


@pytest.mark.parametrize("text", ["کد رهگیری {0}-{1}", "({0}{1})", "سلام، {0}–{1} چه شد؟"])
def test_a_code_among_other_words(text: str, officer: Client, person: Person) -> None:
    wanted, other = put(person, 2)
    typed = text.format(wanted.tracking[:5].lower(), wanted.tracking[5:])
    assert found(officer, typed, [wanted, other]) == [wanted]


@pytest.mark.parametrize("typed", ["کد ملی ۹۹۹۰۰۰۰۰۱۸", "مریم کریمی 999-000001-8"])
def test_a_national_id_among_other_words(
    typed: str, officer: Client, person: Person, other_person: Person
) -> None:
    wanted, other = put(person)[0], put(other_person)[0]
    assert found(officer, typed, [wanted, other]) == [wanted]


def test_namesakes_are_told_apart(officer: Client, person: Person, other_person: Person) -> None:
    other_person.first_name, other_person.last_name = person.first_name, person.last_name
    other_person.father_name, other_person.birth_date = "حسن", date(1980, 5, 1)
    other_person.save()
    put(person)
    put(other_person)
    page = words(officer.post(SEARCH, {"words": "کریمی"}))
    assert "مریم کریمی حسن 1359" in page


def test_a_hit_says_which_request_whose_and_where_it_stands(
    officer: Client, person: Person
) -> None:
    put(person)
    page = words(officer.post(SEARCH, {"words": "مریم"}))
    for said in ("A lamp", "Waiting", "مریم کریمی", "999•••0018"):
        assert said in page
    assert "9990000018" not in page


def test_everybody_who_is_shown_is_on_record_and_sees_it(
    officer: Client, person: Person, other_person: Person, member: Client
) -> None:
    put(person, 2)
    put(other_person)
    officer.post(SEARCH, {"words": "مریم"})
    [entry] = entries_of(person)
    assert (entry.what, entry.purpose, entry.role) == ("request-search", "request", OFFICER)
    assert entry.detail == "branch: شعبه یک تهران"
    assert not entries_of(other_person)
    member.post("/language/", {"language": "en", "next": "/"})
    assert "Found a request of yours in a search" in words(member.get("/account/access/"))


def test_what_cannot_be_put_on_record_is_not_shown(
    officer: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise LookupError

    put(person)
    officer.raise_request_exception = False
    monkeypatch.setattr(log, "record_all", fail)
    response = officer.post(SEARCH, {"words": "مریم"})
    assert response.status_code == 500
    assert person.last_name not in words(response)


def test_only_the_own_trays_are_searched(officer: Client, person: Person) -> None:
    Branch.objects.get_or_create(code="901")
    central, ours, theirs = (put(person, tray=tray)[0] for tray in ("", "018", "901"))
    assert set(found(officer, "مریم", [central, ours, theirs])) == {central, ours}
    assert found(officer, theirs.tracking, [theirs]) == []
    assert set(found(desk_of(Role.ADMINISTRATOR), "مریم", [central, ours, theirs])) == {
        *(central, ours, theirs)
    }


def test_ones_own_requests_are_not_found(officer: Client) -> None:
    own = put(staff(OFFICER).person)
    assert found(officer, own[0].tracking, own) == []
    assert found(officer, "9990000077", own) == []
    assert not entries_of(staff(OFFICER).person)


def test_the_newest_show_and_that_there_are_more(
    officer: Client, person: Person, other_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST", 2)
    other_person.first_name = "مریم"
    other_person.save()
    now = timezone.now()
    old = put(other_person, sent_at=now - timedelta(days=9))
    new = put(person, 2)
    assert found(officer, "مریم", [*old, *new]) == [new[1], new[0]]
    assert "More than" in words(officer.post(SEARCH, {"words": "مریم"}))
    assert not entries_of(other_person)


@pytest.mark.parametrize("typed", ["", "  ", "مر", "ab", "مر کر", "x" * 101])
def test_too_little_to_search_for_comes_back(typed: str, officer: Client) -> None:
    response = officer.post(SEARCH, {"words": typed})
    assert response.status_code == 422
    assert "Write" in words(response)


@pytest.mark.parametrize("typed", ["هیچکس", "ABCDE-FGHJK", "9990000131", "%%%", "___"])
def test_what_is_not_there_is_not_found(typed: str, officer: Client, person: Person) -> None:
    put(person)
    assert "Nothing was found" in words(officer.post(SEARCH, {"words": typed}))


def test_what_is_searched_for_stands_in_no_address(officer: Client, person: Person) -> None:
    asked = put(person)
    response = officer.get(SEARCH, {"words": "مریم"})
    assert shown(words(response), asked) == []
    assert 'method="post" action="/office/search/"' in response.content.decode()


def test_nobody_searches_on_and_on(
    officer: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_views, "SEARCHES", Limit("few", 1, timedelta(hours=1)))
    asked = put(person)
    assert found(officer, "مریم", asked) == asked
    response = officer.post(SEARCH, {"words": "مریم"})
    assert response.status_code == 429
    assert "as often as one may in an hour" in words(response)
    assert shown(words(response), asked) == []


def test_a_search_takes_eight_queries(
    officer: Client, person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put(person, 25)
    with django_assert_num_queries(8):
        assert "مریم کریمی" in words(officer.post(SEARCH, {"words": "مریم"}))


def test_a_name_is_found_along_its_index(person: Person) -> None:
    with CaptureQueriesContext(connection) as captured:
        list(Person.objects.filter(search_key__contains="مریم"))
    assert "person_by_part_of_name" in str(plan(captured[0]["sql"]))
