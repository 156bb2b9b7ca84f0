"""An answer that is incomplete, contradicts itself or is about somebody else counts as none."""

from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from taminyar import registries
from taminyar.registries import Unavailable
from tests.registries.book import (
    ACCOUNT_ANSWER,
    BORN,
    CHILD,
    HUSBAND,
    IBAN,
    MARYAM,
    MARYAM_ANSWER,
    MOBILE,
    POSTCODE,
    TWO_CHILDREN,
    TWO_MARRIAGES,
)


def answers(gateway: HTTPServer, path: str, answer: Any) -> None:
    gateway.expect_request(path).respond_with_json(answer)


@pytest.mark.parametrize(
    "change",
    [
        {"NationalCode": HUSBAND},
        {"NationalCode": None},
        {"Matched": "true"},
        {"Matched": 1},
        {"Alive": False},
        {"IsDead": None},
        {"FirstName": " "},
        {"LastName": 5},
        {"FatherName": None},
        {"Gender": "unknown"},
    ],
    ids=str,
)
def test_an_identity(gateway: HTTPServer, change: dict[str, Any]) -> None:
    answers(gateway, "/civil/identity", MARYAM_ANSWER | change)
    with pytest.raises(Unavailable):
        registries.civil_registry().identity(MARYAM, BORN)


@pytest.mark.parametrize("field", list(MARYAM_ANSWER))
def test_an_identity_without_a_field(gateway: HTTPServer, field: str) -> None:
    answer = {name: value for name, value in MARYAM_ANSWER.items() if name != field}
    answers(gateway, "/civil/identity", answer)
    with pytest.raises(Unavailable):
        registries.civil_registry().identity(MARYAM, BORN)


@pytest.mark.parametrize(
    "change",
    [
        {"SpouseNationalCode": "9990000019"},
        {"ContractDate": "1392-07-31"},
        {"ContractDate": "2013-09-06"},
        {"ContractDate": 13920615},
        {"EndedOn": "?"},
    ],
    ids=str,
)
def test_a_marriage(gateway: HTTPServer, change: dict[str, Any]) -> None:
    answers(gateway, "/civil/marriages", {"Marriages": [TWO_MARRIAGES["Marriages"][0] | change]})
    with pytest.raises(Unavailable):
        registries.civil_registry().marriages(MARYAM)


@pytest.mark.parametrize("missing", ["NationalCode", "BirthDate", "Gender"])
def test_a_child(gateway: HTTPServer, missing: str) -> None:
    child = {name: value for name, value in TWO_CHILDREN["Children"][0].items() if name != missing}
    answers(gateway, "/civil/children", {"Children": [child]})
    with pytest.raises(Unavailable):
        registries.civil_registry().children(MARYAM)


@pytest.mark.parametrize(
    "answer",
    [
        {"NationalCode": CHILD, "IsDead": False},
        {"NationalCode": MARYAM, "IsDead": True, "DeathDate": None},
    ],
    ids=str,
)
def test_a_death(gateway: HTTPServer, answer: dict[str, Any]) -> None:
    answers(gateway, "/civil/death", answer)
    with pytest.raises(Unavailable):
        registries.civil_registry().death(MARYAM)


@pytest.mark.parametrize(
    "answer",
    [
        {"data": True},
        {"data": True, "success": False},
        {"data": "true", "success": True},
        {"data": None, "success": True},
        [],
        None,
        "true",
    ],
    ids=str,
)
def test_a_mobile(gateway: HTTPServer, answer: Any) -> None:
    answers(gateway, "/mobile/match", answer)
    with pytest.raises(Unavailable):
        registries.mobile_ownership().belongs(MOBILE, MARYAM)


@pytest.mark.parametrize(
    "change",
    [
        {"IBAN": IBAN[:-1]},
        {"depositStatus": "02"},
        {"depositOwners": []},
        {"depositOwners": ["مریم"]},
        {"depositOwners": [{"firstName": "مریم", "lastName": ""}]},
        {"matched": None},
    ],
    ids=str,
)
def test_an_account(gateway: HTTPServer, change: dict[str, Any]) -> None:
    answers(gateway, "/bank/account", {"status": "DONE", "result": ACCOUNT_ANSWER | change})
    with pytest.raises(Unavailable):
        registries.bank_accounts().inquire(IBAN, MARYAM, BORN)


@pytest.mark.parametrize("answer", [{"status": "FAILED", "result": None}, {"status": "DONE"}])
def test_an_inquiry_that_was_not_done_is_not_a_missing_account(
    gateway: HTTPServer, answer: dict[str, Any]
) -> None:
    answers(gateway, "/bank/account", answer)
    with pytest.raises(Unavailable):
        registries.bank_accounts().inquire(IBAN, MARYAM, BORN)


def test_a_service_that_ends_before_it_begins(gateway: HTTPServer) -> None:
    service = {"cardNumber": "1", "from": "1384-01-01", "to": "1383-12-29"}
    answers(gateway, "/conscription/services", {"services": [service]})
    with pytest.raises(Unavailable):
        registries.conscription().services(HUSBAND)


@pytest.mark.parametrize(
    "answer",
    [
        {"success": True},
        {"success": False, "data": None},
        {"success": True, "data": {"postalCode": "1999911112", "province": "ت", "city": "ت"}},
    ],
    ids=str,
)
def test_an_address(gateway: HTTPServer, answer: dict[str, Any]) -> None:
    answers(gateway, "/postcode/address", answer)
    with pytest.raises(Unavailable):
        registries.postcodes().address(POSTCODE)
