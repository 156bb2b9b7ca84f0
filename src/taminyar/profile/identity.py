"""What is known of a person, with where it came from (P-01)."""

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.people.models import Person

_LISTS = _("your employers' lists")
_REGISTRY = _("your employers' lists; the civil registry when you registered here")
_YOU = _("what you told us")


class Entry(NamedTuple):
    """One fact; an empty value is not on file."""

    label: str | Promise
    value: str | date | None
    source: str | Promise


def entries(person: Person) -> list[Entry]:
    """Every fact, also those that are missing."""
    confirmed = person.insurance_number_confirmed
    number = _("confirmed by a branch or by several lists") if confirmed else _LISTS
    return [
        Entry(_("First name"), person.first_name, _REGISTRY),
        Entry(_("Last name"), person.last_name, _REGISTRY),
        Entry(_("Father's name"), person.father_name, _REGISTRY),
        Entry(_("National ID"), person.national_id, _REGISTRY),
        Entry(_("Insurance number"), person.insurance_number, number),
        Entry(_("Date of birth"), person.birth_date, _REGISTRY),
        Entry(_("Sex"), person.get_sex_display() if person.sex else "", _REGISTRY),
        Entry(_("Nationality"), person.nationality, _LISTS),
        Entry(_("Birth certificate number"), person.certificate_number, _LISTS),
        Entry(_("Birth certificate issued in"), person.certificate_place, _LISTS),
        Entry(_("Mobile"), person.mobile, _YOU),
    ]


def missing(found: list[Entry]) -> list[str]:
    """The labels of what is not on file."""
    return [str(entry.label) for entry in found if not entry.value]
