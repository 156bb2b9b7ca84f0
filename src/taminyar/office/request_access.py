"""A request opened by a member of staff, and the duty under which they see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.accounts.signed_in import user_of
from taminyar.cartable import decide, desks, kinds, reassess
from taminyar.cartable.kinds import Appraisal, RequestKind, Words
from taminyar.cartable.models import Attachment, Request, Verdict
from taminyar.cartable.papers import TITLES
from taminyar.law import assessment as assessments
from taminyar.law.assessment import Assessment

_PEOPLE = ("person", "branch", "holder__person", "decided_by__person", "refused_by__person")


@dataclass(frozen=True)
class Desk:
    """A request on the desk of somebody: the account, the role and the branch of the duty."""

    asked: Request
    user: User
    role: Role
    branch: str

    @property
    def kind(self) -> RequestKind:
        return kinds.named(self.asked.kind)

    @cached_property
    def sent(self) -> Assessment | None:
        """What the law said on the day of sending."""
        stored = self.asked.assessment
        return assessments.from_json(stored) if stored else None

    @cached_property
    def today(self) -> Appraisal:
        """What the law says now."""
        return reassess.today(self.asked)

    @property
    def bases(self) -> dict[str, Assessment | None]:
        """What it may be approved on: "today", and "sent" where that comes to another amount.

        None for a kind without an assessment; empty when nothing is due or not known.
        """
        now = self.today
        if self.sent is None and now.assessment is None:
            return {} if now.missing else {"today": None}
        made = {"today": now.assessment, "sent": self.sent}
        due = {name: one for name, one in made.items() if one and one.eligible}
        same = len({one.amount for one in due.values()}) == 1
        return dict(list(due.items())[: 1 if same else None])

    @property
    def doubted(self) -> str:
        """The basis that comes to more than the other; a second officer confirms what rests on it.

        "" when both come to the same, or nothing was worked out at the sending.
        """
        if self.sent is None or not self.sent.eligible:
            return ""
        then, now = self.sent.amount or 0, self.today.amount or 0
        return "" if then == now else "sent" if then > now else "today"

    @cached_property
    def papers(self) -> list[Attachment]:
        """Every paper that was given, oldest first; also those that another took the place of."""
        return list(self.asked.papers.order_by("given_at", "pk"))

    @cached_property
    def paper_titles(self) -> dict[str, Words]:
        """What each paper is, by its slug; its label may be no more than the name of a file."""
        own = {paper.slug: paper.title for paper in self.kind.papers(self.asked.answers)}
        return own | TITLES

    @property
    def in_force(self) -> list[Attachment]:
        """Papers that no other took the place of."""
        return [one for one in self.papers if not one.replaced_by_id]

    @property
    def faulty(self) -> list[Attachment]:
        """Papers in force that were found bad."""
        return [one for one in self.in_force if one.verdict == Verdict.BAD]

    @property
    def unlooked(self) -> list[Attachment]:
        """Papers in force without a verdict."""
        return [one for one in self.in_force if not one.verdict]

    @property
    def is_theirs(self) -> bool:
        """Whether it lies on the desk of this role, or the role watches over all desks."""
        return self.role in (Role.ADMINISTRATOR, self.asked.desk)

    @property
    def is_free(self) -> bool:
        """Whether nobody else has taken it up."""
        return self.asked.holder_id in (None, self.user.pk)

    @property
    def was_first(self) -> bool:
        """Whether this account decided what now needs a second pair of eyes."""
        return decide.was_first(self.asked, self.user)


def opened(request: HttpRequest, code: str) -> Desk:
    """The request of this tracking code, within reach of who asks; nothing of it is shown yet.

    Raises Http404 for one out of reach, PermissionDenied for one's own.
    """
    user = user_of(request)
    duties = desks.duties_of(user)
    within = desks.reach_of(user, duties).select_related(*_PEOPLE)
    asked = within.tracked(code).first()
    if asked is None:
        raise _out_of_reach(user, code)
    duty = _duty(duties, asked)
    place = duty.branch
    branch = (place.name or place.code) if place else ""
    return Desk(asked, user, Role(duty.role), branch)


def _out_of_reach(user: User, code: str) -> Exception:
    own = Request.objects.of(user.person).tracked(code)
    return PermissionDenied() if own.exists() else Http404()


def _duty(duties: Sequence[StaffDuty], asked: Request) -> StaffDuty:
    """The duty that opens it: that of its desk before any other, the administrator's last."""
    reaching = {duty.role: duty for duty in duties if desks.reaches(duty, asked)}
    return next(reaching[role] for role in (asked.desk, *desks.READERS) if role in reaching)
