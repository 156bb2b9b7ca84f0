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

# A person without an insurance number gets the one of the first list, and one whose number was
# named by a single list so far gets another list's: a slip there must not lock the person out.
# The whole name must be the same, and the number nobody else's.
_ADD_INSURANCE_NUMBER = """
UPDATE people_person AS person
SET insurance_number = staged.insurance_number, insurance_number_confirmed = false
FROM (
    SELECT DISTINCT ON (national_id) national_id, insurance_number, search_key
    FROM (
        SELECT DISTINCT ON (insurance_number) list, row, national_id, insurance_number, search_key
        FROM staged_row WHERE national_id IS NOT NULL ORDER BY insurance_number, list, row
    ) AS numbered
    ORDER BY national_id, list, row
) AS staged
WHERE person.national_id = staged.national_id
  AND person.insurance_number IS DISTINCT FROM staged.insurance_number
  AND (person.insurance_number IS NULL OR NOT person.insurance_number_confirmed)
  AND person.search_key = staged.search_key
  AND NOT EXISTS (SELECT FROM people_person WHERE insurance_number = staged.insurance_number)
"""

# A second list that names the same two numbers confirms them.
_CONFIRM = """
UPDATE people_person AS person SET insurance_number_confirmed = true
WHERE NOT person.insurance_number_confirmed AND person.id <= %s AND EXISTS (
    SELECT FROM staged_row AS staged
    WHERE staged.national_id = person.national_id
      AND staged.insurance_number = person.insurance_number
)
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
SELECT staged.list, staged.row, staged.national_id, staged.insurance_number,
       insured.id IS NULL AND named.insurance_number IS NULL,
       staged.first_name || ' ' || staged.last_name
FROM staged_row AS staged
LEFT JOIN people_person AS insured ON insured.insurance_number = staged.insurance_number
LEFT JOIN people_person AS named ON named.national_id = staged.national_id
WHERE insured.id IS NULL
   OR (staged.national_id IS NOT NULL AND named.id IS DISTINCT FROM insured.id)
ORDER BY staged.list, staged.row
"""

_DIFFERENT_NAMES = """
SELECT staged.list, staged.row, staged.national_id, staged.first_name, staged.last_name,
       person.first_name, person.last_name
FROM staged_row AS staged
JOIN people_person AS person ON person.insurance_number = staged.insurance_number
WHERE (
    staged.national_id = person.national_id
    AND person.first_name <> staged.first_name AND person.last_name <> staged.last_name
) OR (
    -- An insurance number has no check digit: alone it needs the same name and birth date.
    staged.national_id IS NULL
    AND (person.search_key <> staged.search_key OR person.birth_date <> staged.birth_date)
)
ORDER BY staged.list, staged.row
"""


def identify(cursor: Any) -> list[Fault]:
    """Ties every staged row to one person, adding the unknown; returns what does not fit.

    After it, a row without a fault finds its person by insurance number alone. The caller
    rolls back and leaves out the lists with faults, so nothing of them stays.
    """
    cursor.execute("SELECT coalesce(max(id), 0) FROM people_person")
    [known] = cursor.fetchone()
    for statement in (_ADD_UNKNOWN, _ADD_INSURANCE_NUMBER, _ADD_NATIONAL_ID):
        cursor.execute(statement)
    cursor.execute(_CONFIRM, [known])
    return [*_numbers_of_two_persons(cursor), *_names_of_another(cursor)]


def _numbers_of_two_persons(cursor: Any) -> list[Fault]:
    cursor.execute(_NUMBERS_OF_TWO_PERSONS)
    return [
        _name(place, row, name)
        if only_the_name_differs
        else Fault(
            list=place,
            row=row,
            field="DSW_ID1",
            code="numbers_of_two_persons",
            values={"national_id": national_id or "", "insurance_number": insurance_number},
        )
        for place, row, national_id, insurance_number, only_the_name_differs, name in cursor
    ]


def _name(place: int, row: int, name: str) -> Fault:
    return Fault(
        list=place, row=row, field="DSW_LNAME", code="name_of_another", values={"name": name}
    )


def _names_of_another(cursor: Any) -> list[Fault]:
    """Rows whose numbers belong to somebody else, so that the days would go into a wrong file.

    With the national ID one different name is a spelling, two are another person. Without it
    everything must agree.
    """
    cursor.execute(_DIFFERENT_NAMES)
    return [
        _name(place, row, f"{first} {last}")
        for place, row, national_id, first, last, known_first, known_last in cursor
        if national_id is None or (_other(first, known_first) and _other(last, known_last))
    ]


def _other(written: str, known: str) -> bool:
    return names.search_key(written) != names.search_key(known)
