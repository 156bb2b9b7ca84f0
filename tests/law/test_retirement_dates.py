"""When each way to a pension opens if the work goes on. `derived`: by hand."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taminyar.law.age import age
from taminyar.law.assessment import Working
from taminyar.law.facts import BadInput
from taminyar.law.retirement_routes import Person, Route, routes
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import parse_date
from tests.law.questions import Rows, ask
from tests.law.records import paid

YEAR = 365
ORDINARY = "Ordinary retirement"
THIRTY = "Retirement after 30 years of record"
ANY_AGE = "Retirement at any age"
WOMEN = "Working women with 20 days' wage"
IN_PROPORTION = "Pension in proportion to the record, without the minimum"


def dates(career: Rows, day: str, born: str, sex: str = "m", **more: Any) -> dict[str, str]:
    """The earliest day of each way."""
    made = ask("retirement_dates", career, date=day, birth_date=born, sex=sex, **more)
    assert made.eligible
    assert made.amount is None
    return {str(each.label): str(each.value) for each in made.steps}


def test_each_way_of_a_man_with_its_day() -> None:
    """26 years on the Plan's day ask for 30 years and 8 months; 60 on 1410-03-02."""
    found = dates(paid(26 * YEAR, 0, "1403-04"), "1403-05-03", "1350-03-02")
    assert found == {
        # 60 years of age; the record has long been enough.
        ORDINARY: "1410-03-02",
        IN_PROPORTION: "1410-03-02",
        # 4 years and 240 days: 1,700 days after 1403-05-03, the leap Esfand of 1403 in between.
        THIRTY: "1408-01-01",
        # 9 years of 365 days; the leap Esfands of 1403 and 1408 in between.
        ANY_AGE: "1412-05-01",
    }


@pytest.mark.parametrize(
    ("years", "asked"),
    [
        (28, 30 * YEAR),
        (26, 30 * YEAR + 8 * 30),
        (22, 32 * YEAR),
        (12, 35 * YEAR),
        (0, 35 * YEAR),
    ],
)
def test_the_7th_plan_asks_by_the_record_on_its_day(years: int, asked: int) -> None:
    """D24 derived; P16: who is new would need 42.5 years and is asked 35, at most."""
    start = parse_date("1403-05-03")
    found = dates(paid(years * YEAR, 0, "1403-04"), "1403-05-03", "1380-01-01")
    opening = parse_date(found[THIRTY])
    # Below 62 on that day: born 1380, the age of 50 is reached on 1430-01-01.
    assert opening == max(start + timedelta(days=asked - years * YEAR), parse_date("1430-01-01"))


def test_a_new_man_would_need_42_years_and_a_half_without_the_cap() -> None:
    """P16, press: 30 + 30 × 5 months; art. 29 stops at 35 years."""
    working = Working()
    person = Person(parse_date("1380-01-01"), "m", lambda _: Fraction(0), Fraction(0))
    [route] = [
        each
        for each in routes(working, parse_date("1404-01-01"), person)
        if each.name == "thirty_years"
    ]
    assert working.used["old_age.added_months_from_0_years"].value == 5
    assert 30 + Fraction(30 * 5, 12) == Fraction("42.5")
    assert route.days == 35 * YEAR


def test_who_reaches_30_years_before_the_plan_needs_no_more() -> None:
    found = dates(paid(30 * YEAR - 10, 0, "1402-12"), "1403-01-01", "1350-01-01")
    assert found[THIRTY] == "1403-01-11"


