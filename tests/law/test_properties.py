"""What holds of every rule, whatever the numbers: of random people, and of the worst questions."""

import io
import json
import random
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from taminyar.benefits.management.commands.calculate import Command
from taminyar.law import values
from taminyar.law.assessment import from_json, to_json
from taminyar.law.facts import BadInput
from taminyar.law.rules import MODULES, answer, find, replay
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import JalaliMonth, date_of
from tests.law.questions import Rows, ask, months, row, step
from tests.law.second_statement.calendar import PLACE, length
from tests.law.test_second_statement import STATEMENTS

type Question = dict[str, Any]

MIN_1404 = 3_463_656
CONTRACT_RULES = (
    *("sickness", "maternity", "marriage", "orthosis", "funeral", "unemployment", "old_age"),
    *("retirement_dates", "disability", "survivors", "pension_increase", "eidi"),
    *("military_service", "own_account", "employer_premium", "arrears", "contract"),
    *("combined_record", "wage_base"),
)
# A good question of every rule that looks at a career, asked on 1 Mehr 1404.
ON_A_CAREER: dict[str, Question] = {
    "sickness": {"start": "1404-07-01", "end": "1404-07-20", "dependants": True},
    "maternity": {"start": "1404-07-01", "end": "1405-03-29"},
    "marriage": {"date": "1404-07-01"},
    "unemployment": {"date": "1404-07-01", "dependants": 2},
    "old_age": {"date": "1404-07-01", "birth_date": "1340-01-01", "sex": "m"},
    "retirement_dates": {"date": "1404-07-01", "birth_date": "1360-01-01", "sex": "f"},
    "disability": {"date": "1404-07-01", "degree": 70, "work_related": False, "dependants": True},
    "military_service": {"date": "1404-07-01", "months": 21},
    "combined_record": {},
}
PAID = [rule for rule in ON_A_CAREER if rule not in ("retirement_dates", "combined_record")]
WITH_FLOOR = ("marriage", "unemployment", "old_age", "disability")
# And of every rule that does not.
WITHOUT: dict[str, Question] = {
    "orthosis": {"item": "glasses", "invoice": 1_000_000, "date": "1404-10-01"},
    "funeral": {"date": "1404-01-01"},
    "survivors": {"pension": 10**8, "date": "1404-01-01", "survivors": ["spouse", "child"]},
    "pension_increase": {"pension": 10**8, "from_year": 1403, "to_year": 1404},
    "eidi": {"year": 1403, "spouse": True, "children": 2},
    "own_account": {"month": "1404-01", "rate": 18},
    "employer_premium": {"month": "1404-01", "wages": [{"wage": 10**8, "days": 31}]},
    "arrears": {"premium": 10**8, "month": "1404-01", "paid_on": "1404-06-01"},
    "contract": {"amount": 10**9, "kind": "consultant"},
    "wage_base": {"month": "1404-01", "days": 31, "items": {"base": 10**8}},
}
FACTS = ON_A_CAREER | WITHOUT


def asked(rule: str, career: Rows) -> int | None:
    return ask(rule, career, **ON_A_CAREER[rule]).amount


def good_question(rule: str, career: Rows) -> Question:
    question: Question = {"rule": rule, "facts": FACTS[rule]}
    return question | ({"career": career} if rule in ON_A_CAREER else {})


def test_every_rule_of_the_contract_can_be_asked() -> None:
    assert set(CONTRACT_RULES) == set(MODULES) == set(FACTS)
    assert all(find(rule).needs_career is (rule in ON_A_CAREER) for rule in CONTRACT_RULES)


# Wages

LONG = [(str(m), m.days) for m in JalaliMonth(1383, 1).range_to(JalaliMonth(1404, 6))]
DAILY = st.integers(0, 12 * MIN_1404)


def career_at(daily: int) -> Rows:
    """21 years and a half at that wage a day."""
    return [row(month, days, days * daily) for month, days in LONG]


@pytest.mark.parametrize("rule", PAID)
@settings(max_examples=25, deadline=None)
@given(daily=DAILY, more=DAILY)
def test_a_higher_wage_never_brings_less(rule: str, daily: int, more: int) -> None:
    lower, higher = asked(rule, career_at(daily)), asked(rule, career_at(daily + more))
    assert lower is not None
    assert higher is not None
    assert lower <= higher


