"""Asking for a benefit the short way: from what is typed to the appraisal, or to the request."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from taminyar import registries
from taminyar.accounts.models import Role
from taminyar.benefits.requests import KINDS
from taminyar.careers import as_career, history
from taminyar.cartable import decide, submit
from taminyar.cartable.kinds import Appraisal, RequestKind
from taminyar.cartable.models import Attachment, Draft, Request
from taminyar.cartable.request_form import RequestForm
from taminyar.law import assessment as assessments
from taminyar.law import rules
from taminyar.law.assessment import Condition
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.registries.civil import Child, Identity, Marriage
from tests.careers.records import paid, workshop
from tests.cartable.requests import officer, user_of

KIND = {kind.slug: kind for kind in KINDS}


@dataclass
class Civil:
    """A civil registry. Days are Jalali, as 1405-01-15."""

    married: list[Marriage] = field(default_factory=list)
    born: list[Child] = field(default_factory=list)
    died: dict[str, date] = field(default_factory=dict)
    silent: bool = False
    asked: int = 0

    def marries(
        self,
        spouse: str,
        day: str,
        *,
        permanent: bool = True,
        registered: bool = True,
        ended: str = "",
    ) -> None:
        over = jalali.parse_date(ended) if ended else None
        on = jalali.parse_date(day)
        self.married.append(Marriage(spouse, on, permanent, registered, over))
        self.married.sort(key=lambda marriage: marriage.contract_date)

    def bears(self, day: str, national_id: str | None = None) -> None:
        self.born.append(Child(national_id, jalali.parse_date(day), "f"))

    def identity(self, national_id: str, birth_date: date) -> Identity | None:
        raise NotImplementedError

    def marriages(self, national_id: str) -> list[Marriage]:
        self._ask()
        return self.married

    def children(self, national_id: str) -> list[Child]:
        self._ask()
        return self.born

    def death(self, national_id: str) -> date | None:
        self._ask()
        return self.died.get(national_id)

    def _ask(self) -> None:
        self.asked += 1
        if self.silent:
            raise registries.Unavailable("civil")


def works(person: Person) -> None:
    """Five years and more in one workshop, the last two at twice the wage."""
    paid(person, workshop(), "1399-01", "1402-12")
    paid(person, workshop(), "1403-01", "1404-12", wage=6_000_000)


def day(name: str, written: str) -> dict[str, str]:
    """The three fields of a date."""
    parts = dict(zip(("year", "month", "day"), written.split("-"), strict=True))
    return {f"{name}_{part}": value for part, value in parts.items()}


def form(slug: str, person: Person, typed: dict[str, str]) -> RequestForm:
    data = QueryDict(mutable=True)
    data.update(typed)
    return KIND[slug].form(person, data)


def answers(slug: str, person: Person, typed: dict[str, str]) -> dict[str, Any]:
    """The answers as they are stored; they come back from JSON as they went in."""
    filled = form(slug, person, typed)
    assert filled.is_valid(), filled.errors
    plain = filled.answers()
    assert json.loads(json.dumps(plain)) == plain
    return plain


def appraised(slug: str, person: Person, typed: dict[str, str]) -> Appraisal:
    """What the law says, after the registries were asked; its assessment can be stored."""
    kind, plain = KIND[slug], answers(slug, person, typed)
    findings = submit.looked_up(person, kind, plain)
    assert findings is not None
    assert json.loads(json.dumps(findings)) == findings
    found = kind.assess(person, plain, findings)
    if found.assessment:
        stored = json.loads(json.dumps(assessments.to_json(found.assessment)))
        assert assessments.from_json(stored) == found.assessment
    return found


def condition(found: Appraisal, name: str) -> Condition:
    assert found.assessment
    [one] = [each for each in found.assessment.conditions if each.id == name]
    return one


def remarks(found: Appraisal) -> list[str]:
    return [str(each) for each in found.remarks]


def calculated(rule: str, person: Person, facts: dict[str, Any]) -> int | None:
    """The amount that `calculate` gives for the record of the person."""
    career = as_career.as_asked(as_career.of(history.of(person)))
    return rules.answer({"facts": facts, "career": career}, rule).amount


def sent(slug: str, person: Person, typed: dict[str, str]) -> Request:
    """A request with all its papers."""
    kind, plain = KIND[slug], answers(slug, person, typed)
    Draft.objects.of(person).filter(kind=slug).delete()
    draft = Draft.objects.create(person=person, kind=slug, typed=typed)
    for paper in kind.papers(plain):
        _give(draft, paper.slug)
    findings = submit.looked_up(person, kind, plain)
    return submit.send(draft, user_of(person), plain, findings)


def _give(draft: Draft, slug: str) -> None:
    Attachment.objects.create(
        draft=draft,
        paper=slug,
        label=slug,
        given_at=timezone.now(),
        file=f"{uuid.uuid4()}.pdf",
        content_type="application/pdf",
        size=100,
        sha256=bytes(32),
    )


def granted(request: Request) -> Request:
    """An officer approves it on what the law said at the sending, after the reviewer's yes."""
    kind: RequestKind = KIND[request.kind]
    if kind.needs_advice(request):
        decide.refer(request, officer(), Role.BRANCH_OFFICER, to=Role.MEDICAL_REVIEWER, words="?")
        reviewer = officer(Role.MEDICAL_REVIEWER, 2)
        decide.advise(request, reviewer, favourable=True, words="Yes.")
    assert request.assessment
    basis = assessments.from_json(request.assessment)
    decide.approve(request, officer(), Role.BRANCH_OFFICER, basis=basis)
    return request


def refused(request: Request) -> Request:
    decide.refuse(request, officer(), Role.BRANCH_OFFICER, reason="papers")
    return request
