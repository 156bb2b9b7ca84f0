"""What the page of a request at the desk shows, and which deeds it offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from procrastinate.contrib.django.models import ProcrastinateJob

from taminyar.accounts.models import Role
from taminyar.cartable import effects, kinds, reassess, standing, states
from taminyar.cartable.kinds import Appraisal
from taminyar.cartable.models import Event, Message, Request
from taminyar.cartable.reassess import Difference
from taminyar.cartable.states import AT_A_DESK, GRANTED, State
from taminyar.law import assessment as assessments
from taminyar.office import jobs
from taminyar.office.request_access import Desk
from taminyar.office.request_deeds import DEEDS
from taminyar.office.request_forms import DeedForm, MessageForm
from taminyar.office.views import READERS as FILE_READERS
from taminyar.payments.models import Held, PaymentOrder
from taminyar.people import bank_accounts, mobiles
from taminyar.people.models import BankAccount
from taminyar.portal.jinja import jalali_date

type Wrong = tuple[str, DeedForm] | None


@dataclass(frozen=True)
class RequestPage:
    """A request at a desk. `forms` are the deeds offered, by slug; `wrong` the one not done."""

    desk: Desk
    forms: dict[str, DeedForm]
    wrong: Wrong
    stated: Sequence[tuple[str, Any]]
    earlier: Sequence[Request]
    # What others ask of the same, where it is granted once.
    rivals: Sequence[Request]
    order: PaymentOrder | None
    # The account that payments to the person go to; also None where nothing is paid.
    account: BankAccount | None
    messages: Sequence[Message]
    events: Sequence[Event]
    is_asking: bool

    @property
    def mobile(self) -> str:
        """As much of it as tells the right person from a wrong one."""
        known = self.desk.asked.person.mobile
        return mobiles.masked(known) if known else ""

    @property
    def account_in_words(self) -> str:
        """Whether there is an account to pay to, never which; "" where nothing is paid."""
        if not _pays(self.desk):
            return ""
        if self.account is None:
            return gettext("none is registered")
        held = self.account.payable_from and self.account.payable_from > timezone.now()
        return gettext("new, still held") if held else gettext("registered")

    @property
    def may_open_file(self) -> bool:
        """Whether this role reads files of people, and this one can be found."""
        return self.desk.role in FILE_READERS and bool(self.desk.asked.person.national_id)

    @property
    def may_ask_registries(self) -> bool:
        return may_ask_registries(self.desk)

    @cached_property
    def now(self) -> Appraisal:
        """What the law says today, while it is undecided; then what it was decided on."""
        asked = self.desk.asked
        if asked.is_undecided:
            return self.desk.today
        stored = asked.decided_assessment
        return Appraisal(assessments.from_json(stored) if stored else None)

    @cached_property
    def differences(self) -> list[Difference]:
        """Between the day of sending and `now`; none while that is not known."""
        now = self.now.assessment
        return reassess.differences(self.desk.sent, now) if now else []

    @property
    def is_as_sent(self) -> bool:
        """Whether the day of sending and `now` say the same, so that one of them is enough."""
        return bool(self.desk.sent and self.now.assessment) and not self.differences

    @property
    def needs_advice(self) -> Role | None:
        """Whose favourable opinion an approval still lacks."""
        return None if self.desk.asked.advised else self.desk.kind.needs_advice(self.desk.asked)

    @property
    def advice(self) -> Event | None:
        """The reviewer's last opinion, with what was asked."""
        return self._last("advise")

    @property
    def question(self) -> Event | None:
        """What the reviewer is asked, while it lies there."""
        return self._last("refer") if self.desk.asked.state == State.REFERRED else None

    @property
    def objection(self) -> Event | None:
        return self._last("object")

    @property
    def objected_to(self) -> Event | None:
        """The refusal that is objected to."""
        return self._last("refuse", before=self.objection) if self.objection else None

    @property
    def sent_back(self) -> Event | None:
        """Why the second officer did not confirm, until it is decided anew."""
        last = self._last("propose", "send_back", "approve", "refuse")
        return last if last and last.move == "send_back" and self.desk.asked.is_undecided else None

    @property
    def proposed(self) -> Event | None:
        """The approval that the second officer did not confirm."""
        return self._last("propose", before=self.sent_back) if self.sent_back else None

    @property
    def registries_said(self) -> str:
        """Whether and when the registries answered last; "" where none is asked."""
        asked = self.desk.asked
        if not _needs_registries(self.desk):
            return ""
        if not asked.findings:
            return gettext("No registry has answered yet.")
        answer = self._last("inquired", "inquired_again")
        day = jalali_date(answer.at if answer else asked.sent_at)
        said = gettext("The registries answered on %(day)s; see the conditions.")
        return said % {"day": day}

    @property
    def held(self) -> str:
        """Why the payment waits, if something stands in its way."""
        held = self.order.held if self.order else None  # type: ignore[attr-defined]
        return str(Held(held).label) if held else ""

    @property
    def limit(self) -> int:
        """Rials above which a second officer confirms."""
        return settings.FOUR_EYES_RIALS

    def _last(self, *slugs: str, before: Event | None = None) -> Event | None:
        """The last event of these, of all or of those before another one."""
        known = (one for one in self.events if not before or one.version < before.version)
        return next((one for one in reversed(list(known)) if one.move in slugs), None)


