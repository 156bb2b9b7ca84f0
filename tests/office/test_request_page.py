"""The page of a request at the desk: who may open it, and what it shows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.access import log
from taminyar.accounts.models import Role, StaffDuty
from taminyar.cartable import conversation, decide, kinds, own
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Request
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.office import request_page
from taminyar.payments.models import PaymentOrder
from taminyar.people import bank_accounts
from taminyar.people.models import BankAccount, Person
from tests.access.looks import entries_of, staff
from tests.cartable.requests import LAMP, Answers, new_key, officer, sent, user_of
from tests.cartable.working import basis
from tests.office.desks import desk_for, desk_of
from tests.office.requests_at_desk import page_of, paper_of, press
from tests.pages import words

IBAN = "IR790610000000700796858044"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]


@pytest.fixture
def at_desk() -> Client:
    return desk_of(Role.BRANCH_OFFICER)


def test_it_shows_who_asks_for_what_and_what_the_law_says(at_desk: Client, person: Person) -> None:
    page = words(at_desk.get(page_of(sent(person))))
    for said in ("مریم کریمی", "9990000018", "علی", "0912•••0001", "A lamp", "Red", "5,000,000"):
        assert said in page
    assert "Nothing differs from the day of sending." in page
    assert "09120000001" not in page


def test_the_code_may_be_written_as_people_write_it(at_desk: Client, person: Person) -> None:
    asked = sent(person)
    assert at_desk.get(f"/office/requests/{str(asked).lower()}/").status_code == 200
    assert at_desk.get("/office/requests/nonsense/").status_code == 404


def test_the_look_is_on_record_first_and_the_person_reads_it(
    member: Client, at_desk: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = sent(person)
    with monkeypatch.context() as broken:
        broken.setattr(request_page, "of", _fail)
        with pytest.raises(LookupError):
            at_desk.get(page_of(asked))
    [entry] = entries_of(person)
    assert (entry.what, entry.role, entry.purpose) == ("request", "branch_officer", "request")
    assert entry.detail == "branch: شعبه یک تهران"
    member.post("/language/", {"language": "en", "next": "/"})
    own_page = words(member.get("/account/access/"))
    assert "Opened your request, its papers and its messages" in own_page
    assert "Handling a request of this person" in own_page
    assert "نرگس صادقی" in own_page


def test_what_cannot_be_put_on_record_is_not_shown(
    at_desk: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = sent(person)
    monkeypatch.setattr(log, "record", _fail)
    monkeypatch.setattr(request_page, "of", lambda *_: pytest.fail("The request was read."))
    with pytest.raises(LookupError):
        at_desk.get(page_of(asked))


def _fail(*_: Any, **__: Any) -> Any:
    raise LookupError


def test_nobody_opens_a_request_of_their_own() -> None:
    mine = sent(staff().person)
    assert desk_of(Role.BRANCH_OFFICER).get(page_of(mine)).status_code == 403


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.CONTACT_AGENT])
def test_finance_and_contact_agents_open_none(role: Role, person: Person) -> None:
    asked = sent(person)
    assert desk_of(role).get(page_of(asked)).status_code == 403


@pytest.mark.parametrize("role", [Role.PENSIONS_OFFICER, Role.MEDICAL_REVIEWER])
def test_another_desk_finds_nothing_there(role: Role, person: Person) -> None:
    asked = sent(person)
    assert desk_of(role).get(page_of(asked)).status_code == 404
    assert entries_of(person) == []


def test_the_tray_of_another_branch_is_closed(at_desk: Client, person: Person) -> None:
    asked = sent(person)
    Request.objects.update(tray="901")
    assert at_desk.get(page_of(asked)).status_code == 404
    assert desk_for(officer(number=2), Role.BRANCH_OFFICER).get(page_of(asked)).status_code == 200
    Request.objects.update(tray="018")
    assert at_desk.get(page_of(asked)).status_code == 200


def test_the_reviewer_opens_what_was_ever_referred(person: Person) -> None:
    asked = sent(person)
    decide.refer(asked, officer(), Role.BRANCH_OFFICER, to=Role.MEDICAL_REVIEWER, words="لازم؟")
    reviewer = desk_of(Role.MEDICAL_REVIEWER)
    page = words(reviewer.get(page_of(asked)))
    assert "The question to the reviewer لازم؟" in page
    assert "Give the opinion" in page
    decide.advise(asked, officer(Role.MEDICAL_REVIEWER, 3), favourable=False, words="نه")
    assert "The reviewer is against it نه" in words(reviewer.get(page_of(asked)))


def test_the_administrator_sees_all_and_decides_nothing(person: Person) -> None:
    page = words(desk_of(Role.ADMINISTRATOR).get(page_of(sent(person))))
    assert "مریم کریمی" in page
    assert "Approve" not in page
    assert "Take it up" not in page


def test_a_duty_of_the_desk_goes_before_that_of_the_administrator(person: Person) -> None:
    user = staff()
    officer_too = desk_for(user, Role.BRANCH_OFFICER)
    StaffDuty.objects.create(user=user, role=Role.ADMINISTRATOR)
    officer_too.get(page_of(sent(person)))
    assert entries_of(person)[0].role == Role.BRANCH_OFFICER


def test_other_requests_of_the_kind_stand_below(at_desk: Client, person: Person) -> None:
    earlier = sent(person)
    decide.approve(earlier, officer(), Role.BRANCH_OFFICER, basis=basis(earlier))
    page = words(at_desk.get(page_of(sent(person, colour="blue"))))
    assert str(earlier) in page
    assert "Sent to finance" in page


def test_an_approved_one_shows_its_payment_and_why_it_waits(
    at_desk: Client, person: Person
) -> None:
    asked = sent(person)
    decide.approve(asked, officer(), Role.BRANCH_OFFICER, basis=basis(asked))
    page = words(at_desk.get(page_of(asked)))
    assert "Waiting for the next batch" in page
    assert "No bank account is registered" in page
    assert "Refuse it" not in page


def test_everything_that_was_done_has_the_names_of_staff(at_desk: Client, person: Person) -> None:
    asked = sent(person)
    decide.refuse(asked, officer(), Role.BRANCH_OFFICER, reason="papers", words="تار است")
    own.object_to(asked, user_of(person), "خوانا است")
    page = words(at_desk.get(page_of(asked)))
    assert "Branch officer, کارمند 1" in page
    assert "The papers do not prove what was stated. تار است" in page
    assert "The person objected on" in page
    assert "خوانا است" in page


def test_a_full_page_takes_twelve_queries_beside_those_of_the_record(
    at_desk: Client,
    person: Person,
    registry: Answers,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked, user = sent(person), user_of(person)
    registry.papers = (Paper("invoice", "Invoice"), Paper("photo", "Photo"))
    for _ in range(20):
        paper_of(asked)
    for _ in range(29):
        move(asked, "escalate", THE_PROGRAM)
    for turn in range(30):
        role, author = (("member", user), (Role.BRANCH_OFFICER, officer()))[turn % 2]
        conversation.write(asked, author, role, "سلام", new_key())
    with django_assert_num_queries(12):
        page = at_desk.get(page_of(asked))
    assert words(page).count("سلام") == 30
    assert words(page).count("Your verdict") == 20
    assert words(page).count("Late, and reported to the management") == 29


def test_a_late_one_says_so(at_desk: Client, person: Person) -> None:
    asked = sent(person)
    move(asked, "escalate", THE_PROGRAM, escalated_at=timezone.now() + timedelta(days=1))
    assert "Reported as late" in words(at_desk.get(page_of(asked)))


def test_it_says_whether_there_is_an_account_to_pay_to_and_never_which(
    at_desk: Client, person: Person
) -> None:
    asked = sent(person)
    assert "Bank account none is registered" in words(at_desk.get(page_of(asked)))
    account = bank_accounts.declare(person, IBAN)
    bank_accounts.confirm(account, "مریم کریمی", instead_of=None)
    page = words(at_desk.get(page_of(asked)))
    assert "Bank account registered" in page
    assert IBAN[-4:] not in page
    BankAccount.objects.update(payable_from=timezone.now() + timedelta(hours=1))
    assert "Bank account new, still held" in words(at_desk.get(page_of(asked)))


def test_the_reason_of_the_bank_stands_in_words(at_desk: Client, person: Person) -> None:
    asked = sent(person)
    decide.approve(asked, officer(), Role.BRANCH_OFFICER, basis=basis(asked))
    returned = {"state": "returned", "returned_at": timezone.now(), "return_reason": "AC04"}
    PaymentOrder.objects.update(**returned)
    move(asked, "return_payment", THE_PROGRAM, reason="AC04")
    page = words(at_desk.get(page_of(asked)))
    assert page.count("the account is closed") == 2
    assert "AC04" not in page


def test_what_both_days_say_stands_once(at_desk: Client, person: Person) -> None:
    page = words(at_desk.get(page_of(sent(person))))
    assert page.count("How was it worked out?") == 1
    assert "The registries answered on" in page


def test_the_file_of_the_person_opens_for_the_purpose_of_the_request(
    at_desk: Client, person: Person
) -> None:
    page = at_desk.get(page_of(sent(person)))
    assert "Open this person's file" in words(page)
    form = {"national_id": person.national_id, "purpose": "request"}
    for name, value in form.items():
        assert f'name="{name}" value="{value}"' in page.content.decode()
    opened = at_desk.post("/office/people/", form)
    assert opened["Location"] == f"/office/people/{person.national_id}/"
    administrator = desk_of(Role.ADMINISTRATOR)
    asked = Request.objects.get()
    assert "Open this person's file" not in words(administrator.get(page_of(asked)))


def test_where_no_registry_was_asked_none_is_said_to_have_answered(
    at_desk: Client, person: Person
) -> None:
    kinds.register(replace(LAMP, needs_registries=lambda answers: False))
    asked = sent(person)
    page = words(at_desk.get(page_of(asked)))
    assert "The registries answered" not in page
    assert "Ask the registries again" not in page
    assert press(at_desk, asked, "registries").status_code == 403
