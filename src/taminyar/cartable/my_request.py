"""One request as its person sees it: everything its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from taminyar.cartable import kinds, promise, standing, timeline, tracking, waiting
from taminyar.cartable.models import Attachment, Event, Message, QueueTime, Request, Verdict
from taminyar.cartable.my_payment import Payment
from taminyar.cartable.papers import FAULTS, TITLES
from taminyar.cartable.states import MEMBER, State
from taminyar.law import assessment as assessments
from taminyar.people.models import Person
from taminyar.persian import jalali

VERDICTS: Final[dict[str, str]] = {Verdict.GOOD: "full", Verdict.BAD: "warn"}


@dataclass(frozen=True)
class Given:
    """A paper that was given, with what the office says about it."""

    paper: Attachment
    chip: tuple[str, str] | None
    fault: str


@dataclass(frozen=True)
class Written:
    """A message of the conversation; `by` is a role and never a name."""

    message: Message
    mine: bool
    by: kinds.Words


def shown(request: Request, payment: Payment | None) -> dict[str, Any]:
    """How it stands, and what was decided. Two queries.

    Nothing is promised while the payment is held: it waits for the person or their account.
    """
    kind, measured = kinds.named(request.kind), _measured(request.kind)
    events, stage = list(request.events.all()), promise.stage_of(State(request.state))
    held = bool(payment and payment.held)
    promised = None if held else promise.whole(request, {**kind.days, **measured})
    return {
        "asked": request,
        "kind": kind,
        "tracking": tracking.grouped(request.tracking),
        "standing": standing.of(request),
        "stages": timeline.stages(request, events, promised),
        "promised": promised,
        "in_time": promised is not None and promised >= jalali.today(),
        "today": jalali.today(),
        "usual_days": measured.get(stage) if promised else None,
        "happenings": timeline.happenings(events),
        "events": events,
    }


def of_its_person(person: Person, request: Request, events: Sequence[Event]) -> dict[str, Any]:
    """What nobody but the person sees: answers, papers, conversation, account. Four queries."""
    kind, basis = kinds.named(request.kind), request.decided_assessment or request.assessment
    written = [_written(message) for message in request.messages.all()]
    papers = _papers(request)
    titles = {paper.slug: paper.title for paper in kind.papers(request.answers)}
    asking = [event.data for event in events if event.move == "ask_papers"]
    return {
        "stated": kind.form.from_answers(person, request.answers).stated(),
        "assessment": assessments.from_json(basis) if basis else None,
        "papers": [_told(paper, request, asking) for paper in papers],
        # What each paper is; its label may be no more than the name of a file.
        "paper_titles": titles | TITLES,
        "missing": _missing(papers, titles, asking[-1]) if _waits(request) else [],
        "messages_written": written,
        "unread": [one for one in written if not one.mine and one.message.read_at is None],
        "needs_account": waiting.wants_account(person, request),
    }


def _waits(request: Request) -> bool:
    return request.state == State.PAPERS_NEEDED


def _missing(
    papers: Sequence[Attachment], titles: Mapping[str, kinds.Words], asked: Mapping[str, Any]
) -> list[kinds.Words]:
    """What is still to be given of what was asked for, in words; see `own.asked_papers`."""
    bad = [
        each for each in papers if str(each.pk) in asked["again"] and each.verdict == Verdict.BAD
    ]
    given = {each.paper for each in papers}
    return [
        *(titles.get(each.paper, each.label) for each in bad),
        *(titles.get(slug, slug) for slug in asked["more"] if slug not in given),
    ]


def _told(paper: Attachment, request: Request, asking: Sequence[Mapping[str, Any]]) -> Given:
    """What the person is told of a paper: "needed again" only once it is, and while it is."""
    found = given(paper)
    if paper.verdict != Verdict.BAD:
        return found
    if request.is_undecided and any(str(paper.pk) in asked["again"] for asked in asking):
        return found
    return Given(paper, None, "" if request.is_undecided else found.fault)


def given(paper: Attachment) -> Given:
    """A paper with the words of its verdict and, when it is needed again, of why."""
    why = f"{FAULTS.get(paper.fault, paper.fault)} {paper.fault_words}".strip()
    if not paper.verdict:
        return Given(paper, None, why)
    return Given(paper, (str(Verdict(paper.verdict).label), VERDICTS[paper.verdict]), why)


def _papers(request: Request) -> list[Attachment]:
    return list(Attachment.objects.in_force().filter(request=request).order_by("given_at"))


def _written(message: Message) -> Written:
    return Written(message, message.role == MEMBER, timeline.by_whom(message.role))


def _measured(kind: str) -> dict[str, int]:
    """Working days that four of five took at each stage, where enough cases were measured."""
    times = QueueTime.objects.filter(kind=kind, cases__gte=promise.ENOUGH_CASES)
    return dict(times.values_list("stage", "most_days"))
