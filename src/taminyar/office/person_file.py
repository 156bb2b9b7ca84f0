"""What staff see of a person's file."""

from dataclasses import dataclass

from taminyar.careers import history
from taminyar.careers.history import History
from taminyar.careers.words import span_in_words
from taminyar.law.record import span
from taminyar.pensions.drawn import pensions_of
from taminyar.pensions.models import Pension
from taminyar.people.models import Person
from taminyar.persian import jalali


@dataclass(frozen=True)
class PersonFile:
    """Identity, the record in short and the pensions drawn today."""

    person: Person
    record: History
    pensions: list[Pension]

    @property
    def span(self) -> str:
        """The length of the record in words."""
        return span_in_words(span(self.record.days))


def of(person: Person) -> PersonFile:
    """Reads the file: three queries, whatever the length of the record."""
    return PersonFile(person, history.of(person), pensions_of(person, jalali.today()))
