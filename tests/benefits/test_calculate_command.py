"""`taminyar calculate`: a question a line, an answer a line, and each fault named."""

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command

from taminyar.benefits.management.commands.calculate import Command

type Ask = Callable[..., tuple[int, str]]


def wedding(**changed: Any) -> dict[str, Any]:
    """Three years of a hundred million a month before a wedding in 1403."""
    months = [f"{1400 + place // 12}-{place % 12 + 1:02}" for place in range(36)]
    career = [
        {"month": month, "days": 29, "wage": 100_000_000, "workshop": "9990000001"}
        for month in months
    ]
    return {"rule": "marriage", "career": career, "facts": {"date": "1403-01-10"}} | changed


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs the command on what is written to it; the exit code and what it printed."""

    def run(written: str | bytes, *args: str) -> tuple[int, str]:
        data = written if isinstance(written, bytes) else written.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        try:
            call_command(Command(), *args)
        except SystemExit as ended:
            return int(str(ended.code)), capsys.readouterr().out
        return 0, capsys.readouterr().out

    return run


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_one_object_gets_one_answer_of_the_published_shape(ask: Ask) -> None:
    code, printed = ask(json.dumps(wedding()), "--language", "en")
    [answer] = lines(printed)
    assert code == 0
    assert answer["rule"] == "marriage"
    assert answer["eligible"] is True
    assert answer["amount"] == 100_000_000
    assert set(answer["conditions"][0]) >= {"id", "met", "text", "article", "evidence"}
    assert answer["conditions"][0]["text"] == (
        "720 days of record in the five years before the contract"
    )
    assert all(set(step) == {"label", "expression", "value"} for step in answer["steps"])
    assert all(isinstance(told, str) for told in answer["assumptions"])
    assert set(answer["parameters"]["wage.minimum_daily"]) >= {
        *("value", "from", "source", "confidence")
    }
    assert len(answer["inputs_hash"]) == 64
    assert answer["law_version"]


def test_an_answer_that_is_not_eligible_has_no_amount(ask: Ask) -> None:
    code, printed = ask(json.dumps(wedding(career=[])))
    [answer] = lines(printed)
    assert (code, answer["eligible"], answer["amount"]) == (0, False, None)


def test_the_rule_may_stand_on_the_command_line(ask: Ask) -> None:
    question = wedding()
    del question["rule"]
    code, printed = ask(json.dumps(question), "marriage")
    assert (code, lines(printed)[0]["amount"]) == (0, 100_000_000)


@pytest.mark.parametrize("spread", [None, 2])
def test_one_object_may_be_spread_over_lines(ask: Ask, spread: int | None) -> None:
    code, printed = ask(json.dumps(wedding(), indent=spread), "--pretty")
    assert code == 0
    assert json.loads(printed)["amount"] == 100_000_000
    assert printed.count("\n") > 20


FAULTS = [
    ("{", "question", "must be written in JSON"),
    ("[1]", "question", "must be an object"),
    (b"\xff{}".decode("latin-1"), "question", "must be written in JSON"),
    ('{"rule": "dowry"}', "rule", "must be one of"),
    (json.dumps(wedding(wage=1)), "wage", "is not part of a question"),
    (json.dumps(wedding(career=5)), "career", "must be a list of months"),
    (json.dumps(wedding(facts={})), "facts.date", "is missing"),
    (json.dumps(wedding(facts={"date": "1403-13-01"})), "facts.date", "calendar"),
    (
        json.dumps(wedding(career=[{"month": "1402-07", "days": 31, "wage": 1}])),
        "career[0].days",
        "at most the 30 days",
    ),
    (
        json.dumps(wedding(career=[{"month": "1402-07", "days": 30, "wage": 1.5}])),
        "career[0].wage",
        "whole number",
    ),
    (r'{"rule": "marriage", "\ud800": 1}', "\ud800", "is not part of a question"),
]


@pytest.mark.parametrize(("line", "field", "message"), FAULTS)
def test_a_wrong_line_names_its_fault_and_the_others_are_answered(
    ask: Ask, line: str, field: str, message: str
) -> None:
    good = json.dumps(wedding())
    code, printed = ask(f"{good}\n{line}\n\n{good}\n", "--language", "en")
    first, wrong, last = lines(printed)
    assert code == 2
    assert set(wrong) == {"error"}
    assert wrong["error"]["field"] == field
    assert message in wrong["error"]["message"]
    assert first["amount"] == last["amount"] == 100_000_000


def test_a_wrong_first_line_does_not_take_the_others_with_it(ask: Ask) -> None:
    good = json.dumps(wedding())
    code, printed = ask(f'{{"rule": "marr\n{good}\n{good}')
    wrong, *answers = lines(printed)
    assert code == 2
    assert wrong["error"]["field"] == "question"
    assert [answer["amount"] for answer in answers] == [100_000_000] * 2


def test_a_day_the_law_does_not_know_names_the_parameter_and_the_day(ask: Ask) -> None:
    code, printed = ask(json.dumps(wedding(facts={"date": "1353-01-01"})), "--language", "en")
    assert code == 2
    assert lines(printed) == [
        {
            "error": {
                "field": "marriage.days_needed",
                "message": "No value of marriage.days_needed is known for 1353-01-01.",
            }
        }
    ]


def test_nothing_asked_is_nothing_answered(ask: Ask) -> None:
    assert ask(" \n\n") == (0, "")


def test_memory_stays_flat_however_many_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    question = json.dumps(wedding()).encode() + b"\n"

    def peak(count: int) -> int:
        monkeypatch.setattr("sys.stdin", _Endless(question, count))
        tracemalloc.start()
        call_command(Command(), stdout=_Counting())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(3)  # what is read once, is read before
    assert peak(300) < peak(20) * 1.2


class _Endless:
    """A standard input that makes its lines while they are read."""

    def __init__(self, line: bytes, count: int) -> None:
        self._line, self._count = line, count

    @property
    def buffer(self) -> Iterator[bytes]:
        return (self._line for _ in range(self._count))


class _Counting(io.StringIO):
    """A standard output that keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)
