"""What the last page before sending shows: answers, the law's answer, papers, account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.functional import cached_property

from taminyar.cartable import effects, kinds, looked, promise
from taminyar.cartable.kinds import Appraisal, RequestKind
from taminyar.cartable.models import Attachment, Draft, Request
from taminyar.cartable.promise import Stage
from taminyar.cartable.request_form import RequestForm
from taminyar.cartable.steps import Step, steps_of
from taminyar.people import bank_accounts
from taminyar.people.models import BankAccount, Person


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
    earlier = _open_already(draft, kind, answers)
    refused = bool(appraisal and appraisal.refused)
    return {
        "kind": kind,
        "draft": draft,
        "steps": steps_of(kind, Step.CHECK, papers_missing=bool(papers.missing)),
        "stated": _stated(form),
        "silent": silent,
        "appraisal": appraisal,
        "refused": refused,
        "papers": papers,
        "earlier": earlier,
        "account": _account(draft.person)
        if kind.on_approved is effects.pay and not refused
        else None,
        "days": _days(kind),
        "sendable": not refused and not papers.missing and earlier is None,
    }


def _stated(form: RequestForm) -> list[tuple[str, Any, str]]:
    """Question, answer, and where on the page of the answers it is changed."""
    answered = [name for name in form.fields if form.cleaned_data.get(name) not in (None, "")]
    return [
        (label, value, form[name].id_for_label or f"{form[name].auto_id}_0")
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


def _open_already(draft: Draft, kind: RequestKind, answers: kinds.Answers) -> Request | None:
    """The person's own request about the same thing that is not decided yet."""
    subject = kind.subject(draft.person, answers)
    mine = Request.objects.of(draft.person).undecided()
    return mine.filter(kind=kind.slug, subject=subject).first()


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


def _days(kind: RequestKind) -> dict[str, int]:
    """Working days promised until the answer, and from there to the payment."""
    days = promise.all_days()[kind.slug]
    return {"answer": days.get(Stage.BRANCH, 0), "payment": days.get(Stage.FINANCE, 0)}
