"""What is asked and answered in these tests: once as the line carries it, once as values."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from taminyar import registries
from taminyar.persian import iban
from taminyar.persian.jalali import date_of
from taminyar.registries.bank import AccountState, BankAnswer
from taminyar.registries.civil import Child, Identity, Marriage
from taminyar.registries.military import Service
from taminyar.registries.postcode import Address

MARYAM, BORN, BORN_WRITTEN = "9990000018", date_of(1365, 3, 20), "1365-03-20"
HUSBAND, CHILD = "9990002010", "9990002029"
MOBILE = "09120000001"
ACCOUNT = "017" + "123456".zfill(19)
IBAN = f"IR{iban.check_digits(ACCOUNT)}{ACCOUNT}"
POSTCODE = "1999911111"

ACCESSORS: dict[str, Callable[[], Any]] = {
    "civil": registries.civil_registry,
    "mobile": registries.mobile_ownership,
    "bank": registries.bank_accounts,
    "conscription": registries.conscription,
    "postcode": registries.postcodes,
}


@dataclass(frozen=True)
class Case:
    """One question: of which registry, how it is called, what goes over the line, what it means."""

    name: str
    registry: str
    method: str
    arguments: tuple[str | date, ...]
    path: str
    question: dict[str, Any]
    answer: dict[str, Any]
    means: Any

    def ask(self) -> Any:
        return getattr(ACCESSORS[self.registry](), self.method)(*self.arguments)


class Book:
    """A source for the sandbox that knows the cases by heart."""

    def __getattr__(self, method: str) -> Callable[..., Any]:
        known = {case.arguments: case.means for case in CASES if case.method == method}
        return lambda *arguments: known[arguments]


def identity(born: date, answer: dict[str, Any], means: Identity | None, name: str) -> Case:
    written = {BORN: BORN_WRITTEN}.get(born, "1365-03-21")
    question = {"nationalCode": MARYAM, "birthDate": written}
    return Case(name, "civil", "identity", (MARYAM, born), "identity", question, answer, means)


def about(method: str, national_id: str, answer: dict[str, Any], means: Any, name: str) -> Case:
    """A question to the civil registry about one person."""
    question = {"nationalCode": national_id}
    return Case(name, "civil", method, (national_id,), method, question, answer, means)


def belongs(national_id: str, means: bool, name: str) -> Case:
    answer = {"data": means, "success": True, "code": 0, "error": None, "message": ""}
    question = {"nationalCode": national_id, "mobile": MOBILE, "isCompany": False}
    arguments = (MOBILE, national_id)
    return Case(name, "mobile", "belongs", arguments, "match", question, answer, means)


def account(national_id: str, result: Any, means: BankAnswer | None, name: str) -> Case:
    question = {"iban": IBAN, "nationalCode": national_id, "birthDate": BORN_WRITTEN}
    answer = {"status": "DONE", "trackId": "t-1", "result": result}
    arguments = (IBAN, national_id, BORN)
    return Case(name, "bank", "inquire", arguments, "account", question, answer, means)


def served(national_id: str, rows: list[Any], means: list[Service], name: str) -> Case:
    question = {"nationalCode": national_id}
    answer = {"services": rows}
    arguments = (national_id,)
    return Case(name, "conscription", "services", arguments, "services", question, answer, means)


def postcode(code: str, data: Any, means: Address | None, name: str) -> Case:
    question = {"postalCode": code}
    answer = {"success": True, "data": data}
    return Case(name, "postcode", "address", (code,), "address", question, answer, means)


MARYAM_ANSWER = {
    "Matched": True,
    "NationalCode": MARYAM,
    "FirstName": "مريم",  # with the Arabic letter that old systems send
    "LastName": "کریمی",
    "FatherName": "احمد",
    "Gender": "female",
    "CertificateNumber": "1001",
    "CertificatePlace": "تهران",
    "IsDead": False,
    "Alive": True,
}
MARYAM_MEANT = Identity(MARYAM, "مریم", "کریمی", "احمد", "f", BORN, "1001", "تهران", alive=True)
ACCOUNT_ANSWER = {
    "IBAN": IBAN,
    "bankName": "بانک ملی",
    "depositStatus": "ACTIVE",
    "depositOwners": [{"firstName": "مریم", "lastName": "کریمی"}],
    "matched": True,
}
TWO_MARRIAGES = {
    "Marriages": [
        {
            "SpouseNationalCode": HUSBAND,
            "ContractDate": "1392-06-15",
            "Permanent": True,
            "Registered": True,
            "EndedOn": None,
        },
        {
            "SpouseNationalCode": CHILD,
            "ContractDate": "1385/01/02",
            "Permanent": False,
            "Registered": False,
            "EndedOn": "1386/01/02",
        },
    ]
}
TWO_CHILDREN = {
    "Children": [
        {"NationalCode": None, "BirthDate": "1404-02-10", "Gender": "female"},
        {"NationalCode": CHILD, "BirthDate": "1394-05-03", "Gender": "male"},
    ]
}

CASES = [
    identity(BORN, MARYAM_ANSWER, MARYAM_MEANT, "who somebody is"),
    identity(date_of(1365, 3, 21), {"Matched": False}, None, "a birth date that is not theirs"),
    about(
        "marriages",
        MARYAM,
        TWO_MARRIAGES,
        [
            Marriage(CHILD, date_of(1385, 1, 2), False, False, date_of(1386, 1, 2)),
            Marriage(HUSBAND, date_of(1392, 6, 15), True, True, None),
        ],
        "marriages, oldest first",
    ),
    about("marriages", CHILD, {"Marriages": []}, [], "nobody married"),
    about(
        "children",
        MARYAM,
        TWO_CHILDREN,
        [Child(CHILD, date_of(1394, 5, 3), "m"), Child(None, date_of(1404, 2, 10), "f")],
        "children, a newborn without a number among them",
    ),
    about("death", MARYAM, {"NationalCode": MARYAM, "IsDead": False}, None, "no death"),
    about(
        "death",
        HUSBAND,
        {"NationalCode": HUSBAND, "IsDead": True, "DeathDate": "1399-10-03"},
        date_of(1399, 10, 3),
        "a death",
    ),
    belongs(MARYAM, True, "one's own mobile"),
    belongs(HUSBAND, False, "somebody else's mobile"),
    account(
        MARYAM,
        ACCOUNT_ANSWER,
        BankAnswer("مریم کریمی", "017", AccountState.ACTIVE, matches=True),
        "one's own account",
    ),
    account(
        HUSBAND,
        ACCOUNT_ANSWER
        | {
            "depositStatus": "BLOCKED",
            "matched": False,
            "depositOwners": [
                {"firstName": "مریم", "lastName": "کریمی"},
                {"firstName": "", "lastName": "شرکت پگاه"},
            ],
        },
        BankAnswer("مریم کریمی، شرکت پگاه", "017", AccountState.BLOCKED, matches=False),
        "a blocked account of others",
    ),
    account(CHILD, None, None, "no such account"),
    served(
        HUSBAND,
        [
            {"cardNumber": "2", "from": "1384-01-01", "to": "1385-12-29"},
            {"cardNumber": "1", "from": "1382-01-01", "to": "1382-06-31"},
        ],
        [
            Service("1", date_of(1382, 1, 1), date_of(1382, 6, 31)),
            Service("2", date_of(1384, 1, 1), date_of(1385, 12, 29)),
        ],
        "two times of service, oldest first",
    ),
    served(MARYAM, [], [], "no service"),
    postcode(
        POSTCODE,
        {
            "postalCode": POSTCODE,
            "province": "تهران",
            "city": "تهران",
            "district": "",
            "address": "خیابان بهاران",
        },
        Address("تهران", "تهران", "", "خیابان بهاران"),
        "an address",
    ),
    postcode("1999911112", None, None, "a postcode not in use"),
]
