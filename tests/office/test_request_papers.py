"""The papers of a request at the desk: opened on record, judged one by one, asked for again."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from taminyar.accounts.models import Role
from taminyar.cartable import decide, own
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Attachment, Event, Request, Verdict
from taminyar.cartable.states import State
from taminyar.mailbox import keep
from taminyar.people.models import Person
from tests.access.looks import entries_of
from tests.cartable.requests import Answers, sent
from tests.mailbox import uploads
from tests.office.desks import desk_of
from tests.office.requests_at_desk import (
    amount_of,
    approve,
    page_of,
    paper_of,
    press,
    second_officer,
    state_of,
)
from tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk() -> Client:
    return desk_of(Role.BRANCH_OFFICER)


@pytest.fixture
def asked(person: Person, registry: Answers) -> Request:
    """Sent with nothing; the kind has two papers."""
    request = sent(person)
    registry.papers = (Paper("invoice", "The invoice"), Paper("photo", "A photo of the lamp"))
    return request


def said_of(paper: Attachment, verdict: str = "", words: str = "") -> dict[str, str]:
    """What is typed about a paper."""
    return {f"verdict-{paper.pk}": verdict, f"words-{paper.pk}": words}


def judge(client: Client, paper: Attachment, **said: str) -> Any:
    """Notes the verdict on this paper alone."""
    assert paper.request
    return press(client, paper.request, "papers/verdicts", **said_of(paper, **said))


def file_of(paper: Attachment) -> str:
    assert paper.request
    return f"{page_of(paper.request)}papers/{paper.pk}/"


def test_a_paper_opens_and_the_look_is_on_record(
    member: Client, at_desk: Client, asked: Request, person: Person
) -> None:
    data = uploads.picture("PNG")
    kept = keep.put(data, "image/png")
    keep.settle(kept)
    paper = paper_of(asked, file=kept.name, size=kept.size, sha256=kept.sha256)
    answer: Any = at_desk.get(file_of(paper))
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Type"] == "image/png"
    assert [entry.what for entry in entries_of(person)] == ["request-paper"]
    member.post("/language/", {"language": "en", "next": "/"})
    assert "Opened a paper of your request" in words(member.get("/account/access/"))


def test_the_paper_of_another_request_is_not_opened(
    at_desk: Client, asked: Request, other_person: Person, registry: Answers
) -> None:
    registry.papers = ()
    foreign = paper_of(sent(other_person))
    address = f"{page_of(asked)}papers/{foreign.pk}/"
    assert at_desk.get(address).status_code == 404
    press(at_desk, asked, "papers/verdicts", **said_of(foreign, "good"))
    foreign.refresh_from_db()
    assert foreign.verdict == ""
    assert at_desk.get(f"{page_of(asked)}papers/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.CONTACT_AGENT])
def test_finance_and_contact_agents_open_no_paper(role: Role, asked: Request) -> None:
    assert desk_of(role).get(file_of(paper_of(asked))).status_code == 403


def test_the_reviewer_sees_the_papers_and_judges_none(asked: Request, at_desk: Client) -> None:
    paper = paper_of(asked)
    press(at_desk, asked, "referral", words="؟")
    reviewer = desk_of(Role.MEDICAL_REVIEWER)
    page = words(reviewer.get(page_of(asked)))
    assert "Open it Invoice" in page
    assert "Note the verdicts" not in page
    assert judge(reviewer, paper, verdict="good").status_code == 409
    paper.refresh_from_db()
    assert paper.verdict == ""


def test_each_paper_has_a_verdict_of_its_own_that_may_change(
    at_desk: Client, asked: Request
) -> None:
    invoice, photo = paper_of(asked), paper_of(asked, "photo")
    answer = judge(at_desk, invoice, verdict="blurred", words="صفحه دوم")
    assert answer["Location"] == f"{page_of(asked)}#papers"
    page = words(at_desk.get(page_of(asked)))
    assert "It is blurred. صفحه دوم" in page
    assert "Not looked at" in page
    photo.refresh_from_db()
    assert photo.verdict == ""
    judge(at_desk, invoice, verdict="good")
    invoice.refresh_from_db()
    assert (invoice.verdict, invoice.fault, invoice.fault_words) == (Verdict.GOOD, "", "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Your verdict: choose one."),
        ({"verdict": "other"}, "In your own words: write what is wrong with it."),
    ],
)
def test_a_verdict_that_says_nothing_comes_back(
    typed: dict[str, str], told: str, at_desk: Client, asked: Request
) -> None:
    answer = judge(at_desk, paper_of(asked), **typed)
    assert answer.status_code == 422
    assert told in words(answer)


def test_what_a_colleague_holds_nobody_else_judges(at_desk: Client, asked: Request) -> None:
    paper = paper_of(asked)
    press(second_officer(), asked, "claim")
    assert judge(at_desk, paper, verdict="good").status_code == 409
    paper.refresh_from_db()
    assert paper.verdict == ""


def test_a_verdict_that_comes_too_late_is_told_so(
    at_desk: Client, asked: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague takes it up between the look and the verdict."""
    paper, accept = paper_of(asked), decide.accept_paper

    def too_late(*given: Any) -> None:
        press(second_officer(), asked, "claim")
        accept(*given)

    monkeypatch.setattr(decide, "accept_paper", too_late)
    answer = judge(at_desk, paper, verdict="good")
    assert answer.status_code == 409
    assert "Somebody else has just done something" in words(answer)
    paper.refresh_from_db()
    assert paper.verdict == ""


