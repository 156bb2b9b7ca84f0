"""The database refuses persons whose numbers cannot be."""

import pytest
from django.db import IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from taminyar.people.models import Person
from taminyar.persian import national_id

NAME = {"first_name": "مریم", "last_name": "کریمی"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "numbers",
    [
        {"national_id": "9990000019"},
        {"national_id": "1111111111"},
        {"national_id": "999000001"},
        {"insurance_number": "01234567"},
        {"insurance_number": "1234567"},
        {},
        {"national_id": "9990000018", "mobile": "9120000001"},
        {"national_id": "9990000018", "sex": "x"},
    ],
)
def test_a_person_with_numbers_that_cannot_be_is_refused(numbers: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        Person.objects.create(**NAME, **numbers)


@pytest.mark.django_db
def test_two_persons_cannot_share_a_number(person: Person) -> None:
    with pytest.raises(IntegrityError):
        Person.objects.create(**NAME, national_id=person.national_id)


@pytest.mark.django_db
def test_a_foreigner_needs_no_national_id() -> None:
    person = Person.objects.create(**NAME, insurance_number="12345678")
    assert Person.objects.filter(national_id=None).get() == person


class TheDatabaseAgreesWithPython(TestCase):
    @given(st.integers(0, 10**10 - 1).map(lambda number: f"{number:010}"))
    def test_on_every_national_id(self, code: str) -> None:
        """The check digit is worked out alike by the constraint and by the form."""
        for candidate in (code, code[:9] + national_id.check_digit(code[:9])):
            with connection.cursor() as cursor:
                cursor.execute("SELECT valid_national_id(%s)", [candidate])
                assert cursor.fetchone() == (national_id.is_valid(candidate),)
