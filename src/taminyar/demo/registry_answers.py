"""What the outside registers say in the demonstration: about the town, and about `families.yaml`.

Nothing is drawn: the same question gives the same answer. Some endings of numbers mean something,
so that every case can be tried: see docs/rooms/registries.md.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from taminyar.people.models import Person
from taminyar.persian import iban as ibans
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth
from taminyar.registries.bank import AccountState, BankAnswer
from taminyar.registries.civil import Child, Identity, Marriage
from taminyar.registries.military import Service
from taminyar.registries.postcode import Address

NOBODY_S, CLOSED = "0000", "9999"  # last digits of a mobile or an account


class Town:
    """Answers for every registry; a `registries.sandbox.Source`."""

    def identity(self, national_id: str, birth_date: date) -> Identity | None:
        known = _identity(national_id)
        return known if known and known.birth_date == birth_date else None

    def marriages(self, national_id: str) -> list[Marriage]:
        return [
            Marriage(
                spouse_national_id=wife if husband == national_id else husband,
                contract_date=_day(contract),
                permanent=True,
                registered=True,
                ended_on=ended and _day(ended),
            )
            for husband, wife, contract, ended in _families()["marriages"]
            if national_id in (husband, wife)
        ]

    def children(self, national_id: str) -> list[Child]:
        rows = _families()["children"]
        return [_child(*row[2:]) for row in rows if national_id in row[:2]]

    def death(self, national_id: str) -> date | None:
        died = _families()["deaths"].get(national_id)
        return died and _day(died)

    def belongs(self, mobile: str, national_id: str) -> bool:
        if mobile.endswith(NOBODY_S):
            return False
        owners = set(Person.objects.filter(mobile=mobile).values_list("national_id", flat=True))
        owners |= {_families()["mobiles"].get(mobile)} - {None}
        return not owners or national_id in owners

    def inquire(self, iban: str, national_id: str, birth_date: date) -> BankAnswer | None:
        """The last ten digits name the owner where they are somebody's national ID."""
        named = _identity(iban[-10:])
        if named is None and iban.endswith(NOBODY_S):
            return None
        owner = named or _identity(national_id)
        if owner is None:
            return None
        return BankAnswer(
            owner_name=f"{owner.first_name} {owner.last_name}",
            bank_code=ibans.bank_code(iban),
            state=AccountState.CLOSED if iban.endswith(CLOSED) else AccountState.ACTIVE,
            matches=(owner.national_id, owner.birth_date) == (national_id, birth_date),
        )

    def services(self, national_id: str) -> list[Service]:
        served = _families()["services"].get(national_id)
        return [Service(served[0], _day(served[1]), _day(served[2]))] if served else []

    def address(self, postcode: str) -> Address | None:
        found = _families()["postcodes"].get(postcode)
        return Address(*found) if found else None


def _identity(national_id: str) -> Identity | None:
    """Of the table of persons first, because the town may change; then of the file."""
    person = Person.objects.filter(national_id=national_id).first()
    return _of_table(person) if person else _of_file(national_id)


def _of_table(person: Person) -> Identity:
    return Identity(
        national_id=person.national_id,  # type: ignore[arg-type]
        first_name=person.first_name,
        last_name=person.last_name,
        father_name=person.father_name,
        sex=person.sex,
        birth_date=person.birth_date,  # type: ignore[arg-type]
        certificate_number=person.certificate_number,
        certificate_place=person.certificate_place,
        alive=person.national_id not in _families()["deaths"],
    )


def _of_file(national_id: str) -> Identity | None:
    told = _families()["people"].get(national_id)
    if told is None:
        return None
    first_name, last_name, father_name, sex, born, place = told
    return Identity(
        national_id=national_id,
        first_name=first_name,
        last_name=last_name,
        father_name=father_name,
        sex=sex,
        birth_date=_day(born),
        certificate_number=national_id,
        certificate_place=place,
        alive=national_id not in _families()["deaths"],
    )


def _child(national_id: str | None, born: Any = None, sex: str = "") -> Child:
    known = national_id and _of_file(national_id)
    return (
        Child(national_id, known.birth_date, known.sex) if known else Child(None, _day(born), sex)
    )


def _day(written: str | list[int]) -> date:
    """`1392/06/15`, or months before this one and the day of the month."""
    if isinstance(written, str):
        return jalali.parse_date(written)
    months_ago, day = written
    month = JalaliMonth.of(jalali.today()) - months_ago
    return jalali.date_of(month.year, month.month, day)


@cache
def _families() -> dict[str, Any]:
    text = files("taminyar.demo").joinpath("families.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found
