"""/my/requests/<tracking>/: how one request stands, in the words of its person."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import conversation, decide, effects, own
from taminyar.cartable.models import Attachment, Event, QueueTime, Request
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.law import assessment as assessments
from taminyar.notices.models import Notice
from taminyar.payments import orders
from taminyar.payments.models import OrderState, PaymentOrder
from taminyar.people.models import Person
from tests.cartable.requests import Answers, new_key, officer, sent, user_of
from tests.cartable.working import account
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture(autouse=True)
def _english(member: Client, registry: Answers) -> None:
    member.post("/language/", {"language": "en", "next": "/"})


def shown(client: Client, request: Request) -> str:
    return words(client.get(f"/my/requests/{request}/"))


def approve(request: Request) -> None:
    decide.approve(
        request, officer(), OFFICER, basis=assessments.from_json(request.assessment or {})
    )


def bank_says(person: Person, state: OrderState, **fields: Any) -> None:
    """What became of the person's order, with what follows for the request."""
    PaymentOrder.objects.of(person).update(state=state, **fields)
    effects.follow(list(PaymentOrder.objects.of(person)))


@pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace("-", "")])
def test_the_code_may_be_written_in_any_way(write: Any, member: Client, person: Person) -> None:
    request = sent(person)
    page = member.get(f"/my/requests/{write(str(request))}/")
    assert page.status_code == 200
    assert str(request) in words(page)


@pytest.mark.parametrize("code", ["ABCDE-FGHJK", "x", "0" * 10])
def test_a_code_that_is_none_is_not_found(code: str, member: Client) -> None:
    assert member.get(f"/my/requests/{code}/").status_code == 404


def test_another_persons_request_is_not_found(member: Client, other_person: Person) -> None:
    request = sent(other_person)
    for part in ("", "withdraw/", "objection/", "papers/", f"papers/{request.key}/"):
        assert member.get(f"/my/requests/{request}/{part}").status_code == 404
    for part in ("withdraw/", "objection/", "papers/", "messages/", "read/"):
        assert member.post(f"/my/requests/{request}/{part}").status_code == 404


def test_a_sent_request_tells_whose_desk_it_is_on_and_until_when(
    member: Client, person: Person
) -> None:
    page = shown(member, sent(person))
    assert "Waiting for the branch to look at it" in page
    assert "With the branches, in the common tray" in page
    assert "An officer looks at your request and decides." in page
    assert "Promised by" in page
    assert "Four of five" not in page


def test_how_long_it_really_takes_is_told_when_it_was_measured(
    member: Client, person: Person
) -> None:
    today = timezone.localdate()
    QueueTime.objects.create(
        kind="lamp", stage="branch", measured_on=today, cases=40, median_days=2, most_days=3
    )
    assert "took at most 3 working days at this stage" in shown(member, sent(person))


def test_a_notice_leads_to_its_request(member: Client, person: Person) -> None:
    request = sent(person)
    [notice] = Notice.objects.of(person).filter(event="request-sent")
    assert notice.url == f"/my/requests/{request}/"
    assert member.get(notice.url).status_code == 200


def test_on_paper_it_says_whose_it_is_and_of_which_day(member: Client, person: Person) -> None:
    page = member.get(f"/my/requests/{sent(person)}/").content.decode()
    [line] = re.findall(r'<p class="only-print">.*?</p>', page, re.DOTALL)
    assert person.full_name in line
    assert str(person.national_id) in line
    assert "printed on" in line
    assert "data-print" in page


def test_a_silent_registry_is_told_in_plain_words(
    member: Client, person: Person, registry: Answers
) -> None:
    registry.silent = True
    page = shown(member, sent(person))
    assert "A registry gives no answer at the moment" in page
    assert "What the law says to it" not in page


def test_what_was_asked_and_the_law_are_shown(member: Client, person: Person) -> None:
    page = shown(member, sent(person))
    assert "Colour Red" in page
    assert "Bought on 2 Dey 1404" in page
    assert "Invoice 5,000,000" in page
    assert "What the law says to it" in page


def test_a_late_request_says_so(member: Client, person: Person) -> None:
    request = sent(person)
    Request.objects.filter(pk=request.pk).update(escalated_at=timezone.now())
    assert "later than that stage should be" in shown(member, request)
    Request.objects.filter(pk=request.pk).update(due_at=timezone.now() - timedelta(days=40))
    assert "It is later than promised." in shown(member, request)


def test_an_approved_request_tells_the_amount_and_what_is_missing(
    member: Client, person: Person
) -> None:
    request = sent(person)
    approve(request)
    page = member.get(f"/my/requests/{request}/")
    assert "The decision: approved" in words(page)
    assert f"{request.amount:,}" in words(page)
    assert "With the finance directorate" in words(page)
    assert "A bank account is needed from you" in words(page)
    assert f'href="/account/bank/new/?next=/my/requests/{request}/"' in page.content.decode()
    assert "Promised by" not in words(page)
    assert "Not paid yet: No bank account is registered." in words(page)


def test_a_new_account_is_waited_for_and_named_by_its_ending(
    member: Client, person: Person
) -> None:
    request = sent(person)
    approve(request)
    account(person, payable_from=timezone.now() + timedelta(days=3))
    page = shown(member, request)
    assert "Not paid yet: A new bank account is still held." in page
    assert "it is paid from" in page
    assert "Promised by" not in page
    assert "Account ending with 0001" in page
    assert "A bank account is needed from you" not in page


def test_a_paid_request_says_when(member: Client, person: Person) -> None:
    request = sent(person)
    approve(request)
    account(person)
    bank_says(person, OrderState.SENT)
    assert "With the bank" in shown(member, request)
    bank_says(person, OrderState.PAID, paid_on=timezone.localdate())
    page = shown(member, request)
    assert "Paid on" in page
    assert "you have been paid" in page
    assert "(to come)" not in page


