"""What the last page before sending shows: answers, the law's answer, papers, account."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from taminyar.cartable import earlier, effects, kinds, looked, promise
from taminyar.cartable.kinds import Appraisal, RequestKind, Words
from taminyar.cartable.models import Attachment, Draft, Request
from taminyar.cartable.promise import Stage
from taminyar.cartable.request_form import RequestForm
from taminyar.cartable.states import State
from taminyar.cartable.steps import Step, steps_of
from taminyar.people import bank_accounts
from taminyar.people.forms import AmountField
from taminyar.people.models import BankAccount, Person

_STAGES: Final[dict[Stage, Words]] = {
    Stage.BRANCH: _("Branch"),
    Stage.REVIEWER: _("Medical reviewer"),
    Stage.FINANCE: _("Finance"),
}


def of(
    kind: RequestKind, draft: Draft, form: RequestForm, appraisal: Appraisal | None = None
) -> dict[str, Any]:
    """The context of the page; `form` is valid. `appraisal` when it was made already.

    Asks no registry: looking has others asked nothing. Raises looked.NotAsked.
    """
    answers = form.answers()
    silent = False
    if appraisal is None:
        findings = looked.kept(draft, kind, answers)
        silent = findings is None
        appraisal = None if findings is None else kind.assess(draft.person, answers, findings)
    papers = Papers(kind, draft, answers)
    refused = bool(appraisal and appraisal.refused)
    before = earlier.in_the_way(draft.person, kind, answers)
    doubled = before is not None or (
        not refused and not silent and earlier.granted_to_anybody(draft.person, kind, answers)
    )
    return {
        "kind": kind,
        "draft": draft,
        "steps": steps_of(kind, Step.CHECK, papers_missing=bool(papers.missing)),
        "stated": _stated(form),
        "silent": silent,
        "appraisal": appraisal,
        "refused": refused,
        "papers": papers,
        "earlier": before,
        "doubled": doubled,
        "account": _account(draft.person)
        if kind.on_approved is effects.pay and not refused and not doubled
        else None,
        "promise": _promise(kind, draft.person, answers, silent=silent),
        "sendable": not refused and not papers.missing and not doubled,
    }


class Stated(NamedTuple):
    """Question, answer, whether it is an amount, and where among the answers it is changed."""

    label: str
    value: Any
    is_amount: bool
    anchor: str


def _stated(form: RequestForm) -> list[Stated]:
    answered = [name for name in form.fields if form.cleaned_data.get(name) not in (None, "")]
    return [
        Stated(
            *(label, value, isinstance(form.fields[name], AmountField)),
            form[name].id_for_label or f"{form[name].auto_id}_0",
        )
        for name, (label, value) in zip(answered, form.stated(), strict=True)
    ]


@dataclass(frozen=True)
class Papers:
    """The papers these answers need, and what was given of them."""

    kind: RequestKind
    draft: Draft
    answers: kinds.Answers

    @cached_property
    def given(self) -> list[Attachment]:
        return list(self.draft.papers.order_by("given_at"))

    @cached_property
    def needed(self) -> list[kinds.Paper]:
        return list(self.kind.papers(self.answers))

    @cached_property
    def missing(self) -> list[kinds.Paper]:
        """Those without which it cannot be sent."""
        slugs = {paper.paper for paper in self.given}
        return [paper for paper in self.needed if paper.required and paper.slug not in slugs]

    @cached_property
    def not_needed(self) -> list[Attachment]:
        """Given with other answers, which these do not ask for."""
        slugs = {paper.slug for paper in self.needed}
        return [paper for paper in self.given if paper.paper not in slugs]

    def given_as(self, slug: str) -> list[Attachment]:
        return [paper for paper in self.given if paper.paper == slug]


@dataclass(frozen=True)
class Account:
    """Where a payment would go: the account, its bank, and until when payments are held."""

    account: BankAccount | None
    bank: str = ""
    held: datetime | None = None


def _account(person: Person) -> Account:
    found = bank_accounts.active(person)
    if found is None:
        return Account(None)
    bank = found.bank.name(translation.get_language() or "fa") if found.bank else ""
    start = found.payable_from
    return Account(found, bank, start if start and start > timezone.now() else None)


class Promise(NamedTuple):
    """Working days of each stage, in their order, and the day by which all of them are done.

    The day is None while a registry is silent: the time begins when it has answered.
    """

    stages: list[tuple[Words, int]]
    day: date | None


def _promise(kind: RequestKind, person: Person, answers: kinds.Answers, *, silent: bool) -> Promise:
    """What the page of the request will promise when it is sent now. One query."""
    days = promise.all_days()[kind.slug]
    due = promise.after_working_days(timezone.now(), days.get(Stage.BRANCH, 0))
    sent = Request(person=person, kind=kind.slug, state=State.WAITING, answers=answers, due_at=due)
    to_come = [Stage.BRANCH, *promise.to_come(sent)]
    stages = [(_STAGES[stage], days[stage]) for stage in to_come if days.get(stage)]
    return Promise(stages, None if silent else promise.whole(sent, days))
