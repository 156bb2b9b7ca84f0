"""A kind of request made for tests, and requests of it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django import forms

from taminyar import registries
from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.cartable import effects, kinds, submit
from taminyar.cartable.kinds import Appraisal, Paper, RequestKind
from taminyar.cartable.models import Draft, Request
from taminyar.cartable.request_form import RequestForm
from taminyar.law import rules
from taminyar.people.forms import JalaliDateField
from taminyar.people.models import Branch, Person
from tests.conftest import PASSPHRASE


class LampForm(RequestForm):
    colour = forms.ChoiceField(label="Colour", choices=[("red", "Red"), ("blue", "Blue")])
    bought = JalaliDateField(label="Bought on")
    invoice = forms.IntegerField(label="Invoice")


@dataclass
class Answers:
    """What the registry of lamps says, for one test."""

    silent: bool = False
    found: dict[str, Any] = field(default_factory=lambda: {"lit": True})
    advice: Role | None = None
    papers: tuple[Paper, ...] = ()


REGISTRY = Answers()


def _inquire(person: Person, answers: kinds.Answers) -> kinds.Findings:
    if REGISTRY.silent:
        raise registries.Unavailable("civil")
    return dict(REGISTRY.found)


def _assess(person: Person, answers: kinds.Answers, findings: kinds.Findings) -> Appraisal:
    """Pays for glasses, whatever the lamp: a rule that needs no record."""
    last = None if findings.get("lit", True) else answers["bought"]
    facts = {"item": "glasses", "invoice": answers["invoice"], "date": answers["bought"]}
    made = rules.answer({"facts": facts | {"last_paid": last}}, "orthosis")
    return Appraisal(made)


LAMP = RequestKind(
    slug="lamp",
    title="A lamp",
    summary="Light for a dark room.",
    route="requests",
    icon="glasses",
    form=LampForm,
    subject=lambda person, answers: answers["colour"],
    assess=_assess,
    inquire=_inquire,
    asks_registries=True,
    papers=lambda answers: REGISTRY.papers,
    on_approved=effects.pay,
    needs_advice=lambda request: REGISTRY.advice,
)
ANSWERS = {"colour": "red", "bought": "1404-10-02", "invoice": 5_000_000}
TYPED = {
    "colour": "red",
    "bought_day": "2",
    "bought_month": "10",
    "bought_year": "1404",
    "invoice": "5000000",
}


@contextmanager
def lamps(**answers: Any) -> Iterator[Answers]:
    """Registers the kind, and gives what its registry answers."""
    vars(REGISTRY).update(vars(Answers(**answers)))
    kinds.register(LAMP)
    yield REGISTRY
    kinds._kinds.pop("lamp")


def draft_of(person: Person, **answers: Any) -> Draft:
    return Draft.objects.create(person=person, kind="lamp", typed=TYPED | answers)


def user_of(person: Person) -> User:
    found = User.objects.filter(person=person).first()
    return found or User.objects.create_user(person, PASSPHRASE)


def sent(person: Person, **answers: Any) -> Request:
    """A request that has just come to the branch."""
    said = ANSWERS | answers
    findings = submit.looked_up(person, LAMP, said)
    return submit.send(draft_of(person), user_of(person), said, findings)


def officer(role: Role = Role.BRANCH_OFFICER, number: int = 1, branch: str | None = None) -> User:
    """A member of staff; each number is another one."""
    person, _ = Person.objects.get_or_create(
        insurance_number=f"9{number:07}",
        defaults={"first_name": "کارمند", "last_name": f"{number}", "national_id": None},
    )
    found = User.objects.filter(person=person).first()
    user = found or User.objects.create(
        person=person, national_id=f"staff{number:05}", is_staff=True, password="!"
    )
    place = Branch.objects.get_or_create(code=branch)[0] if branch else None
    StaffDuty.objects.get_or_create(user=user, role=role, defaults={"branch": place})
    return user


def new_key() -> uuid.UUID:
    return uuid.uuid4()
