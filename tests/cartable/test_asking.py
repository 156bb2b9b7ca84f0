"""Asking for something, step by step, with nothing but forms and links."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import kinds
from taminyar.cartable.kinds import Appraisal
from taminyar.cartable.models import Draft, Request
from taminyar.cartable.states import State
from taminyar.law.texts import text
from taminyar.people import bank_accounts
from taminyar.people.models import BankAccount, Person
from tests.cartable.asking import (
    CHECK,
    HERE,
    INVOICE,
    PAPERS,
    answered,
    draft_now,
    in_english,
    lamp_pages,
    pressed,
)
from tests.cartable.requests import TYPED, Answers, sent
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cartable.lamp_urls")]
IBAN = "IR820540102680020817909002"


@pytest.fixture
def registry() -> Iterator[Answers]:
    with lamp_pages() as answers:
        yield answers


@pytest.fixture
def asker(member: Client, registry: Answers) -> Client:
    """Maryam, who reads English, and a registry that answers."""
    return in_english(member)


# ---- the answers


def test_the_questions_are_asked_and_say_that_nothing_is_sent(asker: Client) -> None:
    page = asker.get(HERE)
    told = words(page)
    assert page.status_code == 200
    assert "A lamp" in told
    assert "Step 1 of 3" in told
    assert "Not sent yet" in told
    assert not Draft.objects.exists()


def test_an_address_may_bring_answers_for_an_empty_form(asker: Client, person: Person) -> None:
    page = asker.get(f"{HERE}?invoice=77&tracked=me")
    assert b'value="77"' in page.content
    assert "right" not in words(page)
    answered(asker, invoice="5")
    assert b'value="77"' not in asker.get(f"{HERE}?invoice=77").content


def test_a_wrong_answer_comes_back_filled_and_is_kept(asker: Client, person: Person) -> None:
    page = answered(asker, invoice="none", bought_day="40")
    assert page.status_code == 422
    assert b'value="none"' in page.content
    assert "Please put 2 things right" in words(page)
    assert draft_now(person).typed == TYPED | {"invoice": "none", "bought_day": "40"}


def test_coming_back_tells_no_faults_until_they_are_asked_for(asker: Client) -> None:
    answered(asker, invoice="none")
    assert "thing right" not in words(asker.get(HERE))
    assert asker.get(CHECK)["Location"] == f"{HERE}?faults"
    assert "one thing right" in words(asker.get(f"{HERE}?faults"))


def test_a_calculator_carries_its_figures_forward(asker: Client, person: Person) -> None:
    answered(asker, invoice="none")
    leads = asker.post(HERE, {"carry": "yes", "invoice": "900", "unknown": "x"})
    assert leads["Location"] == HERE
    assert draft_now(person).typed == TYPED | {"invoice": "900"}
    page = asker.get(HERE)
    assert b'value="900"' in page.content
    assert "thing right" not in words(page)


# ---- reading it once more, and sending it


def test_the_last_page_shows_everything_once_more(asker: Client, person: Person) -> None:
    assert answered(asker)["Location"] == CHECK
    told = words(asker.get(CHECK))
    for shown in (
        "Step 3 of 3",
        "Colour Red Change : Colour",
        "Bought on 2 Dey 1404 Change : Bought on",
        "Invoice 5,000,000 Change : Invoice",
        "Conditions of the law",
        "What is due by the law",
        "Every condition is met",
        "You have no bank account here yet",
        "Branch: at most 5 working days Finance: at most 5 working days",
        "By sending I declare",
        "Send the request",
    ):
        assert shown in told
    assert b'href="/lamp/request/#id_bought_0"' in asker.get(CHECK).content


def test_it_is_sent_and_leads_to_the_request(asker: Client, person: Person) -> None:
    answered(asker)
    leads = pressed(asker, person)
    request = Request.objects.of(person).get()
    assert leads["Location"] == f"/my/requests/{request.tracking}/"
    assert request.state == State.WAITING
    assert request.answers == {"colour": "red", "bought": "1404-10-02", "invoice": 5_000_000}
    assert request.amount is None
    assert not Draft.objects.exists()
    assert "Your request is sent" in words(asker.get(leads["Location"]))


def test_pressing_again_leads_to_the_same_request(asker: Client, person: Person) -> None:
    answered(asker)
    form = {"key": str(draft_now(person).key)}
    first = asker.post(CHECK, form)
    assert asker.post(CHECK, form)["Location"] == first["Location"]
    answered(asker, colour="blue")  # a new draft does not stand in the way
    assert asker.post(CHECK, form)["Location"] == first["Location"]
    assert Request.objects.count() == 1


@pytest.mark.parametrize("key", ["", "nothing", "00000000-0000-4000-8000-000000000000"])
def test_a_key_that_is_not_of_the_draft_sends_nothing(
    asker: Client, person: Person, key: str
) -> None:
    assert asker.post(CHECK, {"key": key})["Location"] == HERE
    answered(asker)
    page = asker.post(CHECK, {"key": key})
    assert page.status_code == 409
    assert "Read it once more" in words(page)
    assert not Request.objects.exists()


def test_the_key_of_somebody_elses_request_leads_nowhere(
    asker: Client, person: Person, other_person: Person
) -> None:
    theirs = sent(other_person)
    answered(asker)
    assert asker.post(CHECK, {"key": str(theirs.key)}).status_code == 409
    other = Draft.objects.create(person=other_person, kind="lamp", typed=TYPED)
    assert asker.post(CHECK, {"key": str(other.key)}).status_code == 409
    assert not Request.objects.of(person).exists()


def test_what_was_changed_in_another_window_is_read_again(asker: Client, person: Person) -> None:
    answered(asker)
    draft = draft_now(person)
    read = {"key": str(draft.key), "seen": draft.saved_at.isoformat()}
    answered(asker, invoice="6000000")
    page = asker.post(CHECK, read)
    assert page.status_code == 409
    assert "6,000,000" in words(page)
    assert not Request.objects.exists()


def test_what_became_wrong_is_not_sent(asker: Client, person: Person) -> None:
    answered(asker)
    Draft.objects.update(typed=TYPED | {"colour": "green"})
    form = {"key": str(draft_now(person).key)}
    assert asker.post(CHECK, form)["Location"] == f"{HERE}?faults"
    assert not Request.objects.exists()


# ---- the registry and the law


def test_the_registry_is_asked_once_for_the_same_answers(
    asker: Client, registry: Answers, person: Person
) -> None:
    answered(asker)
    registry.found = {"lit": False}  # what it says later is not asked for
    assert "Every condition is met" in words(asker.get(CHECK))
    Draft.objects.update(typed=TYPED | {"invoice": "7"})
    assert asker.get(CHECK)["Location"] == HERE  # looking asks nobody
    answered(asker, invoice="7")
    assert "It cannot be sent as it stands" in words(asker.get(CHECK))


@pytest.mark.django_db(transaction=True)
def test_the_registry_is_asked_outside_any_transaction(member: Client, person: Person) -> None:
    asked: list[bool] = []

    def inquire(person: Person, answers: kinds.Answers) -> kinds.Findings:
        asked.append(connection.in_atomic_block)
        return {"lit": True}

    with lamp_pages(inquire=inquire):
        answered(member)
        member.get(CHECK)
        pressed(member, person)
    assert Request.objects.of(person).exists()
    assert asked == [False]


def test_what_the_registry_said_on_another_day_does_not_count(
    asker: Client, registry: Answers, person: Person
) -> None:
    answered(asker)
    registry.found = {"lit": False}
    kept = draft_now(person).findings | {"on": "2026-01-01"}
    Draft.objects.update(findings=kept)
    assert pressed(asker, person).status_code == 422
    assert not Request.objects.exists()


def test_a_silent_registry_keeps_nobody_from_asking(
    asker: Client, registry: Answers, person: Person
) -> None:
    registry.silent = True
    answered(asker)
    told = words(asker.get(CHECK))
    assert "The registry gives no answer now" in told
    assert "We ask the registry ourselves" in told
    pressed(asker, person)
    assert Request.objects.of(person).get().state == State.REGISTERED


def test_what_is_not_due_is_not_sent_and_says_what_to_do(
    asker: Client, registry: Answers, person: Person
) -> None:
    registry.found = {"lit": False}
    answered(asker)
    told = words(asker.get(CHECK))
    assert "It cannot be sent as it stands" in told
    assert "Not met:" in told
    assert "Change my answers" in told
    assert "call 1420" in told
    assert "Send the request" not in told
    page = pressed(asker, person)
    assert page.status_code == 422
    assert "It cannot be sent as it stands" in words(page)
    assert not Request.objects.exists()
    assert draft_now(person).typed == TYPED


def test_nobody_looks_for_papers_of_what_is_refused_anyway(
    member: Client,
) -> None:
    asker = in_english(member)
    with lamp_pages(papers=lambda answers: [INVOICE]) as registry:
        assert answered(asker)["Location"] == PAPERS
        registry.found = {"lit": False}
        assert answered(asker)["Location"] == CHECK
        told = words(asker.get(CHECK))
    assert "It cannot be sent as it stands" in told
    assert "The invoice" not in told
    assert "Papers (done)" not in told


def _unknown(person: Person, answers: kinds.Answers, findings: kinds.Findings) -> Appraisal:
    remark = text("%(days)s days stand in your record.", days=1234)
    return Appraisal(None, [remark], missing="The tariff of 1405")


def test_a_value_of_the_law_that_is_not_known_leaves_it_to_the_branch(
    member: Client, person: Person
) -> None:
    with lamp_pages(assess=_unknown):
        answered(in_english(member))
        told = words(member.get(CHECK))
        assert "“The tariff of 1405” is not known for this day yet" in told
        assert "1,234 days stand in your record." in told
        pressed(member, person)
    assert Request.objects.of(person).get().assessment is None


# ---- the account


def _account(person: Person, held: timedelta) -> BankAccount:
    account = bank_accounts.declare(person, IBAN)
    bank_accounts.confirm(account, "مریم کریمی", instead_of=None)
    now = timezone.now()
    BankAccount.objects.update(confirmed_at=now - timedelta(1), payable_from=now + held)
    return account


def test_the_account_it_is_paid_to_is_named(asker: Client, person: Person) -> None:
    _account(person, -timedelta(hours=1))
    answered(asker)
    told = words(asker.get(CHECK))
    assert "ending in 9002" in told
    assert "waits until then" not in told


def test_a_new_account_that_is_held_says_so(asker: Client, person: Person) -> None:
    _account(person, timedelta(hours=50))
    answered(asker)
    assert "a payment waits until then" in words(asker.get(CHECK))


# ---- to whom it is open


def test_another_level_is_told_which_one_opens_it(member: Client) -> None:
    with lamp_pages(levels=frozenset({"pensioner"})):
        page = in_english(member).get(HERE)
    assert page.status_code == 403
    assert "This page is for the role “Pensioner”" in words(page)


@pytest.mark.parametrize("address", [HERE, PAPERS, CHECK])
def test_to_whom_it_is_closed_it_says_why_and_leads_on(member: Client, address: str) -> None:
    with lamp_pages(closed_to=lambda person: "Lamps are for those who live in the dark."):
        page = in_english(member).get(address)
        assert member.post(address, TYPED).status_code == 403
    assert page.status_code == 403
    assert "Lamps are for those who live in the dark." in words(page)
    assert "See the other services" in words(page)


@pytest.mark.parametrize("address", [HERE, PAPERS, CHECK])
def test_each_step_takes_few_queries(
    asker: Client,
    person: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    registry: Answers,
    address: str,
) -> None:
    _account(person, timedelta(hours=50))
    answered(asker)
    with django_assert_max_num_queries(8):
        assert asker.get(address).status_code == 200


# ---- what is promised


def test_it_promises_what_the_page_of_the_request_promises(
    asker: Client, registry: Answers, person: Person
) -> None:
    registry.advice = Role.MEDICAL_REVIEWER
    answered(asker)
    told = words(asker.get(CHECK))
    stages = "Branch: at most 5 working days Medical reviewer: at most 7 working days Branch: at"
    assert stages in told
    page = words(asker.get(pressed(asker, person)["Location"]))
    [promised] = re.findall(r"Promised by (\d+ \w+ \d+)\.", page)
    assert f"everything is done by {promised} at the latest" in told


def test_nothing_is_promised_while_the_registry_is_silent(asker: Client, registry: Answers) -> None:
    registry.silent = True
    answered(asker)
    assert "The time begins when the registry has answered." in words(asker.get(CHECK))
