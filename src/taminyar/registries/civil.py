"""The civil registry: who somebody is, whom they married, their children, their death.

The registry's own interface needs a contract. The adapter speaks the form in which resellers
publish the identity inquiry (`nationalCode` and `birthDate` to `Matched`, `FirstName`, `LastName`,
`NationalCode`, `IsDead`, `Alive`), and the same manner for the events, whose fields are not
published. Dates go over the line as Jalali `YYYY-MM-DD`.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from taminyar.persian import jalali
from taminyar.registries.answer import Answer, Unreadable

if TYPE_CHECKING:
    from taminyar.registries.line import Line

_SEXES: Final = {"male": "m", "female": "f"}


@dataclass(frozen=True)
class Identity:
    """A person as registered; `sex` is "m" or "f", certificate and father may be empty."""

    national_id: str
    first_name: str
    last_name: str
    father_name: str
    sex: str
    birth_date: date
    certificate_number: str
    certificate_place: str
    alive: bool


@dataclass(frozen=True)
class Marriage:
    """`registered`: in the registry itself, not only claimed; `ended_on`: divorce or death."""

    spouse_national_id: str
    contract_date: date
    permanent: bool
    registered: bool
    ended_on: date | None


@dataclass(frozen=True)
class Child:
    """`national_id` is None for a newborn who has none yet."""

    national_id: str | None
    birth_date: date
    sex: str


class CivilRegistry(Protocol):
    """All raise `Unavailable` when there is no answer."""

    def identity(self, national_id: str, birth_date: date) -> Identity | None:
        """Who it is; None when the two do not belong together."""
        ...

    def marriages(self, national_id: str) -> list[Marriage]:
        """Oldest first, those that ended among them."""
        ...

    def children(self, national_id: str) -> list[Child]:
        """Oldest first."""
        ...

    def death(self, national_id: str) -> date | None:
        """The day of death; None when none is registered."""
        ...


class HttpCivilRegistry:
    def __init__(self, line: "Line") -> None:
        self._line = line

    def identity(self, national_id: str, birth_date: date) -> Identity | None:
        born = jalali.iso(birth_date)

        def read(answer: Answer) -> Identity | None:
            return _identity(answer, national_id, birth_date) if answer.flag("Matched") else None

        return self._line.ask("identity", read, nationalCode=national_id, birthDate=born)

    def marriages(self, national_id: str) -> list[Marriage]:
        return self._line.ask("marriages", _marriages, nationalCode=national_id)

    def children(self, national_id: str) -> list[Child]:
        return self._line.ask("children", _children, nationalCode=national_id)

    def death(self, national_id: str) -> date | None:
        def read(answer: Answer) -> date | None:
            answer.must_be("NationalCode", national_id)
            return answer.day("DeathDate") if answer.flag("IsDead") else None

        return self._line.ask("death", read, nationalCode=national_id)


def _identity(answer: Answer, national_id: str, birth_date: date) -> Identity:
    answer.must_be("NationalCode", national_id)
    alive = answer.flag("Alive")
    if answer.flag("IsDead") == alive:
        raise Unreadable("IsDead")
    return Identity(
        national_id=national_id,
        first_name=answer.name("FirstName"),
        last_name=answer.name("LastName"),
        father_name=answer.text("FatherName"),
        sex=answer.one_of("Gender", _SEXES),
        birth_date=birth_date,
        certificate_number=answer.text("CertificateNumber"),
        certificate_place=answer.text("CertificatePlace"),
        alive=alive,
    )


def _marriages(answer: Answer) -> list[Marriage]:
    marriages = [
        Marriage(
            spouse_national_id=row.national_id("SpouseNationalCode"),
            contract_date=row.day("ContractDate"),
            permanent=row.flag("Permanent"),
            registered=row.flag("Registered"),
            ended_on=row.day_or_none("EndedOn"),
        )
        for row in answer.rows("Marriages")
    ]
    return sorted(marriages, key=lambda marriage: marriage.contract_date)


def _children(answer: Answer) -> list[Child]:
    children = [
        Child(
            national_id=row.national_id_or_none("NationalCode"),
            birth_date=row.day("BirthDate"),
            sex=row.one_of("Gender", _SEXES),
        )
        for row in answer.rows("Children")
    ]
    return sorted(children, key=lambda child: child.birth_date)
