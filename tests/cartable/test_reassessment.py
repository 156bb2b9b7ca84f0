"""What the law says about a request today, and what differs from the day of sending."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.accounts.models import Role
from taminyar.cartable import decide, reassess
from taminyar.cartable.inquiry import StillSilent
from taminyar.cartable.models import Event, Request
from taminyar.cartable.reassess import About, Difference, differences
from taminyar.law import assessment as assessments
from taminyar.law.assessment import Assessment, Condition, Step
from taminyar.law.texts import text
from taminyar.law.values import Used
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from tests.cartable.requests import Answers, officer, sent
from tests.cartable.working import basis

MARRIED = Condition("first", True, text("First"), "85", text(""))
SUM = Step(text("Sum"), text("1 + 1"), 2)
RATE = Used(Fraction(1, 2), "1403-01-01", "a circular", "H")
MADE = Assessment("lamp", True, 100, (MARRIED,), (SUM,), (), {"lamp.rate": RATE}, {}, "one")


def _about(then: Assessment | None, now: Assessment | None) -> list[About]:
    return [found.about for found in differences(then, now)]


def test_the_same_answer_differs_in_nothing() -> None:
    assert differences(MADE, MADE) == []
    assert differences(None, None) == []


def test_the_order_in_which_values_were_stored_makes_no_difference() -> None:
    """The database keeps the shorter name first."""
    first, again = text("%(first)s to %(last)s", first=1, last=2), {"last": 2, "first": 1}
    then, now = (SUM._replace(label=label) for label in (first, replace(first, values=again)))
    assert differences(replace(MADE, steps=(then,)), replace(MADE, steps=(now,))) == []


def test_an_answer_on_one_day_alone_differs_in_what_it_came_to() -> None:
    assert differences(None, MADE) == [
        Difference(About.ELIGIBLE, "", None, True),
        Difference(About.AMOUNT, "", None, 100),
    ]


def test_each_thing_that_differs_is_named_the_most_telling_first() -> None:
    unmet = MARRIED._replace(met=False)
    dearer, newer = SUM._replace(value=3), replace(RATE, value=Fraction(2, 3))
    now = replace(
        MADE,
        eligible=False,
        amount=None,
        conditions=(unmet,),
        steps=(dearer,),
        parameters={"lamp.rate": newer},
        law_version="two",
    )
    assert differences(MADE, now) == [
        Difference(About.ELIGIBLE, "", True, False),
        Difference(About.AMOUNT, "", 100, None),
        Difference(About.CONDITION, text("First"), MARRIED, unmet),
        Difference(About.STEP, text("Sum"), SUM, dearer),
        Difference(About.VALUE, "lamp.rate", RATE, newer),
        Difference(About.LAW, "", "one", "two"),
    ]


def test_of_steps_with_the_same_label_the_first_goes_with_the_first() -> None:
    second = SUM._replace(value=5)
    longer = replace(MADE, steps=(SUM, second))
    assert differences(MADE, longer) == [Difference(About.STEP, text("Sum"), None, second)]
    assert differences(longer, MADE) == [Difference(About.STEP, text("Sum"), second, None)]


def test_the_wage_of_a_month_goes_with_that_of_the_same_month_though_the_ceiling_cuts_it() -> None:
    month = JalaliMonth(1404, 11)
    then = SUM._replace(label=text("Insured wage of %(month)s", month=month))
    now = SUM._replace(label=text("Insured wage of %(month)s, up to the ceiling", month=month))
    found = differences(replace(MADE, steps=(then,)), replace(MADE, steps=(now,)))
    assert found == [Difference(About.STEP, now.label, then, now)]


def test_new_evidence_for_a_condition_is_a_difference() -> None:
    told = MARRIED._replace(evidence=text("Stated: yes"))
    assert _about(MADE, replace(MADE, conditions=(told,))) == [About.CONDITION]


_labels = st.sampled_from(["Sum", "Wage", "Average"]).map(text)
_steps = st.builds(Step, _labels, st.just(text("")), st.integers(0, 3))
_conditions = st.builds(
    Condition,
    st.sampled_from("abc"),
    st.booleans(),
    st.just(text("Met?")),
    st.just("85"),
    st.just(text("")),
)
_made = st.builds(
    Assessment,
    rule=st.just("lamp"),
    eligible=st.booleans(),
    amount=st.none() | st.integers(0, 3),
    conditions=st.lists(_conditions, max_size=3, unique_by=lambda one: one.id).map(tuple),
    steps=st.lists(_steps, max_size=4).map(tuple),
    assumptions=st.just(()),
    parameters=st.dictionaries(st.sampled_from(["one", "two"]), st.just(RATE)),
    inputs=st.just({}),
    law_version=st.sampled_from(["one", "two"]),
)


@given(_made, _made)
def test_differences_are_the_same_seen_from_the_other_day(
    then: Assessment, now: Assessment
) -> None:
    there = {(d.about, str(d.name), str(d.then), str(d.now)) for d in differences(then, now)}
    back = {(d.about, str(d.name), str(d.now), str(d.then)) for d in differences(now, then)}
    assert there == back


@given(_made)
def test_what_was_stored_and_read_again_differs_in_nothing(made: Assessment) -> None:
    assert differences(assessments.from_json(assessments.to_json(made)), made) == []


@given(_made, _made)
def test_whatever_it_came_to_shows(then: Assessment, now: Assessment) -> None:
    about = _about(then, now)
    assert (About.AMOUNT in about) is (then.amount != now.amount)
    assert (About.ELIGIBLE in about) is (then.eligible != now.eligible)


pytest_db = pytest.mark.django_db


@pytest_db
def test_today_is_worked_out_on_what_the_registries_said_and_asks_none(
    person: Person, registry: Answers
) -> None:
    asked = sent(person)
    registry.silent = True
    assert reassess.today(asked).assessment == basis(asked)
    Request.objects.update(findings={"lit": False})
    assert reassess.today(Request.objects.get()).refused


@pytest_db
def test_before_a_registry_answered_there_is_nothing_to_say(
    person: Person, registry: Answers
) -> None:
    registry.silent = True
    assert reassess.today(sent(person)).assessment is None


@pytest_db
def test_asked_again_the_new_findings_stand_with_the_old_ones_in_the_event(
    person: Person, registry: Answers
) -> None:
    asked = sent(person)
    registry.found = {"lit": False}
    reassess.inquire_again(asked)
    now = Request.objects.get()
    assert (now.state, now.version, now.findings) == (asked.state, 2, {"lit": False})
    event = Event.objects.get(version=2)
    assert (event.move, event.data) == ("inquired_again", {"before": {"lit": True}})


@pytest_db
def test_silent_again_nothing_changes(person: Person, registry: Answers) -> None:
    asked = sent(person)
    registry.silent = True
    with pytest.raises(StillSilent):
        reassess.inquire_again(asked)
    assert Request.objects.get().version == 1


@pytest_db
def test_what_was_decided_meanwhile_is_left_alone(person: Person, registry: Answers) -> None:
    asked: Any = sent(person)
    decide.refuse(asked, officer(), Role.BRANCH_OFFICER, reason="papers")
    registry.found = {"lit": False}
    reassess.inquire_again(asked)
    assert Request.objects.get().findings == {"lit": True}
