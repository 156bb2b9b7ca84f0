"""Whose verdict on a paper counts, and on which papers."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from taminyar.accounts.models import Role, User
from taminyar.cartable import decide, own
from taminyar.cartable.models import Attachment, Request, Verdict
from taminyar.cartable.move import NotAllowed, Overtaken
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent, user_of
from tests.cartable.working import basis
from tests.office.requests_at_desk import paper_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


@pytest.fixture
def asked(person: Person) -> Request:
    return sent(person)


def find_bad(request: Request, by: User, paper: Attachment, role: Role = ROLE) -> None:
    decide.judge(request, by, role, decide.Fault(paper, "blurred", "The lower half."))


def accept(request: Request, by: User, paper: Attachment, role: Role = ROLE) -> None:
    decide.accept_paper(request, by, role, paper)


def said(paper: Attachment) -> tuple[str, str, str, User | None]:
    paper.refresh_from_db()
    return paper.verdict, paper.fault, paper.fault_words, paper.judged_by


type Judge = Callable[..., None]
NOTHING = ("", "", "", None)
both_verdicts = pytest.mark.parametrize("judge", [find_bad, accept])


def test_a_verdict_says_what_is_wrong_and_by_whom_and_a_later_one_takes_its_place(
    asked: Request,
) -> None:
    paper, other = paper_of(asked), paper_of(asked, "picture")
    find_bad(asked, officer(), paper)
    assert said(paper) == (Verdict.BAD, "blurred", "The lower half.", officer())
    accept(asked, officer(number=2), paper)
    assert said(paper) == (Verdict.GOOD, "", "", officer(number=2))
    assert said(other) == NOTHING


@both_verdicts
def test_after_an_objection_another_officer_looks_at_the_papers(
    judge: Judge, asked: Request, person: Person
) -> None:
    paper = paper_of(asked)
    decide.refuse(asked, officer(), ROLE, reason="papers")
    own.object_to(asked, user_of(person), "!")
    with pytest.raises(decide.SameOfficer):
        judge(asked, officer(), paper)
    assert said(paper) == NOTHING
    judge(asked, officer(number=2), paper)
    assert said(paper) != NOTHING


@both_verdicts
def test_the_papers_of_another_request_are_not_judged(
    judge: Judge, asked: Request, person: Person
) -> None:
    foreign = paper_of(sent(person, colour="blue"))
    judge(asked, officer(), foreign)
    assert said(foreign) == NOTHING


@both_verdicts
def test_one_that_was_given_again_is_judged_no_more(judge: Judge, asked: Request) -> None:
    paper = paper_of(asked)
    Attachment.objects.filter(pk=paper.pk).update(replaced_by=paper_of(asked))
    judge(asked, officer(), paper)
    assert said(paper) == NOTHING


@both_verdicts
def test_what_a_colleague_has_in_hand_nobody_else_judges(judge: Judge, asked: Request) -> None:
    paper = paper_of(asked)
    decide.claim(asked, officer(number=2), ROLE)
    with pytest.raises(Overtaken):
        judge(asked, officer(), paper)
    assert said(paper) == NOTHING
    judge(asked, officer(number=2), paper)
    assert said(paper) != NOTHING


@both_verdicts
def test_on_what_changed_meanwhile_no_verdict_is_noted(judge: Judge, asked: Request) -> None:
    paper, seen = paper_of(asked), Request.objects.get(pk=asked.pk)
    decide.claim(asked, officer(), ROLE)
    decide.release(asked, officer(), ROLE)
    with pytest.raises(Overtaken):
        judge(seen, officer(), paper)
    assert said(paper) == NOTHING


@both_verdicts
def test_what_is_to_be_confirmed_is_judged_no_more(
    judge: Judge, asked: Request, settings: Settings
) -> None:
    settings.FOUR_EYES_RIALS = 1
    paper = paper_of(asked)
    decide.approve(asked, officer(), ROLE, basis=basis(asked))
    with pytest.raises(NotAllowed):
        judge(asked, officer(number=2), paper)
    assert said(paper) == NOTHING


@both_verdicts
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MEDICAL_REVIEWER, Role.PENSIONS_OFFICER])
def test_only_the_desk_that_decides_judges(judge: Judge, role: Role, asked: Request) -> None:
    paper = paper_of(asked)
    with pytest.raises(NotAllowed):
        judge(asked, officer(role, 6), paper, role)
    assert said(paper) == NOTHING


@both_verdicts
def test_nobody_judges_the_papers_of_their_own_request(judge: Judge) -> None:
    mine = sent(officer().person)
    paper = paper_of(mine)
    with pytest.raises(decide.OwnRequest):
        judge(mine, officer(), paper)
    assert said(paper) == NOTHING
