"""Finds the person behind every staged row, and adds those nobody knew yet."""

from typing import Any

from taminyar.persian import names
from taminyar.workshops.monthly_list.faults import Fault

_ADD_UNKNOWN = """
INSERT INTO people_person (national_id, insurance_number, first_name, last_name, father_name,
                           search_key, certificate_number, certificate_place, birth_date, sex,
                           nationality, mobile)
SELECT DISTINCT ON (coalesce(national_id, insurance_number))
       national_id, insurance_number, first_name, last_name, father_name, search_key,
       certificate_number, certificate_place, birth_date, sex, nationality, ''
FROM staged_row AS staged
WHERE NOT EXISTS (SELECT FROM people_person WHERE national_id = staged.national_id)
  AND NOT EXISTS (SELECT FROM people_person WHERE insurance_number = staged.insurance_number)
ORDER BY coalesce(national_id, insurance_number), list, row
ON CONFLICT DO NOTHING
"""

# A person known only by national ID gets the insurance number of the first list.
_ADD_INSURANCE_NUMBER = """
UPDATE people_person AS person SET insurance_number = staged.insurance_number
FROM (
    SELECT DISTINCT ON (national_id) national_id, insurance_number
    FROM (
        SELECT DISTINCT ON (insurance_number) list, row, national_id, insurance_number
        FROM staged_row WHERE national_id IS NOT NULL ORDER BY insurance_number, list, row
    ) AS numbered
    ORDER BY national_id, list, row
) AS staged
WHERE person.national_id = staged.national_id AND person.insurance_number IS NULL
  AND NOT EXISTS (SELECT FROM people_person WHERE insurance_number = staged.insurance_number)
"""

# A person known only by insurance number gets the national ID, when the name is the same.
_ADD_NATIONAL_ID = """
UPDATE people_person AS person SET national_id = staged.national_id
FROM (
    SELECT DISTINCT ON (insurance_number) insurance_number, national_id, search_key
    FROM (
        SELECT DISTINCT ON (national_id) list, row, national_id, insurance_number, search_key
        FROM staged_row WHERE national_id IS NOT NULL ORDER BY national_id, list, row
    ) AS numbered
    ORDER BY insurance_number, list, row
) AS staged
WHERE person.insurance_number = staged.insurance_number AND person.national_id IS NULL
  AND person.search_key = staged.search_key
  AND NOT EXISTS (SELECT FROM people_person WHERE national_id = staged.national_id)
"""

_NUMBERS_OF_TWO_PERSONS = """
SELECT staged.list, staged.row, staged.national_id, staged.insurance_number
FROM staged_row AS staged
LEFT JOIN people_person AS insured ON insured.insurance_number = staged.insurance_number
LEFT JOIN people_person AS named ON named.national_id = staged.national_id
WHERE insured.id IS NULL
   OR (staged.national_id IS NOT NULL AND named.id IS DISTINCT FROM insured.id)
ORDER BY staged.list, staged.row
"""

_DIFFERENT_NAMES = """
SELECT staged.list, staged.row, staged.first_name, staged.last_name,
       person.first_name, person.last_name
FROM staged_row AS staged
JOIN people_person AS person ON person.insurance_number = staged.insurance_number
WHERE person.first_name <> staged.first_name AND person.last_name <> staged.last_name
  AND (staged.national_id IS NULL OR staged.national_id = person.national_id)
ORDER BY staged.list, staged.row
"""


def identify(cursor: Any) -> list[Fault]:
    """Ties every staged row to one person, adding the unknown; returns what does not fit.

    After it, a row without a fault finds its person by insurance number alone. The caller
    rolls back and leaves out the lists with faults, so nothing of them stays.
    """
    for statement in (_ADD_INSURANCE_NUMBER, _ADD_NATIONAL_ID, _ADD_UNKNOWN):
        cursor.execute(statement)
    return [*_numbers_of_two_persons(cursor), *_names_of_another(cursor)]


def _numbers_of_two_persons(cursor: Any) -> list[Fault]:
    cursor.execute(_NUMBERS_OF_TWO_PERSONS)
    return [
        Fault(
            list=place,
            row=row,
            field="DSW_ID1",
            code="numbers_of_two_persons",
            values={"national_id": national_id or "", "insurance_number": insurance_number},
        )
        for place, row, national_id, insurance_number in cursor.fetchall()
    ]


def _names_of_another(cursor: Any) -> list[Fault]:
    """Rows whose numbers belong to somebody with another first *and* another last name.

    One different name is a spelling; two are another person, and the days would be written
    into the wrong file.
    """
    cursor.execute(_DIFFERENT_NAMES)
    return [
        Fault(
            list=place,
            row=row,
            field="DSW_LNAME",
            code="name_of_another",
            values={"name": f"{first} {last}"},
        )
        for place, row, first, last, known_first, known_last in cursor.fetchall()
        if _other(first, known_first) and _other(last, known_last)
    ]


def _other(written: str, known: str) -> bool:
    return names.search_key(written) != names.search_key(known)
