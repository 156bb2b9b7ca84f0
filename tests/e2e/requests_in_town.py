"""Requests of Maryam and Reza in every state that looks like something of its own."""

from dataclasses import dataclass

from taminyar.accounts.models import Role, User
from taminyar.cartable import conversation, decide, drafts
from taminyar.cartable.decide import Fault
from taminyar.cartable.models import Attachment, Request
from taminyar.law import assessment as assessments
from taminyar.payments import bank_answer, batches
from taminyar.payments.models import Batch, PaymentOrder
from taminyar.people import bank_accounts
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.benefits.asked import day, sent
from tests.cartable.requests import new_key
from tests.e2e.conftest import IBAN
from tests.e2e.requests_town import (
    FINANCE,
    HER_SON,
    HIS_WIFE,
    OFFICER,
    SECOND_FINANCE,
    appointed,
    at_work,
    months_ago,
)
from tests.payments.orders import table

BRANCH = Role.BRANCH_OFFICER
HERS = "IR790610000000700796858044"
BORN = months_ago(1, 10)
ASKED = {
    "maternity": day("start", BORN) | day("end", months_ago(-4, 10)) | day("delivery", BORN),
    "sickness": day("start", months_ago(3, 1))
    | day("end", months_ago(3, 14))
    | {"marital_status": "married"},
    "funeral": day("death_date", "1399-10-03")
    | {"deceased_national_id": "9990002037", "relation": "parent"},
    "orthosis": day("bought_on", months_ago(1, 1))
    | {
        "beneficiary": "dependant",
        "dependant_national_id": HER_SON,
        "item": "artificial_eye",
        "invoice": "58000000",
    },
    "marriage": day("contract_date", months_ago(2, 15)) | {"spouse_national_id": HIS_WIFE},
}


@dataclass
class Town:
    """The requests by what they are about, the batch in which the gift went to the bank."""

    maternity: Request
    sickness: Request
    funeral: Request
    orthosis: Request
    marriage: Request
    waiting: Request
    batch: Batch


def settle(maryam: Person, reza: Person) -> Town:
    """Papers needed, refused, approved without an account, with the reviewer, paid."""
    appointed(OFFICER, FINANCE, SECOND_FINANCE)
    for person in (maryam, reza):
        at_work(person)
    asked = {kind: sent(kind, maryam, ASKED[kind]) for kind in ASKED if kind != "marriage"}
    _without_papers(asked["maternity"])
    drafts.keep(maryam, "sickness", ASKED["sickness"] | day("end", months_ago(3, 20)))
    decide.refuse(
        asked["sickness"], _staff(OFFICER), BRANCH, reason="papers", words="مهر پزشک خوانا نیست."
    )
    _approved(asked["funeral"])
    decide.refer(
        asked["orthosis"], _staff(OFFICER), BRANCH, to=Role.MEDICAL_REVIEWER, words="لازم است؟"
    )
    gift = _gift(reza)
    waiting = sent("sickness", reza, ASKED["sickness"])
    Attachment.objects.update(label="تصویر")
    return Town(**asked, marriage=gift, waiting=waiting, batch=_paid(gift))


def give_back(request: Request) -> None:
    """The bank gives the payment back after it was paid."""
    _answered(request, "returned", "AC04")


def _staff(national_id: str) -> User:
    return User.objects.get(national_id=national_id)


def _without_papers(request: Request) -> None:
    officer = _staff(OFFICER)
    blurred = Fault(request.papers.earliest("pk"), "blurred", "")
    words = "در نور روز عکس بگیرید."
    decide.ask_papers(request, officer, BRANCH, faults=[blurred], words=words)
    conversation.write(request, officer, BRANCH, "لطفاً از روی اصل عکس بگیرید.", new_key())


def _approved(request: Request) -> None:
    assert request.assessment
    basis = assessments.from_json(request.assessment)
    decide.approve(request, _staff(OFFICER), BRANCH, basis=basis)


def _gift(reza: Person) -> Request:
    with_account(reza, IBAN)
    request = sent("marriage", reza, ASKED["marriage"])
    _approved(request)
    return request


def with_account(person: Person, iban: str) -> None:
    account = bank_accounts.declare(person, iban)
    bank_accounts.confirm(account, person.full_name, instead_of=None)


def prepared() -> Batch:
    """A batch of everything that can be paid, to be released."""
    batch = batches.prepare(_staff(FINANCE))
    assert batch
    return batch


def _paid(request: Request) -> Batch:
    batch = prepared()
    batches.release(batch, _staff(SECOND_FINANCE))
    _answered(request, "paid")
    return batch


def _answered(request: Request, status: str, reason: str = "") -> None:
    order = PaymentOrder.objects.get(source_key=request.tracking)
    row = (order.end_to_end_id, status, jalali.iso(jalali.today()), reason)
    bank_answer.take(table(row), _staff(FINANCE))