def test_who_reaches_30_years_after_the_plans_day_needs_what_it_adds() -> None:
    """On 1403-05-03 there are 25 years and 126 days: under 28, two months for each missing year."""
    found = dates(paid(25 * YEAR, 0, "1402-12"), "1403-01-01", "1350-01-01")
    months = (30 - (25 + Fraction(126, YEAR))) * 2
    days = 30 * YEAR + months * 30 - 25 * YEAR
    assert found[THIRTY] == "1408-10-04"
    assert parse_date(found[THIRTY]) == parse_date("1403-01-01") + timedelta(days=-(-days // 1))


def test_at_62_a_man_needs_no_added_time() -> None:
    """15 years on the Plan's day would ask for 35; at 62 the 30 years are enough."""
    found = dates(paid(15 * YEAR, 0, "1403-04"), "1403-05-03", "1357-01-01")
    assert found[THIRTY] == "1419-01-01"
    assert found[ANY_AGE] == "1423-04-29"


def test_a_woman_has_the_way_of_working_women_too() -> None:
    found = dates(paid(19 * YEAR, 0), "1404-07-01", "1362-05-31", "f")
    assert found[WOMEN] == "1405-07-01"
    # 11 years of 365 days; the leap Esfands of 1408 and 1412 in between.
    assert found[THIRTY] == "1415-06-30"
    assert found[ORDINARY] == "1417-05-31"


def test_a_way_that_is_open_is_open_on_the_day_asked_for() -> None:
    found = dates(paid(36 * YEAR, 0), "1404-07-01", "1340-01-01")
    assert set(found.values()) == {"1404-07-01"}


def test_the_steps_come_by_their_days() -> None:
    days = list(dates(paid(4500, 0), "1404-07-01", "1360-01-01").values())
    assert days == sorted(days)


def test_it_is_assumed_that_the_work_goes_on() -> None:
    made = ask("retirement_dates", [], date="1404-07-01", birth_date="1360-01-01", sex="m")
    assert str(made.assumptions[0]) == "The work goes on without a gap from 1404-07-01."
    assert replay(made) == made


def test_hard_work_counts_as_far_as_it_is_done() -> None:
    found = dates(paid(20 * 366, 0), "1404-07-01", "1364-01-01", hard_years=20)
    assert found["Hard and harmful work"] == "1404-07-01"
    fewer = dates(paid(20 * 366, 0), "1404-07-01", "1364-01-01", hard_years=10)
    assert "Hard and harmful work" not in fewer
    # 7,320 days and 1,825 that hard work adds: 3,630 are missing to 35 years.
    assert parse_date(fewer[ANY_AGE]) == parse_date("1404-07-01") + timedelta(days=3630)


def test_the_record_asked_for_may_rise_faster_than_one_works() -> None:
    """In 1385 the ordinary way asked for 15 years, a year more each year, and 20 from 1390."""
    found = dates(paid(14 * YEAR, 0, "1384-12"), "1385-01-01", "1320-01-01")
    # 15 years are full on 1 Farvardin 1386, when 16 are asked for, and so on; the leap day of
    # 1387 catches up: 17 years of 365 days are full on 30 Esfand, the last day 17 are enough.
    assert found[ORDINARY] == "1387-12-30"


def test_born_on_30_esfand() -> None:
    """60 years after 30 Esfand 1350, in 1410, Esfand has 29 days."""
    found = dates(paid(20 * YEAR, 0), "1404-07-01", "1350-12-30")
    assert found[ORDINARY] == "1410-12-29"


def test_a_day_before_the_known_law_is_named() -> None:
    with pytest.raises(MissingValue, match="old_age"):
        dates([], "1379-01-01", "1340-01-01")


def test_born_after_the_day_asked_for_is_refused() -> None:
    with pytest.raises(BadInput, match=r"facts\.birth_date"):
        dates([], "1404-01-01", "1404-01-01")


def is_open(route: Route, person: Person, day: date) -> bool:
    old_enough = route.age is None or age(person.born, day) >= route.age
    return old_enough and person.record(day) >= route.days


NAMES = {
    ORDINARY: "normal",
    THIRTY: "thirty_years",
    ANY_AGE: "thirty_five_years",
    WOMEN: "working_women",
    IN_PROPORTION: "pro_rata",
}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 13_500),
    st.integers(1385, 1405),
    st.integers(1325, 1380),
    st.integers(1, 29),
    st.sampled_from("mf"),
)
def test_each_way_is_open_on_its_day_and_not_the_day_before(
    days: int, year: int, born: int, day_born: int, sex: Any
) -> None:
    asked = parse_date(f"{year}-01-01")
    career = paid(days, 0, f"{year - 1}-12")
    found = dates(career, f"{year}-01-01", f"{born}-12-{day_born:02}", sex)
    person = Person(
        parse_date(f"{born}-12-{day_born:02}"),
        sex,
        # A day paid every day; so many before the day asked for, all in a row.
        lambda day: Fraction(max(days + (day - asked).days, 0)),
        Fraction(0),
    )
    for title, told in found.items():
        opening = parse_date(told)
        for day, expected in ((opening, True), (opening - timedelta(days=1), False)):
            asks = {each.name: each for each in routes(Working(), day, person)}
            if day >= asked:
                assert is_open(asks[NAMES[title]], person, day) is expected
