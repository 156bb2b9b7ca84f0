"""What staff do with a request from its page, and what they may not."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from taminyar.accounts.models import Role
from taminyar.cartable import inquiry, kinds, own
from taminyar.cartable.kinds import Appraisal
from taminyar.cartable.models import Event, Message, Request
from taminyar.cartable.states import State
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from tests.access.looks import staff
from tests.cartable.requests import LAMP, Answers, new_key, sent, user_of
from tests.office.desks import desk_of
from tests.office.requests_at_desk import (
    amount_of,
    approve,
    page_of,
    press,
    second_officer,
    state_of,
)
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


@pytest.fixture
def at_desk() -> Client:
    return desk_of(ROLE)


@pytest.fixture
def asked(person: Person) -> Request:
    return sent(person)


def test_an_officer_takes_it_up_and_puts_it_back(at_desk: Client, asked: Request) -> None:
    assert press(at_desk, asked, "claim")["Location"] == page_of(asked)
    page = words(at_desk.get(page_of(asked)))
    assert "yours" in page
    assert "Put it back" in page
    assert "Take it up" not in page
    press(at_desk, asked, "release")
    assert state_of(asked) == State.WAITING


def test_from_the_queue_one_comes_back_to_the_queue(at_desk: Client, asked: Request) -> None:
    # The queue knows no version: taking up what nobody has is safe without it.
    taken = at_desk.post(f"{page_of(asked)}claim/", {"next": "/office/?page=2"})
    assert taken["Location"] == "/office/?page=2"
    back = at_desk.post(f"{page_of(asked)}release/", {"next": "https://example.org/"})
    assert back["Location"] == page_of(asked)


def test_what_was_paid_otherwise_meanwhile_is_not_approved(at_desk: Client, asked: Request) -> None:
    kinds.register(replace(LAMP, paid_otherwise=lambda request: True))
    answer = approve(at_desk, asked)
    assert answer.status_code == 409
    assert "By what is known today nothing is due here" in words(answer)
    assert state_of(asked) == State.WAITING
    assert not PaymentOrder.objects.exists()


def test_what_a_colleague_holds_is_not_offered_and_not_done(
    at_desk: Client, asked: Request
) -> None:
    press(second_officer(), asked, "claim")
    page = words(at_desk.get(page_of(asked)))
    assert "کارمند 2" in page
    for deed in ("Take it up", "Put it back", "Approve", "Refuse"):
        assert deed not in page
    answer = press(at_desk, asked, "refusal", reason="papers")
    assert answer.status_code == 409
    assert state_of(asked) == State.IN_REVIEW


def test_the_administrator_puts_back_what_somebody_holds(asked: Request, at_desk: Client) -> None:
    press(at_desk, asked, "claim")
    press(desk_of(Role.ADMINISTRATOR), asked, "release")
    assert state_of(asked) == State.WAITING


def test_the_amount_stands_on_the_button_and_is_paid(at_desk: Client, asked: Request) -> None:
    amount = amount_of(asked)
    assert f"Approve {amount:,} rials" in words(at_desk.get(page_of(asked)))
    assert approve(at_desk, asked)["Location"] == page_of(asked)
    assert PaymentOrder.objects.get().amount == amount
    assert state_of(asked) == State.SENT_TO_FINANCE


def test_an_amount_that_changed_since_it_was_seen_is_not_approved(
    at_desk: Client, asked: Request
) -> None:
    answer = approve(at_desk, asked, seen=1)
    assert answer.status_code == 422
    assert "Today's amount changed since you saw it." in words(answer)
    assert state_of(asked) == State.WAITING


def test_who_comes_too_late_is_told_what_was_done_and_keeps_the_words(
    at_desk: Client, asked: Request
) -> None:
    seen = asked.version
    press(second_officer(), asked, "claim")
    press(second_officer(), asked, "release")
    typed = {"version": seen, "reason": "papers", "words": "مهر ندارد"}
    answer = at_desk.post(f"{page_of(asked)}refusal/", typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else has just done something with this request: Put back" in words(answer)
    assert "مهر ندارد</textarea>" in page
    assert 'name="version" value="3"' in page
    assert state_of(asked) == State.WAITING


def test_words_are_kept_when_the_deed_is_possible_no_more(at_desk: Client, asked: Request) -> None:
    seen = asked.version
    press(second_officer(), asked, "refusal", reason="papers")
    typed = {"version": seen, "reason": "already", "words": "مهر ندارد"}
    answer = words(at_desk.post(f"{page_of(asked)}refusal/", typed))
    assert "What you typed" in answer
    assert "Why is it refused? The same was paid already." in answer
    assert "مهر ندارد" in answer


def test_a_decision_without_the_version_is_not_done(at_desk: Client, asked: Request) -> None:
    answer = at_desk.post(f"{page_of(asked)}refusal/", {"reason": "papers"})
    assert answer.status_code == 422
    assert "See how the request stands now, and press again." in words(answer)


def test_a_refusal_needs_a_reason_and_another_one_needs_words(
    at_desk: Client, asked: Request
) -> None:
    assert press(at_desk, asked, "refusal").status_code == 422
    other = press(at_desk, asked, "refusal", reason="other")
    assert "In your own words: write the other reason." in words(other)
    press(at_desk, asked, "refusal", reason="other", words="کالا پس داده شد")
    now = Request.objects.get()
    assert (now.state, now.refusal, now.refusal_words) == (
        State.REFUSED,
        "other",
        "کالا پس داده شد",
    )


def test_the_reviewers_opinion_comes_before_an_approval(
    at_desk: Client, asked: Request, registry: Answers
) -> None:
    registry.advice = Role.MEDICAL_REVIEWER
    page = words(at_desk.get(page_of(asked)))
    assert "a favourable opinion is needed of: Medical reviewer" in page
    assert "Approve" not in page
    early = approve(at_desk, asked)
    assert early.status_code == 409
    assert "First the opinion is needed of: Medical reviewer." in words(early)
    press(at_desk, asked, "referral", words="لازم است؟")
    reviewer = desk_of(Role.MEDICAL_REVIEWER)
    assert press(reviewer, asked, "opinion", words="بله").status_code == 422
    press(reviewer, asked, "opinion", favourable="yes", words="بله")
    page = words(at_desk.get(page_of(asked)))
    assert "The reviewer is for it بله" in page
    approve(at_desk, asked)
    assert state_of(asked) == State.SENT_TO_FINANCE


def test_an_opinion_against_it_stops_the_approval(
    at_desk: Client, asked: Request, registry: Answers
) -> None:
    registry.advice = Role.MEDICAL_REVIEWER
    press(at_desk, asked, "referral", words="؟")
    press(desk_of(Role.MEDICAL_REVIEWER), asked, "opinion", favourable="no", words="نه")
    assert approve(at_desk, asked).status_code == 409


def test_above_the_limit_a_second_officer_confirms(
    at_desk: Client, asked: Request, settings: Any
) -> None:
    settings.FOUR_EYES_RIALS = 1
    assert "a second officer confirms it" in words(at_desk.get(page_of(asked)))
    told = approve(at_desk, asked)
    first = words(at_desk.get(told["Location"]))
    assert "It went to a second officer, who confirms it." in first
    assert f"Proposed amount {amount_of(asked):,} rials" in first
    assert "Decided amount" not in first
    assert "You approved it yourself" in first
    assert f"Confirm {amount_of(asked):,} rials" not in first
    own_second = press(at_desk, asked, "confirmation")
    assert own_second.status_code == 409
    assert "Now a colleague looks at it." in words(own_second)
    colleague = second_officer()
    page = words(colleague.get(page_of(asked)))
    assert f"نرگس صادقی approved {amount_of(asked):,} rials." in page
    assert "above the limit of 1 rials" in page
    press(colleague, asked, "confirmation")
    assert state_of(asked) == State.SENT_TO_FINANCE


def test_the_administrator_sends_back_what_waits_for_a_second(
    at_desk: Client, asked: Request, settings: Any
) -> None:
    settings.FOUR_EYES_RIALS = 1
    approve(at_desk, asked)
    administrator = desk_of(Role.ADMINISTRATOR)
    assert press(administrator, asked, "return").status_code == 422
    press(administrator, asked, "return", words="فاکتور را ببینید")
    assert state_of(asked) == State.WAITING
    assert not PaymentOrder.objects.exists()


def test_what_was_sent_back_says_on_top_by_whom_and_why_until_it_is_decided_anew(
    at_desk: Client, asked: Request, settings: Any
) -> None:
    settings.FOUR_EYES_RIALS = 1
    approve(at_desk, asked)
    press(second_officer(), asked, "return", words="فاکتور را ببینید")
    amount = amount_of(asked)
    page = words(at_desk.get(page_of(asked)))
    assert "کارمند 2 sent it back on" in page
    assert f"فاکتور را ببینید You had approved {amount:,} rials. Decide it anew." in page
    for_others = words(second_officer().get(page_of(asked)))
    assert f"نرگس صادقی had approved {amount:,} rials." in for_others
    approve(at_desk, asked)
    assert "sent it back on" not in words(at_desk.get(page_of(asked)))


def test_another_officer_looks_at_an_objection(
    at_desk: Client, asked: Request, person: Person
) -> None:
    press(at_desk, asked, "refusal", reason="papers")
    own.object_to(Request.objects.get(), user_of(person), "خوانا است")
    page = words(at_desk.get(page_of(asked)))
    assert "You refused it the first time" in page
    assert "by نرگس صادقی: The papers do not prove what was stated." in page
    assert "Take it up" not in page
    again = press(at_desk, asked, "claim")
    assert "You decided this one before." in words(again)
    approve(second_officer(), asked)
    assert state_of(asked) == State.SENT_TO_FINANCE


def test_nothing_due_is_not_approved(at_desk: Client, person: Person, registry: Answers) -> None:
    registry.silent = True
    asked = sent(person)
    registry.silent, registry.found = False, {"lit": False}
    inquiry.complete(asked)
    page = words(at_desk.get(page_of(asked)))
    assert "By the law nothing is due, so there is nothing to approve." in page
    assert "Refuse it" in page
    assert press(at_desk, asked, "approval", basis="today").status_code == 422


def test_a_value_of_the_law_that_is_missing_stops_the_approval(
    at_desk: Client, person: Person, registry: Answers
) -> None:
    registry.silent = True
    asked = sent(person)
    registry.silent = False
    inquiry.complete(asked)
    kinds.register(replace(LAMP, assess=lambda *_: Appraisal(None, missing="Price of light")))
    page = words(at_desk.get(page_of(asked)))
    assert "A value of the law is not known: Price of light" in page
    assert "so no amount can be approved" in page
    assert press(at_desk, asked, "approval", basis="today").status_code == 422


def test_a_kind_without_an_assessment_is_approved_without_an_amount(
    at_desk: Client, person: Person, registry: Answers
) -> None:
    kinds.register(replace(LAMP, by_law=False, assess=lambda *_: Appraisal(None)))
    asked = sent(person)
    page = words(at_desk.get(page_of(asked)))
    assert "What the law says" not in page
    press(at_desk, asked, "approval", basis="today")
    assert state_of(asked) == State.DONE


MOVES: dict[str, dict[str, Any]] = {
    "claim": {},
    "release": {},
    "papers": {"more": []},
    "referral": {"words": "؟"},
    "opinion": {"favourable": "yes", "words": "بله"},
    "approval": {"basis": "today"},
    "confirmation": {},
    "return": {"words": "نه"},
    "refusal": {"reason": "papers"},
}


@pytest.mark.parametrize("deed", [*MOVES, "messages", "registries", "papers/verdicts"])
def test_the_address_of_a_deed_leads_to_the_page_and_does_nothing(
    deed: str, at_desk: Client, asked: Request
) -> None:
    """A switch of the language asks for the address of the page that came back wrong."""
    answer = at_desk.get(f"{page_of(asked)}{deed}/")
    assert answer["Location"] == page_of(asked)
    assert at_desk.head(f"{page_of(asked)}{deed}/").status_code == 302
    assert Event.objects.count() == 1


@pytest.mark.parametrize("deed", MOVES)
def test_the_administrator_decides_nothing_that_waits(deed: str, asked: Request) -> None:
    seen = {"seen": amount_of(asked)}
    answer = press(desk_of(Role.ADMINISTRATOR), asked, deed, **MOVES[deed] | seen)
    assert answer.status_code in (409, 422)
    assert Event.objects.count() == 1


@pytest.mark.parametrize("deed", [*MOVES, "messages", "registries"])
@pytest.mark.parametrize("role", [Role.PENSIONS_OFFICER, Role.MEDICAL_REVIEWER])
def test_another_desk_does_nothing(role: Role, deed: str, asked: Request) -> None:
    assert press(desk_of(role), asked, deed, **MOVES.get(deed, {})).status_code == 404


@pytest.mark.parametrize("deed", [*MOVES, "messages", "registries"])
@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.CONTACT_AGENT])
def test_finance_and_contact_agents_do_nothing(role: Role, deed: str, asked: Request) -> None:
    assert press(desk_of(role), asked, deed, **MOVES.get(deed, {})).status_code == 403


@pytest.mark.parametrize("deed", [*MOVES, "messages", "registries"])
def test_nobody_does_anything_with_a_request_of_their_own(deed: str) -> None:
    mine = sent(staff().person)
    assert press(desk_of(ROLE), mine, deed, **MOVES.get(deed, {})).status_code == 403


@pytest.mark.parametrize("deed", set(MOVES) - {"opinion"})
def test_the_reviewer_only_gives_an_opinion(deed: str, asked: Request, at_desk: Client) -> None:
    press(at_desk, asked, "referral", words="؟")
    before = Event.objects.count()
    fields = MOVES[deed] | {"seen": amount_of(asked)}
    answer = press(desk_of(Role.MEDICAL_REVIEWER), asked, deed, **fields)
    done = deed == "claim"  # taking up what lies on the own desk
    assert (answer.status_code == 302) is done
    assert Event.objects.count() - before == done


def test_a_message_sent_twice_is_one_and_its_writer_is_not_named_to_the_person(
    at_desk: Client, asked: Request
) -> None:
    key = new_key()
    for _ in range(2):
        assert press(at_desk, asked, "messages", text="فاکتور کجاست؟", key=key).status_code == 302
    [message] = Message.objects.all()
    assert (message.text, message.role) == ("فاکتور کجاست؟", ROLE)
    assert "Branch officer, نرگس صادقی" in words(at_desk.get(page_of(asked)))


def test_an_empty_message_comes_back(at_desk: Client, asked: Request) -> None:
    answer = press(at_desk, asked, "messages", text="", key=new_key())
    assert answer.status_code == 422
    assert "Your message: write it first." in words(answer)


def test_a_message_that_is_too_long_comes_back_whole(at_desk: Client, asked: Request) -> None:
    long = "س" * 2001
    answer = press(at_desk, asked, "messages", text=long, key=new_key())
    assert answer.status_code == 422
    assert "Your words: shorten them, please." in words(answer)
    assert long in words(answer)


def test_nobody_writes_on_what_was_taken_back(
    at_desk: Client, asked: Request, person: Person
) -> None:
    own.withdraw(asked, user_of(person))
    assert "Send the message" not in words(at_desk.get(page_of(asked)))
    assert press(at_desk, asked, "messages", text="سلام", key=new_key()).status_code == 409
    assert not Message.objects.exists()


def test_the_only_assessment_there_is_need_not_be_chosen(at_desk: Client, person: Person) -> None:
    asked = sent(person)
    press(at_desk, asked, "approval", seen=amount_of(asked))
    assert state_of(asked) == State.SENT_TO_FINANCE
