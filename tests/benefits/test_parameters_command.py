"""`taminyar parameters` shows the values of the law, and names what it does not know."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from taminyar.law import values
from taminyar.persian import jalali


def told(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("parameters", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def lines(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told(*arguments, "--json")[0].splitlines()]


def test_one_value_in_force_on_a_day() -> None:
    assert lines("wage.housing", "--as-of", "1401-05-01") == [
        {
            "name": "wage.housing",
            "title": "Housing allowance",
            "title_fa": "حق مسکن",
            "unit": "rials a month",
            "value": 5_500_000,
            "from": "1401-01-01",
            "source": "decision of the Cabinet, in force from Farvardin; "
            "the council had proposed 6,500,000",
            "confidence": "M",
            "published_on": "1401-03-11",
            "confirmed_on": "1405-08-30",
            "stale": False,
        }
    ]


def test_all_values_of_one_name_oldest_first() -> None:
    found = lines("wage.minimum_daily")
    assert [found[0]["value"], found[-1]["value"]] == [18_930, 5_541_850]
    assert len(found) == 27


def test_all_values_of_a_subject() -> None:
    assert {line["name"].split(".")[0] for line in lines("treatment")} == {"treatment"}


def test_without_a_name_every_value_is_shown() -> None:
    every = values.every()
    assert len(lines()) == sum(len(series.values) for series in every.values())
    text, _ = told()
    assert all(f"{name}: {series.title} ({series.unit})" in text for name, series in every.items())


def test_as_text_each_value_has_its_day_confidence_and_source() -> None:
    text, _ = told("treatment.son_age")
    first, *rest = text.splitlines()
    assert first == "treatment.son_age: Age below which a son who does not work is covered (years)"
    assert rest[1].split() == [
        *("1387-05-20", "22", "H", "law", "of", "20", "Mordad", "1387", "on", "treatment"),
        *("of", "sons;", "confirmed", "1405-08-30"),
    ]


def test_a_rate_is_written_exactly() -> None:
    [line] = lines("treatment.pensioner_rate")
    assert line["value"] == "1/50"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wage.nonsense",), "There is no parameter wage.nonsense."),
        (("wage.min",), "There is no parameter wage.min."),
        (
            ("wage.minimum_daily", "--as-of", "1379-12-29"),
            "No value of wage.minimum_daily is known for 1379-12-29.",
        ),
        (
            ("treatment.per_capita", "--as-of", "1404-01-01"),
            "No value of treatment.per_capita is known for 1404-01-01.",
        ),
    ],
)
def test_what_is_not_known_is_named(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=f"^{message}$") as wrong:
        told(*arguments)
    assert wrong.value.returncode == 2


@pytest.mark.parametrize("day", ["1404-12-30", "2026-01-01", "soon"])
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    with pytest.raises(CommandError, match=f"--as-of: {day}: "):
        told("wage.housing", "--as-of", day)


def test_asking_for_everything_on_a_day_says_what_is_missing() -> None:
    out, err = told("--as-of", "1404-01-01")
    assert "wage.minimum_daily" in out
    assert "treatment.per_capita" not in out.replace("treatment.per_capita_", "")
    assert "No value of treatment.per_capita is known for 1404-01-01." in err


def test_a_value_not_confirmed_in_time_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jalali, "today", lambda: jalali.parse_date("1407-02-31"))
    _, err = told("wage.housing")
    assert err == "wage.housing: was to be confirmed again by 1407-02-30\n"
    assert all(line["stale"] for line in lines("wage.housing"))


def test_a_confirmed_value_does_not_warn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jalali, "today", lambda: jalali.parse_date("1407-02-30"))
    assert told("wage.housing")[1] == ""
