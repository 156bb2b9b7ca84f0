"""From sending to payment, and the turns in between."""

from datetime import date

import pytest
from django.utils import timezone

from taminyar.access.delegation_models import Delegation
from taminyar.accounts.models import Role
from taminyar.cartable import decide, effects, own
from taminyar.cartable.models import Event, Request
from taminyar.cartable.move import NotAllowed, Overtaken
from taminyar.cartable.states import State
from taminyar.law import assessment as assessments
from taminyar.payments.models import OrderState, PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.cartable.requests import Answers, officer, sent, user_of
from tests.office.requests_at_desk import paper_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


def _basis(request: Request) -> assessments.Assessment:
    return assessments.from_json(request.assessment)


def test_an_approved_request_orders_one_payment(person: Person) -> None:
    request = sent(person)
    decide.approve(request, officer(), ROLE, basis=_basis(request))
    assert request.state == State.SENT_TO_FINANCE
    [order] = PaymentOrder.objects.of(person)
    assert (order.source_key, order.amount) == (request.tracking, request.amount)
    moves = Event.objects.filter(request=request).values_list("move", flat=True)
    assert list(moves) == ["send", "approve", "to_finance"]


def test_a_second_officer_decides_too_late(person: Person) -> None:
    request = sent(person)
    same = Request.objects.get(pk=request.pk)
    decide.refuse(request, officer(), ROLE, reason="papers")
    with pytest.raises(Overtaken):
        decide.approve(same, officer(number=2), ROLE, basis=_basis(same))
    assert not PaymentOrder.objects.exists()


def test_what_somebody_holds_nobody_else_decides(person: Person) -> None:
    request = sent(person)
    decide.claim(request, officer(), ROLE)
    fresh = Request.objects.get(pk=request.pk)
    with pytest.raises(Overtaken):
        decide.refuse(fresh, officer(number=2), ROLE, reason="papers")


def test_above_the_limit_another_officer_confirms(
    person: Person, settings: pytest.FixtureRequest
) -> None:
    settings.FOUR_EYES_RIALS = 1  # type: ignore[attr-defined]
    request = sent(person)
    decide.approve(request, officer(), ROLE, basis=_basis(request))
    assert request.state == State.CONFIRMING
    with pytest.raises(decide.SameOfficer):
        decide.confirm(request, officer(), ROLE)
    decide.confirm(request, officer(number=2), ROLE)
    assert request.state == State.SENT_TO_FINANCE


def test_nobody_decides_for_who_lets_them_act_in_their_place(person: Person) -> None:
    request, by = sent(person), officer()
    Person.objects.filter(pk=by.person_id).update(national_id="9990000077")
    by.person.refresh_from_db()
    now = timezone.now()
    right = Delegation.objects.create(
        principal=person,
        delegate_national_id=by.person.national_id,
        delegate=by.person,
        scopes=["requests"],
        from_day=jalali.today(),
        to_day=jalali.today(),
        confirmed_by_principal_at=now,
        confirmed_by_delegate_at=now,
    )
    with pytest.raises(decide.OwnRequest):
        decide.approve(request, by, ROLE, basis=_basis(request))
    right.revoked_at, right.revoked_by = now, "principal"
    right.save()
    decide.approve(request, by, ROLE, basis=_basis(request))


def test_put_back_it_still_says_that_it_is_objected_to(person: Person) -> None:
    request = sent(person)
    decide.refuse(request, officer(), ROLE, reason="papers")
    own.object_to(request, user_of(person), "خوانا است")
    decide.claim(request, officer(number=2), ROLE)
    assert request.state == State.OBJECTED
    decide.release(request, officer(number=2), ROLE)
    assert (request.state, request.holder) == (State.OBJECTED, None)


def test_nothing_is_approved_on_a_bad_paper(person: Person) -> None:
    request = sent(person)
    given = paper_of(request)
    decide.judge(request, officer(), ROLE, decide.Fault(given, "blurred"))
    with pytest.raises(decide.PaperBad):
        decide.approve(request, officer(), ROLE, basis=_basis(request))
    decide.accept_paper(request, officer(), ROLE, given)
    decide.approve(request, officer(), ROLE, basis=_basis(request))


