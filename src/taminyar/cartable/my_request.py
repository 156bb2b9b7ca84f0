"""One request as its person sees it: everything its page shows."""

from dataclasses import dataclass
from typing import Any, Final

from taminyar.cartable import kinds, my_payment, promise, standing, timeline, tracking
from taminyar.cartable.models import Attachment, Message, QueueTime, Request, Verdict
from taminyar.cartable.papers import FAULTS
from taminyar.cartable.states import MEMBER, State
from taminyar.law import assessment as assessments
from taminyar.people.models import Person

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


def shown(request: Request) -> dict[str, Any]:
    """How it stands, and what was decided. Two queries."""
    kind, measured = kinds.named(request.kind), _measured(request.kind)
    events, stage = list(request.events.all()), promise.stage_of(State(request.state))
    promised = promise.whole(request, {**kind.days, **measured})
    return {
        "asked": request,
        "kind": kind,
        "tracking": tracking.grouped(request.tracking),
        "standing": standing.of(request),
        "stages": timeline.stages(request, events, promised),
        "promised": promised,
        "usual_days": measured.get(stage) if promised else None,
        "happenings": timeline.happenings(events),
    }


def of_its_person(person: Person, request: Request) -> dict[str, Any]:
    """What nobody but the person sees: answers, papers, conversation, payment. Five queries."""
    kind, basis = kinds.named(request.kind), request.decided_assessment or request.assessment
    written = [_written(message) for message in request.messages.all()]
    return {
        "stated": kind.form.from_answers(person, request.answers).stated(),
        "assessment": assessments.from_json(basis) if basis else None,
        "papers": [given(paper) for paper in _papers(request)],
        # What each paper is; its label may be no more than the name of a file.
        "paper_titles": {paper.slug: paper.title for paper in kind.papers(request.answers)},
        "messages_written": written,
        "unread": [one for one in written if not one.mine and one.message.read_at is None],
        "payment": my_payment.of(person, request),
    }


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
