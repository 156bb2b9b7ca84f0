"""Sending a request: the draft becomes a request, once, however often the button is pressed."""

from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from taminyar import registries
from taminyar.accounts.models import User
from taminyar.cartable import earlier, kinds, promise, tracking
from taminyar.cartable.kinds import Appraisal, RequestKind
from taminyar.cartable.models import Attachment, Draft, Event, Request
from taminyar.cartable.states import MEMBER, State
from taminyar.law import assessment as assessments
from taminyar.notices.tell import tell
from taminyar.people.models import Person


class NotDue(Exception):
    """The law says no, so there is nothing to send; `appraisal` tells why."""

    def __init__(self, appraisal: Appraisal) -> None:
        super().__init__("A condition of the law is not met.")
        self.appraisal = appraisal


class AlreadyAsked(Exception):
    """The same thing was asked for already, or granted; `request` is that one if it is known."""

    def __init__(self, request: Request | None) -> None:
        super().__init__("This was asked for already.")
        self.request = request


class PapersMissing(Exception):
    """Papers are needed that were not given; `slugs` are those."""

    def __init__(self, slugs: list[str]) -> None:
        super().__init__(", ".join(slugs))
        self.slugs = slugs


class _Asked(NamedTuple):
    """The answers, what the registries say to them, and what the law says to both."""

    answers: dict[str, Any]
    findings: kinds.Findings | None
    appraisal: Appraisal | None


def _appraised(
    person: Person, kind: RequestKind, answers: kinds.Answers, findings: kinds.Findings | None
) -> Appraisal | None:
    """None while the registries are silent: the law cannot say yet."""
    return None if findings is None else kind.assess(person, answers, findings)


def looked_up(person: Person, kind: RequestKind, answers: kinds.Answers) -> kinds.Findings | None:
    """What the registries say; None when they give no answer now. Outside any transaction."""
    if not kind.asks_registries:
        return {}
    try:
        return kind.inquire(person, answers)
    except registries.Unavailable:
        return None


def send(
    draft: Draft, user: User, answers: dict[str, Any], findings: kinds.Findings | None
) -> Request:
    """Makes the request of a draft and forgets the draft.

    Raises what stands above, or Draft.DoesNotExist when it was thrown away meanwhile.

    `findings` is None when the registries are silent: the request is registered, and goes on to the
    branch when they have answered (`inquiry`). Sent again with the same draft, it gives the request
    that was made.
    """
    kind = kinds.named(draft.kind)
    asked = _Asked(answers, findings, _appraised(draft.person, kind, answers, findings))
    try:
        with transaction.atomic():
            if sent := _sent_already(draft):
                return sent
            if asked.appraisal and asked.appraisal.refused:
                raise NotDue(asked.appraisal)
            # Of what no registry has confirmed nobody is told whether it was granted to others.
            if findings is not None and earlier.granted_to_anybody(draft.person, kind, answers):
                raise AlreadyAsked(earlier.in_the_way(draft.person, kind, answers))
            _check_papers(draft, kind, answers)
            request = _make(draft, user, kind, asked)
            Attachment.objects.filter(draft=draft).update(draft=None, request=request)
            if not Draft.objects.filter(pk=draft.pk).delete()[0]:
                raise Draft.DoesNotExist("It was thrown away.")
            return request
    except IntegrityError as error:
        raise AlreadyAsked(earlier.in_the_way(draft.person, kind, answers)) from error


def _sent_already(draft: Draft) -> Request | None:
    """The request this draft became. Presses at the same moment wait for each other here."""
    Person.objects.select_for_update(no_key=True).get(pk=draft.person_id)
    return Request.objects.of(draft.person).filter(key=draft.key).first()


def _check_papers(draft: Draft, kind: RequestKind, answers: kinds.Answers) -> None:
    given = set(draft.papers.values_list("paper", flat=True))
    missing = [p.slug for p in kind.papers(answers) if p.required and p.slug not in given]
    if missing:
        raise PapersMissing(missing)


def _make(draft: Draft, user: User, kind: RequestKind, asked: _Asked) -> Request:
    answers, findings, appraisal = asked
    now, state = timezone.now(), State.REGISTERED if findings is None else State.WAITING
    branch = kind.branch_of(draft.person)
    made = appraisal.assessment if appraisal else None
    request = Request.objects.create(
        tracking=tracking.new(),
        key=draft.key,
        person=draft.person,
        kind=kind.slug,
        state=state,
        sent_at=now,
        since=now,
        answers=answers,
        findings=findings or {},
        assessment=assessments.to_json(made) if made else None,
        subject=kind.subject(draft.person, answers),
        once_key=kind.once(draft.person, answers),
        period=earlier.days_of(kind, answers),
        desk=kind.decides if state == State.WAITING else "",
        tray="" if kind.central or branch is None else branch.pk,
        branch=branch,
        due_at=promise.due_at(kind.slug, state, now),
    )
    _write_down(request, user)
    return request


def _write_down(request: Request, user: User) -> None:
    Event.objects.create(
        request=request,
        version=1,
        at=request.sent_at,
        move="send",
        to_state=request.state,
        role=MEMBER,
        actor=user,
    )
    title = kinds.named(request.kind).title
    shown = tracking.grouped(request.tracking)
    tell(request.person, "request-sent", title=title, tracking=shown)
