"""The member sees and changes the mobile to which codes and messages go (P-05, P-05a)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from taminyar import registries
from taminyar.accounts import codes
from taminyar.notices.models import Notice
from taminyar.people.models import MobileChange, Person
from tests.notices.outbox import sent
from tests.pages import words

OLD, NEW = "09120000001", "09350000000"
MOST_QUERIES = 8


class Operators:
    """An owner register that gives one answer, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: bool | Exception = True
        self.asked: list[tuple[str, str]] = []

    def belongs(self, mobile: str, national_id: str) -> bool:
        self.asked.append((mobile, national_id))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def operators(monkeypatch: pytest.MonkeyPatch) -> Operators:
    operators = Operators()
    monkeypatch.setattr(registries, "mobile_ownership", lambda: operators)
    return operators


@pytest.fixture
def reader(member: Client, settings: Settings, tmp_path: Path) -> Client:
    """Maryam reads English, so that the tests do not hang on the catalogue."""
    settings.VAR = tmp_path
    member.cookies["django_language"] = "en"
    return member


@pytest.fixture(autouse=True)
def messages_go_out(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each page's messages are written to the outbox, as they are once it has committed."""
    post = Client.post

    def post_and_commit(self: Client, *args: Any, **given: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return post(self, *args, **given)

    monkeypatch.setattr(Client, "post", post_and_commit)


def ask(reader: Client, typed: str = NEW) -> Any:
    return reader.post("/account/mobile/", {"mobile": typed})


def answer(reader: Client, code: str) -> Any:
    return reader.post("/account/mobile/", {"code": code})


def code_sent() -> str:
    return str(sent()[-1]["code"])


def wrong_code() -> str:
    return f"{(int(code_sent()) + 1) % 10**6:06}"


def mobile_of(person: Person) -> str:
    return Person.objects.values_list("mobile", flat=True).get(pk=person.pk)


@pytest.mark.feature("P-05")
def test_the_number_now_is_shown_masked(reader: Client) -> None:
    page = words(reader.get("/account/mobile/"))
    assert "0912•••0001" in page
    assert OLD not in page


@pytest.mark.feature("P-05")
@pytest.mark.feature("P-05a")
@pytest.mark.parametrize(
    "typed", [NEW, "۰۹۳۵۰۰۰۰۰۰۰", "٠٩٣٥٠٠٠٠٠٠٠", "+98 935 000 0000", "9350000000"]
)
def test_the_mobile_is_changed_with_a_code_to_the_new_number(
    reader: Client, person: Person, operators: Operators, typed: str
) -> None:
    assert "Confirm and get the code" in words(reader.get("/account/mobile/"))
    assert ask(reader, typed).status_code == 302
    assert operators.asked == [(NEW, person.national_id)]
    assert sent()[-1]["to"] == NEW
    assert mobile_of(person) == OLD
    page = reader.get("/account/mobile/").content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert answer(reader, code_sent()).status_code == 302
    assert mobile_of(person) == NEW
    assert "0935•••0000" in words(reader.get("/account/mobile/"))


@pytest.mark.parametrize("digits", ["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_the_code_is_taken_in_any_digits_and_with_spaces(
    reader: Client, person: Person, operators: Operators, digits: str
) -> None:
    ask(reader)
    code = code_sent().translate(str.maketrans("0123456789", digits))
    assert answer(reader, f" {code[:3]} {code[3:]} ").status_code == 302
    assert mobile_of(person) == NEW


def test_both_numbers_are_told(reader: Client, person: Person, operators: Operators) -> None:
    ask(reader)
    before = len(sent())
    answer(reader, code_sent())
    told = sent()[before:]
    assert {message["to"] for message in told} == {OLD, NEW}
    assert all(message["code"] is None for message in told)
    assert Notice.objects.of(person).filter(event="mobile-changed").count() == 1
    change = MobileChange.objects.of(person).get()
    assert (change.old, change.new) == (OLD, NEW)


def test_the_page_tells_of_the_change_for_72_hours(
    reader: Client, person: Person, operators: Operators
) -> None:
    ask(reader)
    answer(reader, code_sent())
    assert "Your mobile was changed on" in words(reader.get("/account/mobile/"))
    MobileChange.objects.update(changed_at=timezone.now() - timedelta(hours=73))
    assert "Your mobile was changed on" not in words(reader.get("/account/mobile/"))


def test_a_number_of_another_person_is_explained(
    reader: Client, person: Person, operators: Operators
) -> None:
    operators.answer = False
    before = len(sent())
    response = ask(reader)
    assert response.status_code == 422
    assert "registered in another person's name" in words(response)
    assert f'value="{NEW}"' in response.content.decode()
    assert len(sent()) == before
    assert mobile_of(person) == OLD


def test_without_an_answer_nothing_changes_and_the_form_stays_filled(
    reader: Client, person: Person, operators: Operators
) -> None:
    operators.answer = registries.Unavailable("mobile")
    before = len(sent())
    response = ask(reader)
    assert response.status_code == 422
    assert "nothing was changed. Try again" in words(response)
    assert f'value="{NEW}"' in response.content.decode()
    assert len(sent()) == before
    assert mobile_of(person) == OLD


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the new mobile number"),
        ("0212345678", "begins with 09"),
        (OLD, "This is the number we have already"),
        ("+98 912 000 0001", "This is the number we have already"),
    ],
)
def test_a_number_that_cannot_be_is_not_asked_about(
    reader: Client, operators: Operators, typed: str, said: str
) -> None:
    response = ask(reader, typed)
    assert response.status_code == 422
    assert said in words(response)
    assert operators.asked == []


def test_a_wrong_code_says_how_many_tries_are_left_and_five_are_all(
    reader: Client, person: Person, operators: Operators
) -> None:
    ask(reader)
    for left in ("4 more tries", "3 more tries", "2 more tries", "1 more try"):
        response = answer(reader, wrong_code())
        assert response.status_code == 422
        assert left in words(response)
    assert "can no longer be used" in words(answer(reader, wrong_code()))
    assert "can no longer be used" in words(answer(reader, code_sent()))
    assert mobile_of(person) == OLD


def test_a_code_is_good_once(reader: Client, person: Person, operators: Operators) -> None:
    ask(reader)
    code = code_sent()
    answer(reader, code)
    person.refresh_from_db()
    Person.objects.filter(pk=person.pk).update(mobile=OLD)
    assert answer(reader, code)["Location"] == "/account/mobile/"
    assert mobile_of(person) == OLD
    assert MobileChange.objects.count() == 1


def test_a_code_that_was_used_in_another_window_changes_nothing(
    reader: Client, person: Person, operators: Operators
) -> None:
    ask(reader)
    held = reader.session["codes"]
    answer(reader, code_sent())
    Person.objects.filter(pk=person.pk).update(mobile=OLD)
    session = reader.session
    session["codes"] = held
    session.save()
    before = [message for message in sent() if message["code"]]
    response = answer(reader, before[-1]["code"])
    assert response.status_code == 422
    assert "can no longer be used" in words(response)
    assert mobile_of(person) == OLD


def test_a_code_that_ran_out_is_refused_and_a_new_one_is_offered(
    reader: Client, person: Person, operators: Operators
) -> None:
    ask(reader)
    with time_machine.travel(timezone.now() + codes.LIFETIME + timedelta(seconds=1)):
        response = answer(reader, code_sent())
        assert "can no longer be used" in words(response)
        assert "Send a new code" in words(response)
        assert "Confirm and get the code" in words(reader.get("/account/mobile/"))
    assert mobile_of(person) == OLD


def test_only_the_last_code_counts_and_for_its_own_number_alone(
    reader: Client, person: Person, operators: Operators, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = iter((111111, 222222, 333333))
    monkeypatch.setattr(codes.secrets, "randbelow", lambda _: next(made))
    for number in ("09360000000", NEW, NEW):
        ask(reader, number)
    for earlier in ("111111", "222222"):
        assert answer(reader, earlier).status_code == 422
    assert answer(reader, "333333").status_code == 302
    assert mobile_of(person) == NEW


def test_a_code_without_a_number_before_it_leads_to_the_form(reader: Client) -> None:
    response = answer(reader, "123456")
    assert (response.status_code, response["Location"]) == (302, "/account/mobile/")


def test_many_tries_are_stopped(reader: Client, operators: Operators) -> None:
    operators.answer = False
    for _ in range(10):
        ask(reader)
    response = ask(reader)
    assert response.status_code == 422
    assert "That was tried often. Try again in 60 minutes" in words(response)
    assert len(operators.asked) == 10


def test_changing_asks_for_a_fresh_sign_in(
    reader: Client, person: Person, operators: Operators
) -> None:
    ask(reader)
    session = reader.session
    session["fresh_at"] = 0
    session.save()
    assert reader.get("/account/mobile/").status_code == 302
    answer(reader, code_sent())
    assert mobile_of(person) == OLD


def test_both_steps_cost_few_queries(
    reader: Client, operators: Operators, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        reader.get("/account/mobile/")
    ask(reader)
    with django_assert_max_num_queries(MOST_QUERIES):
        reader.get("/account/mobile/")