def test_a_payment_that_came_back_tells_why_and_what_to_do(member: Client, person: Person) -> None:
    request = sent(person)
    approve(request)
    account(person, confirmed_at=timezone.now() - timedelta(days=9))
    now = timezone.now()
    bank_says(person, OrderState.RETURNED, returned_at=now, return_reason="AC04")
    page = shown(member, request)
    assert "The bank gave the payment back: the account is closed" in page
    assert "With you" in page
    orders.try_again(person)
    assert "Finance pays you once more" in shown(member, request)
    assert "With you" not in shown(member, request)


def test_an_account_is_asked_for_from_the_day_of_sending(member: Client, person: Person) -> None:
    request = sent(person)
    assert "What is approved can only be paid when you have one" in shown(member, request)
    account(person)
    assert "A bank account is needed" not in shown(member, request)


def test_an_approval_that_cannot_be_paid_yet_is_told_as_such(
    person: Person, other_person: Person
) -> None:
    account(other_person, payable_from=timezone.now() + timedelta(days=3))
    for each in (person, other_person):
        approve(sent(each))
    told = Notice.objects.filter(event__startswith="request-account").order_by("person")
    assert [(each.person, each.event) for each in told] == [
        (person, "request-account-needed"),
        (other_person, "request-account-held"),
    ]


def test_a_bad_paper_is_told_only_once_it_is_asked_for_again(
    member: Client, person: Person
) -> None:
    request = sent(person)
    bad = decide.Fault(_paper_of(request), "blurred")
    decide.judge(request, officer(), OFFICER, bad)
    assert "Needed again" not in shown(member, request)
    assert "It is blurred" not in shown(member, request)
    decide.ask_papers(request, officer(), OFFICER, faults=[bad])
    assert "Needed again" in shown(member, request)
    assert "It is blurred" in shown(member, request)


def test_of_a_closed_request_nothing_is_needed_again(member: Client, person: Person) -> None:
    request = sent(person)
    bad = decide.Fault(_paper_of(request), "blurred")
    decide.ask_papers(request, officer(), OFFICER, faults=[bad])
    move(request, "expire", THE_PROGRAM)
    page = shown(member, request)
    assert "Needed again" not in page
    assert "Send a new request" in page


def _paper_of(request: Request) -> Attachment:
    return Attachment.objects.create(
        request=request,
        paper="invoice",
        label="bill",
        given_at=timezone.now(),
        file="aa/bill",
        content_type="image/jpeg",
        size=3,
        sha256=b"-",
    )


def test_a_refusal_tells_the_reason_and_until_when_to_object(
    member: Client, person: Person
) -> None:
    request = sent(person)
    decide.refuse(request, officer(), OFFICER, reason="papers", words="The date is missing.")
    page = shown(member, request)
    assert "The papers do not prove what was stated." in page
    assert page.count("The date is missing.") == 2
    assert page.index("The papers do not prove") < page.index("Nothing more is to come")
    assert "object until" in page
    assert "Send a new request" not in page
    Request.objects.filter(pk=request.pk).update(decided_at=timezone.now() - timedelta(days=31))
    page = shown(member, request)
    assert "object until" not in page
    assert "You may send a new request any time" in page
    assert "Send a new request" in page


def test_what_was_done_is_told_by_role_and_never_by_name(member: Client, person: Person) -> None:
    request = sent(person)
    decide.claim(request, officer(), OFFICER)
    decide.ask_papers(request, officer(), OFFICER, more=["invoice"], words="The bill, please.")
    page = shown(member, request)
    assert "An officer took it up" not in page
    assert "Papers were asked for Branch officer" in page
    assert "The bill, please." in page
    assert "کارمند" not in page
    assert "Sent You" in page


def test_words_among_the_staff_are_not_shown(
    member: Client, person: Person, registry: Answers
) -> None:
    registry.advice = Role.MEDICAL_REVIEWER
    request = sent(person)
    decide.refer(request, officer(), OFFICER, to=Role.MEDICAL_REVIEWER, words="among ourselves")
    page = shown(member, request)
    assert "With the medical reviewer" in page
    assert "among ourselves" not in page


def test_an_objection_is_seen_on_the_stages(member: Client, person: Person) -> None:
    request = sent(person)
    decide.refuse(request, officer(), OFFICER, reason="papers")
    own.object_to(request, user_of(person), "It is legible.")
    page = shown(member, request)
    assert "Your objection (now)" in page
    assert "The decision: refused" not in page


def test_what_came_with_another_form_of_the_kind_is_left_out(
    member: Client, person: Person
) -> None:
    page = shown(member, sent(person, wattage=60))
    assert "60" not in page.partition("What was asked")[2].partition("What the law")[0]


def test_a_page_with_fifty_events_and_fifty_messages_takes_twelve_queries(
    member: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    request = sent(person)
    for _ in range(25):
        decide.claim(request, officer(), OFFICER)
        decide.release(request, officer(), OFFICER)
    for _ in range(50):
        conversation.write(request, user_of(person), "member", "Well?", new_key())
    approve(request)
    account(person)
    bank_says(person, OrderState.SENT)
    assert Event.objects.filter(request=request).count() > 50
    with django_assert_max_num_queries(12):
        assert shown(member, request).count("Well?") == 50


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_is_there_in_both_languages(language: str, member: Client, person: Person) -> None:
    member.post("/language/", {"language": language, "next": "/"})
    page = member.get(f"/my/requests/{sent(person)}/").content.decode()
    assert f'<html lang="{language}"' in page