def test_an_objection_goes_to_another_officer(person: Person) -> None:
    request = sent(person)
    decide.refuse(request, officer(), ROLE, reason="papers", words="تار است")
    own.object_to(request, user_of(person), "خوانا است")
    with pytest.raises(decide.SameOfficer):
        decide.claim(request, officer(), ROLE)
    decide.approve(request, officer(number=2), ROLE, basis=_basis(request))
    assert request.state == State.SENT_TO_FINANCE


def test_advice_is_needed_where_the_kind_says_so(person: Person, registry: Answers) -> None:
    registry.advice = Role.MEDICAL_REVIEWER
    request, reviewer = sent(person), officer(Role.MEDICAL_REVIEWER, 3)
    with pytest.raises(decide.AdviceNeeded):
        decide.approve(request, officer(), ROLE, basis=_basis(request))
    decide.refer(request, officer(), ROLE, to=Role.MEDICAL_REVIEWER, words="?")
    with pytest.raises(NotAllowed):
        decide.approve(request, officer(), ROLE, basis=_basis(request))
    decide.advise(request, reviewer, favourable=True, words="لازم است")
    decide.approve(request, officer(), ROLE, basis=_basis(request))
    assert request.state == State.SENT_TO_FINANCE


def test_who_gave_the_opinion_does_not_decide_as_well(person: Person, registry: Answers) -> None:
    registry.advice = Role.MEDICAL_REVIEWER
    request, both = sent(person), officer()
    officer(Role.MEDICAL_REVIEWER)  # the same person has a second duty
    decide.refer(request, both, ROLE, to=Role.MEDICAL_REVIEWER, words="?")
    decide.advise(request, both, favourable=True, words="لازم است")
    with pytest.raises(decide.SameOfficer):
        decide.approve(request, both, ROLE, basis=_basis(request))
    decide.approve(request, officer(number=2), ROLE, basis=_basis(request))
    assert request.state == State.SENT_TO_FINANCE


@pytest.mark.parametrize("favourable", [True, False])
def test_nor_do_they_refuse_or_confirm(
    person: Person, favourable: bool, settings: pytest.FixtureRequest
) -> None:
    settings.FOUR_EYES_RIALS = 1  # type: ignore[attr-defined]
    request, both = sent(person), officer()
    decide.refer(request, officer(number=2), ROLE, to=Role.MEDICAL_REVIEWER, words="?")
    decide.advise(request, both, favourable=favourable, words="So.")
    with pytest.raises(decide.SameOfficer):
        decide.refuse(request, both, ROLE, reason="papers")
    decide.approve(request, officer(number=2), ROLE, basis=_basis(request))
    with pytest.raises(decide.SameOfficer):
        decide.confirm(request, both, ROLE)


def test_what_the_bank_called_paid_and_then_refused_is_not_called_paid(person: Person) -> None:
    request = sent(person)
    decide.approve(request, officer(), ROLE, basis=_basis(request))
    order = PaymentOrder.objects.of(person)
    for state, day, then in (
        (OrderState.PAID, date(2026, 1, 1), State.PAID),
        # For a mistake of our own: it goes into the next batch.
        (OrderState.WAITING, None, State.SENT_TO_FINANCE),
        (OrderState.PAID, date(2026, 1, 2), State.PAID),
    ):
        order.update(state=state, paid_on=day)
        effects.follow(order)
        assert Request.objects.get().state == then


def test_sending_twice_is_sending_once(person: Person) -> None:
    from taminyar.cartable import submit
    from tests.cartable.requests import ANSWERS, draft_of

    draft = draft_of(person)
    first = submit.send(draft, user_of(person), dict(ANSWERS), {"lit": True})
    assert submit.send(draft, user_of(person), dict(ANSWERS), {"lit": True}) == first
    with pytest.raises(submit.AlreadyAsked):
        submit.send(draft_of(person), user_of(person), dict(ANSWERS), {"lit": True})