@pytest.mark.parametrize("rule", PAID)
def test_a_wage_above_the_ceiling_brings_what_the_ceiling_does(rule: str) -> None:
    at_ceiling = [
        row(month, days, days * values.insured_daily_ceiling(JalaliMonth.parse(month).number))
        for month, days in LONG
    ]
    above = [each | {"wage": each["wage"] + 1_000_000} for each in at_ceiling]
    assert asked(rule, above) == asked(rule, at_ceiling)


@pytest.mark.parametrize("days", [1, 17, 31])
def test_the_wage_that_counts_is_never_above_the_ceiling(days: int) -> None:
    ceiling = 7 * MIN_1404 * days
    for base in (ceiling - 1, ceiling, ceiling + 1, 10**14):
        made = ask("wage_base", month="1404-01", days=days, items={"base": base})
        assert made.amount == min(base, ceiling)


@pytest.mark.parametrize("rule", WITH_FLOOR)
@pytest.mark.parametrize("daily", [0, 1, MIN_1404 // 3, MIN_1404])
def test_nobody_gets_less_than_the_minimum(rule: str, daily: int) -> None:
    """Article 111 for pensions; the gift and the unemployment benefit have the same floor."""
    amount = asked(rule, career_at(daily))
    assert amount is not None
    assert amount >= 30 * MIN_1404


@settings(max_examples=50, deadline=None)
@given(
    pension=st.integers(0, 10**9),
    left=st.lists(st.sampled_from(["spouse", "child", "orphan"]), min_size=1, max_size=9),
)
def test_a_family_gets_the_minimum_and_not_more_than_the_pension(
    pension: int, left: list[str]
) -> None:
    amount = ask("survivors", pension=pension, date="1404-01-01", survivors=left).amount
    assert amount is not None
    # Each rounded line may add half a rial.
    assert 30 * MIN_1404 <= amount <= max(pension, 30 * MIN_1404) + len(left)


@settings(max_examples=50, deadline=None)
@given(pension=st.integers(0, 10**9), more=st.integers(0, 10**6))
def test_the_yearly_increase_keeps_the_order_of_pensions(pension: int, more: int) -> None:
    lower, higher = (
        ask("pension_increase", pension=each, from_year=1403, to_year=1405).amount
        for each in (pension, pension + more)
    )
    assert lower is not None
    assert higher is not None
    assert 30 * 5_541_850 <= lower <= higher


# Records

some_daily = st.integers(1, 8 * MIN_1404)


@pytest.mark.parametrize("rule", ON_A_CAREER)
@settings(max_examples=10, deadline=None)
@given(draw=st.randoms(use_true_random=False), daily=some_daily)
def test_the_order_of_the_rows_changes_nothing(rule: str, draw: Any, daily: int) -> None:
    rows = career_at(daily)
    made = ask(rule, rows, **ON_A_CAREER[rule])
    shuffled = ask(rule, draw.sample(rows, len(rows)), **ON_A_CAREER[rule])
    assert (shuffled.amount, shuffled.conditions) == (made.amount, made.conditions)
    assert shuffled.steps == made.steps


@pytest.mark.parametrize("rule", ON_A_CAREER)
@settings(max_examples=10, deadline=None)
@given(draw=st.randoms(use_true_random=False), daily=some_daily)
def test_a_month_in_two_workshops_is_the_same_month(rule: str, draw: Any, daily: int) -> None:
    rows = career_at(daily)
    made = ask(rule, rows, **ON_A_CAREER[rule])
    split = ask(rule, [part for each in rows for part in in_two(draw, each)], **ON_A_CAREER[rule])
    assert (split.amount, split.conditions) == (made.amount, made.conditions)
    assert split.steps == made.steps


def in_two(draw: random.Random, whole: Question) -> Rows:
    """Days and wage of a month shared between two workshops."""
    days = draw.randint(1, whole["days"] - 1)
    wage = draw.randint(0, whole["wage"])
    rest = whole | {"days": whole["days"] - days, "wage": whole["wage"] - wage}
    return [whole | {"days": days, "wage": wage, "workshop": "1"}, rest | {"workshop": "2"}]


# Leap Esfand: 1403 has 30 days of it, 1404 has 29.


def test_the_30th_of_esfand_is_a_day_of_the_record() -> None:
    for year, days in ((1403, 366), (1404, 365)):
        made = ask("combined_record", months(f"{year}-01", f"{year}-12", 1))
        assert step(made, "Days of the whole record") == days
    with pytest.raises(BadInput) as wrong:
        ask("combined_record", [row("1404-12", 30, 0)])
    assert wrong.value.field == "career[0].days"


def test_leave_over_the_end_of_a_leap_year_has_a_day_more() -> None:
    for year, days in ((1403, 31), (1404, 30)):
        career = months(f"{year}-01", f"{year}-11", 3_000_000)
        facts = {"start": f"{year}-12-01", "end": f"{year + 1}-01-01", "dependants": True}
        made = ask("sickness", career, **facts, accident=True)
        assert made.amount == 3_000_000 * days * 3 // 4


def test_a_contract_on_the_30th_of_esfand_looks_back_to_the_29th() -> None:
    made = ask("marriage", months("1398-01", "1403-12", 3_000_000), date="1403-12-30")
    span = PLACE[(1403, 12, 30)] - PLACE[(1398, 12, 29)]
    assert f"{span} days" in str(made.conditions[0].evidence)


@pytest.mark.parametrize("year", [1399, 1403, 1408])
def test_leap_years_are_those_of_the_calendar(year: int) -> None:
    assert JalaliMonth(year, 12).days == length((year, 12)) == 30


# Answering again


@pytest.mark.parametrize("rule", FACTS)
def test_a_stored_assessment_is_answered_again_to_the_rial(rule: str) -> None:
    some, _, _ = STATEMENTS[rule]
    draw = random.Random(rule)
    for _ in range(20):
        made = answer({"rule": rule, **some(draw)})
        stored = from_json(json.loads(json.dumps(to_json(made), ensure_ascii=False)))
        assert stored == made
        assert stored.inputs_hash == made.inputs_hash
        assert replay(stored) == made


# Days without a known value

UNKNOWN: list[tuple[str, Question, str, str]] = [
    ("marriage", {"date": "1406-01-15"}, "wage.minimum_daily", "1406-01-15"),
    ("funeral", {"date": "1406-01-01"}, "wage.minimum_daily", "1406-01-01"),
    ("funeral", {"date": "1386-11-19"}, "funeral.daily_wages", "1386-11-19"),
    ("orthosis", {"date": "1404-08-30"}, "orthosis.tariff_glasses", "1404-08-30"),
    ("unemployment", {"date": "1406-01-01"}, "wage.minimum_daily", "1406-01-01"),
    ("old_age", {"date": "1406-01-01"}, "wage.minimum_daily", "1406-01-01"),
    ("disability", {"date": "1406-01-01"}, "wage.minimum_daily", "1406-01-01"),
    ("survivors", {"date": "1406-01-01"}, "wage.minimum_daily", "1406-01-01"),
    ("pension_increase", {"to_year": 1406}, "pension.increase_", "1406-01-01"),
    ("pension_increase", {"from_year": 1394, "to_year": 1395}, "pension.increase_", "1395-01-01"),
    ("eidi", {"year": 1404}, "eidi.base", "1404-01-01"),
    ("eidi", {"year": 1401}, "eidi.spouse", "1401-01-01"),
    ("own_account", {"month": "1406-01"}, "wage.minimum_daily", "1406-01-01"),
    ("employer_premium", {"month": "1379-01"}, "wage.", "1379-01-01"),
    ("wage_base", {"month": "1406-03"}, "wage.minimum_daily", "1406-03-01"),
    ("arrears", {"month": "1370-01", "paid_on": "1404-01-01"}, "arrears.", "1370"),
]


@pytest.mark.parametrize(("rule", "facts", "name", "day"), UNKNOWN)
def test_a_day_without_a_known_value_names_parameter_and_day(
    rule: str, facts: Question, name: str, day: str
) -> None:
    career = months("1379-01", "1405-12", 3_000_000)
    question = good_question(rule, career)
    with pytest.raises(MissingValue) as missing:
        answer(question | {"facts": question["facts"] | facts})
    assert missing.value.name.startswith(name)
    assert missing.value.day.startswith(day)
    assert missing.value.name in str(missing.value)


@pytest.mark.parametrize("rule", ["sickness", "marriage", "disability", "military_service"])
def test_a_wage_of_a_year_without_a_ceiling_is_never_guessed(rule: str) -> None:
    career = months("1403-01", "1406-06", 3_000_000)
    facts = {name: in_1406(value) for name, value in ON_A_CAREER[rule].items()}
    with pytest.raises(MissingValue) as missing:
        ask(rule, career, **facts)
    assert missing.value.name in ("wage.minimum_daily", "wage.ceiling_factor")
    assert missing.value.day.startswith("1406-")


def in_1406(value: Any) -> Any:
    return value.replace("1404-", "1406-") if isinstance(value, str) else value


def test_values_are_known_for_no_day_before_they_began() -> None:
    for name, series in values.every().items():
        with pytest.raises(MissingValue) as missing:
            series.on(date_of(1300, 1, 1))
        assert (missing.value.name, missing.value.day) == (name, "1300-01-01")


# Bad input

WRONG_KINDS: tuple[Any, ...] = ("سلام", -1, [1], {"a": 1}, None, True, 1.5, 10**30, "1404-13-01")


def fails(question: Question) -> str | None:
    """The field named as wrong, or None when the question was answered."""
    try:
        answer(question)
    except BadInput as wrong:
        return wrong.field
    except MissingValue:
        return None
    return None


@pytest.mark.parametrize("rule", FACTS)
@pytest.mark.parametrize("wrong", WRONG_KINDS, ids=repr)
def test_a_wrong_fact_is_the_only_field_named(rule: str, wrong: Any) -> None:
    """Whatever is written in a field, the answer is given or the fault is of that field."""
    question = good_question(rule, career_at(1)[-3:])
    for name in question["facts"]:
        found = fails(question | {"facts": question["facts"] | {name: wrong}})
        assert found is None or found.startswith(f"facts.{name}")


@pytest.mark.parametrize("rule", [rule for rule, facts in FACTS.items() if facts])
def test_words_where_none_are_meant_are_refused_in_every_field(rule: str) -> None:
    question = good_question(rule, [])
    for name in question["facts"]:
        found = fails(question | {"facts": question["facts"] | {name: {"a": 1}}})
        assert found is not None
        assert found.startswith(f"facts.{name}")


@pytest.mark.parametrize("rule", FACTS)
def test_a_fact_that_is_missing_or_unknown_is_named(rule: str) -> None:
    question = good_question(rule, [])
    unknown = question | {"facts": question["facts"] | {"colour": "red"}}
    assert fails(unknown) == "facts.colour"
    for name in question["facts"]:
        rest = {other: value for other, value in question["facts"].items() if other != name}
        assert fails(question | {"facts": rest}) in (None, f"facts.{name}")
    if question["facts"]:
        assert (fails(question | {"facts": {}}) or "").startswith("facts.")


BAD_ROWS: list[tuple[Question, str]] = [
    ({"days": 32}, "days"),
    ({"days": -1}, "days"),
    ({"days": "x"}, "days"),
    ({"days": 0}, "wage"),
    ({"wage": -1}, "wage"),
    ({"wage": 1.5}, "wage"),
    ({"month": "1404-13"}, "month"),
    ({"month": 140401}, "month"),
    ({"kind": 7}, "kind"),
    ({"colour": "red"}, "colour"),
]


@pytest.mark.parametrize("rule", ON_A_CAREER)
@pytest.mark.parametrize(("wrong", "field"), BAD_ROWS)
def test_a_wrong_row_is_named_by_its_place(rule: str, wrong: Question, field: str) -> None:
    rows = career_at(1)[-3:]
    question = good_question(rule, [rows[0], rows[1] | wrong, rows[2]])
    assert fails(question) == f"career[1].{field}"


@pytest.mark.parametrize("rule", ON_A_CAREER)
def test_a_career_that_is_asked_for_must_be_given(rule: str) -> None:
    assert fails({"rule": rule, "facts": FACTS[rule]}) == "career"
    assert fails(good_question(rule, []) | {"career": "none"}) == "career"


def test_a_bad_question_of_every_rule_leaves_the_other_lines_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    career = career_at(3_000_000)
    good = [good_question(rule, career) for rule in FACTS]
    lines = [json.dumps(each) for q in good for each in (q | {"facts": {"colour": 1}}, q)]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
    with pytest.raises(SystemExit) as ended:
        call_command(Command())
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ended.value.code == 2
    assert {each["error"]["field"] for each in printed[::2]} == {"facts.colour"}
    assert [each["amount"] for each in printed[1::2]] == [answer(each).amount for each in good]
