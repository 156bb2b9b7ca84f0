"""Registering: who somebody is, that the mobile is theirs, and the account that follows."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final, Self

from django.db import IntegrityError, transaction

from taminyar import registries
from taminyar.accounts.models import User
from taminyar.accounts.throttle import Limit
from taminyar.notices.tell import tell
from taminyar.people import mobiles
from taminyar.people.models import Person
from taminyar.persian import names

# Each try asks the registries, which are not ours to burden or to be guessed at through us.
FROM_AN_ADDRESS: Final = Limit("register-address", 60, timedelta(hours=1))
OF_ONE_PERSON: Final = Limit("register-person", 60, timedelta(hours=1))
OF_ONE_PERSON_FROM_AN_ADDRESS: Final = Limit("register-person-address", 10, timedelta(hours=1))


class NotTheSame(Exception):
    """The civil registry does not know the national ID with this date of birth."""


class NotTheirMobile(Exception):
    """The mobile is registered to another national ID."""


class AlreadyThere(Exception):
    """The person has an account."""


class AnotherOnFile(Exception):
    """The file under the national ID contradicts the civil registry: it may be somebody else's."""


@dataclass(frozen=True)
class Applicant:
    """Somebody the civil registry knows, with a mobile that is theirs; kept in the session."""

    national_id: str
    birth_date: str
    mobile: str
    first_name: str
    last_name: str
    father_name: str
    sex: str

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        return cls(**kept)

    def unsaved_user(self) -> User:
        """An account as it would be, to compare a passphrase with what is known of the person."""
        return User(person=self._person(), national_id=self.national_id)

    def _person(self) -> Person:
        return Person(
            national_id=self.national_id,
            birth_date=date.fromisoformat(self.birth_date),
            first_name=self.first_name,
            last_name=self.last_name,
            father_name=self.father_name,
            sex=self.sex,
            mobile=self.mobile,
        )


def identify(national_id: str, birth_date: date, mobile: str) -> Applicant:
    """Asks the civil registry and the owner register of mobiles; takes 3 s each at most.

    Raises `NotTheSame`, `NotTheirMobile`, or `registries.Unavailable`. The answer is the same
    whether or not there is an account.
    """
    identity = registries.civil_registry().identity(national_id, birth_date)
    if identity is None or not identity.alive:
        raise NotTheSame
    if not registries.mobile_ownership().belongs(mobile, national_id):
        raise NotTheirMobile
    return Applicant(
        national_id=national_id,
        birth_date=birth_date.isoformat(),
        mobile=mobile,
        first_name=identity.first_name,
        last_name=identity.last_name,
        father_name=identity.father_name,
        sex=identity.sex,
    )


def open_account(applicant: Applicant, passphrase: str) -> User:
    """Makes the account, and the person where the organisation does not know them yet.

    Raises `AlreadyThere`, or `AnotherOnFile` when the file under the national ID has another name
    or sex. Two at once make one account. The mobile is told to an old one, if there was.
    """
    try:
        with transaction.atomic():
            person, old = _known_or_new(applicant)
            user = User.objects.create_user(person, passphrase)
            if old:
                masked = mobiles.masked(applicant.mobile)
                tell(person, "mobile-replaced", also_to=[old], mobile=masked)
            return user
    except IntegrityError as error:
        raise AlreadyThere from error


def _known_or_new(applicant: Applicant) -> tuple[Person, str]:
    """The person with what was still missing filled in, and the mobile that was on file before.

    A mobile that is new to the file holds payments to a new account, like any change of it.
    """
    found = applicant._person()
    person = Person.objects.select_for_update().filter(national_id=applicant.national_id).first()
    if person is None:
        found.mobile = ""
        found.save()
        person = found
    _agree(person, applicant)
    person.birth_date = person.birth_date or date.fromisoformat(applicant.birth_date)
    person.father_name = person.father_name or applicant.father_name
    person.sex = person.sex or applicant.sex
    person.save(update_fields=["birth_date", "father_name", "sex"])
    change = mobiles.change(person, applicant.mobile)
    return person, change.old if change else ""


def _agree(person: Person, applicant: Applicant) -> None:
    """Lists may spell a name differently, but a whole other name or sex is another person."""
    same_name = names.search_key(person.last_name) == names.search_key(applicant.last_name)
    same_first = names.search_key(person.first_name) == names.search_key(applicant.first_name)
    same_sex = not person.sex or person.sex == applicant.sex
    if not (same_sex and (same_name or same_first)):
        raise AnotherOnFile
