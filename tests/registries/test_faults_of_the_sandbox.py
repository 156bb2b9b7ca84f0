"""The sandbox can be made slow, refusing, wrong or silent, and only the demonstration has it."""

import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from taminyar import registries
from taminyar.registries import NAMES, Unavailable, faults
from taminyar.registries.bank import AccountState, BankAnswer
from taminyar.registries.checks import registries_are_configured
from taminyar.registries.faults import Fault
from tests.registries.book import CASES, MARYAM, MOBILE, Case

pytestmark = pytest.mark.usefixtures("in_sandbox")


def sandbox(*arguments: str) -> list[str]:
    """The command; the lines it wrote."""
    output = io.StringIO()
    call_command("sandbox", *arguments, stdout=output)
    return output.getvalue().splitlines()


def ask() -> bool:
    return registries.mobile_ownership().belongs(MOBILE, MARYAM)


@pytest.mark.parametrize("fault", ["--refuse", "--outage"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_answer_while_a_registry_refuses_or_is_out(case: Case, fault: str) -> None:
    sandbox(case.registry, fault)
    with pytest.raises(Unavailable) as raised:
        case.ask()
    assert raised.value.registry == case.registry


WRONG: dict[str, Any] = {
    "identity": None,
    "marriages": [],
    "children": [],
    "death": None,
    "belongs": False,
    "inquire": BankAnswer("ناشناس", "017", AccountState.ACTIVE, matches=False),
    "services": [],
    "address": None,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_registry_denies_what_is_true(case: Case) -> None:
    sandbox(case.registry, "--wrong")
    assert case.ask() == WRONG[case.method]


def test_a_delay_is_waited_for() -> None:
    sandbox("mobile", "--delay", "0.2")
    start = time.monotonic()
    assert ask()
    assert 0.2 <= time.monotonic() - start < 0.5


def test_a_delay_beyond_the_limit_ends_at_the_limit_without_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    sandbox("mobile", "--delay", "60")
    with pytest.raises(Unavailable):
        ask()
    assert waited == [3.0]


def test_other_registries_go_on() -> None:
    sandbox("civil", "--outage")
    assert ask()


def test_reset_makes_one_well_again_or_all() -> None:
    sandbox("--outage")
    assert set(faults.switched()) == set(NAMES)
    sandbox("mobile", "--reset")
    assert ask()
    assert set(faults.switched()) == set(NAMES) - {"mobile"}
    sandbox("--reset")
    assert faults.switched() == {}


def test_the_list_tells_how_each_behaves() -> None:
    sandbox("civil", "--delay", "1.5", "--wrong")
    sandbox("bank", "--outage")
    assert [line.split(maxsplit=1) for line in sandbox()] == [
        ["civil", "delay 1.5 s, wrong"],
        ["mobile", "well"],
        ["bank", "outage"],
        ["conscription", "well"],
        ["postcode", "well"],
    ]


def test_a_fault_takes_the_place_of_the_one_before() -> None:
    sandbox("civil", "--outage")
    sandbox("civil", "--wrong")
    assert faults.of("civil") == Fault(wrong=True)


def test_switches_made_by_another_process_are_seen_at_the_next_call(tmp_path: Path) -> None:
    assert ask()
    (tmp_path / "sandbox.json").write_text(json.dumps({"mobile": {"outage": True}}))
    with pytest.raises(Unavailable):
        ask()
    (tmp_path / "sandbox.json").unlink()
    assert ask()


@pytest.mark.parametrize("arguments", [("--reset", "--wrong"), ("civil", "--delay", "-1")])
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        sandbox(*arguments)
    assert faults.switched() == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_outside_the_demonstration_it_answers_nothing(case: Case, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(Unavailable):
        case.ask()


def test_outside_the_demonstration_there_is_no_command(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        sandbox("--reset")


def test_the_check_before_going_live_names_missing_registries_and_those_in_the_clear(
    settings: Settings,
) -> None:
    settings.REGISTRIES = {
        "civil": {"url": "https://registry.example/", "token": "t"},
        "bank": {"url": "http://registry.example/", "token": "t"},
    }
    messages = [message.msg for message in registries_are_configured(None)]
    assert messages == [
        "REGISTRY_MOBILE_URL is not set: this registry never answers.",
        "REGISTRY_BANK_URL must begin with https://.",
        "REGISTRY_CONSCRIPTION_URL is not set: this registry never answers.",
        "REGISTRY_POSTCODE_URL is not set: this registry never answers.",
    ]