def of(desk: Desk, wrong: Wrong = None) -> RequestPage:
    """Reads all the page needs, in as many queries whatever the length of its lists."""
    asked, alike = desk.asked, _alike(desk.asked)
    return RequestPage(
        desk=desk,
        forms=_forms(desk, wrong),
        wrong=wrong,
        stated=desk.kind.form.from_answers(asked.person, asked.answers).stated(),
        earlier=[one for one in alike if one.person_id == asked.person_id],
        rivals=[one for one in alike if one.person_id != asked.person_id],
        order=_order(asked),
        account=bank_accounts.active(asked.person) if _pays(desk) else None,
        messages=list(asked.messages.select_related("author__person")),
        events=list(asked.events.select_related("actor__person")),
        is_asking=_is_asking(asked),
    )


def _forms(desk: Desk, wrong: Wrong) -> dict[str, DeedForm]:
    forms = {slug: DEEDS[slug].form(desk) for slug in offered(desk)}
    if standing.can_write(desk.asked):
        forms["message"] = MessageForm(desk)
    if wrong and wrong[0] in forms:
        forms |= dict([wrong])
    return forms


def _alike(asked: Request) -> list[Request]:
    """Other requests of the kind: the person's own, and of others for what is granted once."""
    same = Q(person=asked.person_id)
    if asked.once_key:
        same |= Q(once_key=asked.once_key)
    others = Request.objects.filter(same, kind=asked.kind).exclude(pk=asked.pk)
    return list(others.newest_first()[:20])


def _pays(desk: Desk) -> bool:
    return desk.kind.on_approved is effects.pay


def _order(asked: Request) -> PaymentOrder | None:
    if asked.state not in GRANTED:
        return None
    orders = PaymentOrder.objects.with_held(timezone.now())
    return orders.filter(source=effects.SOURCE, source_key=asked.tracking).first()


def _is_asking(asked: Request) -> bool:
    """Whether a worker has yet to ask the registries again."""
    if asked.state not in AT_A_DESK or not kinds.named(asked.kind).asks_registries:
        return False
    waiting = ProcrastinateJob.objects.filter(status__in=("todo", "doing"))
    return waiting.filter(queueing_lock=jobs.lock_of(asked)).exists()


def offered(desk: Desk) -> list[str]:
    """The deeds this member of staff can do now, as far as role, desk and holder tell."""
    slugs = [slug for slug in states.possible(desk.asked.state, desk.role) if slug in DEEDS]
    return [slug for slug in slugs if _is_open(desk, slug)] if desk.is_theirs else []


def may_ask_registries(desk: Desk) -> bool:
    """Whoever decides it may have the registries asked once more, while it is undecided."""
    ours = desk.is_theirs and desk.role == desk.kind.decides
    return ours and _needs_registries(desk) and desk.asked.state in AT_A_DESK


def _needs_registries(desk: Desk) -> bool:
    return desk.kind.asks_registries and desk.kind.needs_registries(desk.asked.answers)


def _is_open(desk: Desk, slug: str) -> bool:
    asked, mine = desk.asked, desk.asked.holder_id == desk.user.pk
    if slug == "release":
        return mine or bool(desk.role == Role.ADMINISTRATOR and asked.holder_id)
    if desk.was_first:
        return False
    if slug == "approve":
        return desk.is_free and bool(desk.bases)
    return asked.holder_id is None if slug == "claim" else desk.is_free