def test_a_paper_that_was_given_again_is_judged_no_more(at_desk: Client, asked: Request) -> None:
    old, new = paper_of(asked), paper_of(asked)
    Attachment.objects.filter(pk=old.pk).update(replaced_by=new)
    judge(at_desk, old, verdict="good")
    old.refresh_from_db()
    assert old.verdict == ""
    page = words(at_desk.get(page_of(asked)))
    assert "Given again" in page
    assert page.count("Your verdict") == 1


def test_only_what_failed_and_what_is_missing_is_asked_for(at_desk: Client, asked: Request) -> None:
    invoice = paper_of(asked)
    judge(at_desk, invoice, verdict="cut_off")
    page = words(at_desk.get(page_of(asked)))
    assert "Needed again" in page
    assert "A photo of the lamp" in page
    press(at_desk, asked, "papers", more=["photo"], words="لطفاً کامل")
    assert state_of(asked) == State.PAPERS_NEEDED
    event = Event.objects.get(move="ask_papers")
    assert event.data == {"again": [str(invoice.pk)], "more": ["photo"]}
    again, more = own.asked_papers(Request.objects.get())
    assert (again, more) == ([invoice], ["photo"])
    page = words(at_desk.get(page_of(asked)))
    assert "لطفاً کامل" in page
    assert "Note the verdicts" not in page


def test_asking_for_papers_carries_the_verdicts_with_it(at_desk: Client, asked: Request) -> None:
    invoice, photo = paper_of(asked), paper_of(asked, "photo")
    typed = said_of(invoice, "blurred", "صفحه دوم") | said_of(photo, "good")
    press(at_desk, asked, "papers", words="لطفاً", **typed)
    assert state_of(asked) == State.PAPERS_NEEDED
    invoice.refresh_from_db()
    photo.refresh_from_db()
    assert (invoice.verdict, invoice.fault_words) == (Verdict.BAD, "صفحه دوم")
    assert photo.verdict == Verdict.GOOD
    assert Event.objects.get(move="ask_papers").data["again"] == [str(invoice.pk)]


def test_what_was_typed_for_the_papers_comes_back_with_its_error(
    at_desk: Client, asked: Request
) -> None:
    invoice, photo = paper_of(asked), paper_of(asked, "photo")
    typed = said_of(invoice, "other") | said_of(photo, words="کج است")
    answer = press(at_desk, asked, "papers", words="در نور روز", **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert '<option value="other" selected>' in page
    assert "کج است" in page
    assert "در نور روز</textarea>" in page
    invoice.refresh_from_db()
    assert invoice.verdict == ""


def test_a_verdict_that_stands_is_not_noted_in_another_name(
    at_desk: Client, asked: Request
) -> None:
    invoice, photo = paper_of(asked), paper_of(asked, "photo")
    judge(at_desk, invoice, verdict="good")
    invoice.refresh_from_db()
    first = invoice.judged_by
    typed = said_of(invoice, "good") | said_of(photo, "blurred")
    press(second_officer(), asked, "papers/verdicts", **typed)
    invoice.refresh_from_db()
    photo.refresh_from_db()
    assert invoice.judged_by == first
    assert photo.judged_by != first


def test_before_an_approval_the_page_says_which_papers_stand_in_its_way(
    at_desk: Client, asked: Request
) -> None:
    invoice, _photo = paper_of(asked), paper_of(asked, "photo")
    judge(at_desk, invoice, verdict="blurred")
    page = words(at_desk.get(page_of(asked)))
    assert "1 paper was found bad. Ask for it again, or accept it, before you approve." in page
    assert f"Approve {amount_of(asked):,} rials" not in page
    judge(at_desk, invoice, verdict="good")
    page = words(at_desk.get(page_of(asked)))
    assert "I approve without a verdict on 1 paper" in page
    assert "Judged: 1 of 2" in page


def test_papers_nobody_looked_at_are_approved_only_with_a_tick(
    at_desk: Client, asked: Request
) -> None:
    paper_of(asked)
    answer = approve(at_desk, asked)
    assert answer.status_code == 422
    assert "tick that you approve without one" in words(answer)
    assert state_of(asked) == State.WAITING
    approve(at_desk, asked, unlooked="on")
    assert state_of(asked) == State.SENT_TO_FINANCE


def test_asking_for_nothing_is_not_done(at_desk: Client, asked: Request) -> None:
    paper_of(asked)
    answer = press(at_desk, asked, "papers", words="؟")
    assert answer.status_code == 422
    assert "Say first which paper is not good, or which is missing." in words(answer)
    assert state_of(asked) == State.WAITING
