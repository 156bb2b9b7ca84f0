"""Cover for treatment on a day: articles 36, 54 and 89."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law import assessment
from taminyar.law.assessment import Assessment
from taminyar.law.treatment import TreatmentFacts, assess
from taminyar.persian.jalali import JalaliMonth, date_of
from tests.law.questions import condition

DAY = date_of(1404, 8, 30)
WORK: dict[str, Any] = {"worked_from": JalaliMonth(1402, 3), "worked_through": JalaliMonth(1404, 6)}

OWN: dict[str, Any] = {"paid_from": JalaliMonth(1403, 1), "paid_through": JalaliMonth(1404, 6)}


def ask(day: date = DAY, **facts: Any) -> Assessment:
    return assess(TreatmentFacts(day=day, **facts))


def said(made: Assessment) -> dict[str, object]:
    return {str(step.label): step.value for step in made.steps}


def test_work_that_goes_on_covers_from_the_first_month() -> None:
    made = ask(**WORK, goes_on=True)
    assert made.eligible
    assert said(made) == {"As an insured person, since": "1402-03-01"}
    assert condition(made, "work").article == "54"


def test_a_late_list_takes_no_cover_away() -> None:
    made = ask(**WORK, goes_on=True, list_late=True)
    assert made.eligible
    assert condition(made, "work").article == "36"
    assert "1404-06 is late" in str(condition(made, "work").evidence)


@pytest.mark.parametrize(("days", "covered"), [(0, True), (60, True), (61, False)])
def test_cover_lasts_sixty_days_after_the_month_the_work_ended_in(days: int, covered: bool) -> None:
    end = date_of(1404, 6, 31)
    made = ask(end + timedelta(days), **WORK)
    assert made.eligible is covered
    assert str(condition(made, "work").evidence) == (
        "The work ended with 1404-06; cover to 1404-08-30"
    )


def test_the_sixty_days_are_told_as_an_assumption() -> None:
    made = ask(**WORK)
    assert made.parameters["treatment.grace_days"].confidence == "L"
    assert any("we take 60 days" in str(told) for told in made.assumptions)
    assert not any("60 days" in str(told) for told in ask(**WORK, goes_on=True).assumptions)


@pytest.mark.parametrize(("day", "covered"), [((1404, 9, 30), True), ((1404, 10, 1), False)])
def test_own_premiums_cover_until_the_next_is_overdue(
    day: tuple[int, int, int], covered: bool
) -> None:
    """Paid up to Shahrivar; Mehr's may be paid until the end of Azar, two months later."""
    made = ask(date_of(*day), **OWN)
    assert made.eligible is covered
    if covered:
        assert said(made)["By own premiums, until"] == "1404-09-30"


def test_a_pension_covers_whatever_the_record_says() -> None:
    made = ask(pension_from=date_of(1399, 1, 1))
    assert made.eligible
    assert said(made) == {"As a pensioner, since": "1399-01-01"}
    assert condition(made, "pensioner").article == "89"


def test_nothing_known_is_no_cover_and_says_what_is_missing() -> None:
    made = ask()
    assert not made.eligible
    assert str(condition(made, "insured").evidence) == "No days of work are on record"
    assert made.steps == ()


def test_both_ways_are_told_when_both_are_open() -> None:
    made = ask(**WORK, goes_on=True, pension_from=date_of(1403, 2, 1))
    assert len(said(made)) == 2


@given(st.integers(0, 2000), st.booleans(), st.booleans())
def test_cover_never_comes_back_as_days_pass(days: int, late: bool, own: bool) -> None:
    facts = (
        {"paid_from": JalaliMonth(1403, 1), "paid_through": JalaliMonth(1404, 6)} if own else WORK
    )
    first, second = (ask(DAY + timedelta(n), list_late=late, **facts) for n in (days, days + 1))
    assert first.eligible or not second.eligible
    assert first.amount is second.amount is None


def test_the_answer_can_be_kept_as_json() -> None:
    made = ask(**WORK, pension_from=date_of(1403, 2, 1))
    assert assessment.from_json(assessment.to_json(made)) == made
    assert made.inputs["facts"]["worked_from"] == "1402-03"
    assert made.inputs["facts"]["pension_from"] == "1403-02-01"
