"""The files of values keep their schema; each way of breaking it is found."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from taminyar.law import values
from tests.parameters import faults, faults_of_files

SOUND = {
    "wage.example": {
        "title": "An example",
        "title_fa": "یک نمونه",
        "unit": "rials a day",
        "yearly": True,
        "source": "a decree",
        "confidence": "H",
        "confirmed_on": "1405-08-30",
        "values": [
            {"from": "1403-01-01", "value": 5, "published_on": "1402-12-29"},
            {"from": "1404-01-01", "value": "7.5 %", "confidence": "M"},
        ],
    }
}


def test_the_files_are_in_order() -> None:
    assert list(faults_of_files()) == []


def test_every_unit_allowed_is_marked_for_translation() -> None:
    schema = json.loads((values.FOLDER / "schema.json").read_bytes())
    assert sorted(schema["$defs"]["unit"]["enum"]) == sorted(values.UNITS)


def test_a_sound_series_has_no_faults() -> None:
    assert list(faults(SOUND)) == []


@pytest.mark.parametrize("field", ["title", "title_fa", "unit", "confirmed_on", "values",
                                   "source", "confidence"])  # fmt: skip
def test_what_a_series_must_have(field: str) -> None:
    broken = deepcopy(SOUND)
    del broken["wage.example"][field]
    assert any(f"'{field}' is a required property" in fault for fault in faults(broken))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title_fa", "not Persian"),
        ("unit", "furlongs"),
        ("confidence", "X"),
        ("yearly", "yes"),
        ("confirmed_on", "2026-11-21"),
        ("confirmed_on", "1499-01-01"),
        ("confirm_within_months", 0),
        ("values", []),
        ("colour", "blue"),
    ],
)
def test_a_wrong_field_of_a_series_is_found(field: str, wrong: object) -> None:
    broken: dict[str, Any] = deepcopy(SOUND)
    broken["wage.example"][field] = wrong
    assert list(faults(broken))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("from", "1404-12-30"),
        ("from", "1404-13-01"),
        ("from", "1404-1-1"),
        ("published_on", "1404-07-31"),
        ("value", -1),
        ("value", 0.5),
        ("value", True),
        ("value", "5"),
        ("value", "1/0"),
        ("value", "a half"),
        ("value", None),
        ("colour", "blue"),
    ],
)
def test_a_wrong_field_of_a_value_is_found(field: str, wrong: object) -> None:
    broken: dict[str, Any] = deepcopy(SOUND)
    broken["wage.example"]["values"][1][field] = wrong
    assert list(faults(broken))


@pytest.mark.parametrize(
    ("start", "fault"),
    [
        ("1404-01-01", "two values from 1404-01-01"),
        ("1404-02-01", "1404-01-01 stands after 1404-02-01"),
    ],
)
def test_values_stand_in_order_one_a_day(start: str, fault: str) -> None:
    broken: dict[str, Any] = deepcopy(SOUND)
    broken["wage.example"]["values"][0]["from"] = start
    assert list(faults(broken)) == [f"wage.example: {fault}"]


@pytest.mark.parametrize("name", ["wage", "Wage.example", "wage example", "wage."])
def test_a_name_is_a_subject_and_a_thing(name: str) -> None:
    assert list(faults({name: SOUND["wage.example"]}))


def test_a_series_written_twice_is_found(tmp_path: Path) -> None:
    wages = (values.FOLDER / "wages.yaml").read_text()
    (tmp_path / "a.yaml").write_text(wages)
    (tmp_path / "b.yaml").write_text(wages)
    assert "b.yaml: wage.housing: also in a.yaml" in list(faults_of_files(tmp_path))
    (tmp_path / "a.yaml").write_text(wages + wages)
    assert any("written twice" in fault for fault in faults_of_files(tmp_path))
