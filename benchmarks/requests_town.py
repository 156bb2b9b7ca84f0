"""A town's requests, straight into the tables: as many as are wanted, spread as they really are.

Rows are made by the database itself, with its triggers and keys asleep, as what they say is known
to be right.
"""

from typing import Any

from django.db import connection

from taminyar.accounts.models import Role, User
from taminyar.cartable import kinds
from taminyar.people.models import Person

# Of a thousand requests so many wait at a desk on an ordinary day.
ORDINARY = 15
ALL_WAIT = 1000
# A person has asked for so many things.
_EACH = 20

# What a desk sees: seven of ten wait, the others were taken up, have new papers, or were objected
# to. One of a hundred lies with the reviewer. The promised days lie two weeks around today.
_REQUESTS = """
INSERT INTO cartable_request (
    tracking, key, person_id, kind, state, version, sent_at, since, answers, findings, subject,
    desk, tray, holder_id, due_at, amount, decided_by_id, decided_at, refusal, refusal_words,
    refused_by_id)
SELECT translate(upper(lpad(to_hex(n), 10, '0')), '0123456789ABCDEF', 'GHJKMNPQRSABCDEF'),
       gen_random_uuid(), %(first)s + n %% %(people)s,
       (%(kinds)s::text[])[1 + n %% cardinality(%(kinds)s::text[])], state, 3,
       sent_at, sent_at, '{}', '{}', 'n' || n,
       CASE state WHEN 'paid' THEN '' WHEN 'refused' THEN '' WHEN 'referred' THEN %(reviewer)s
                  ELSE %(officer)s END,
       '', CASE state WHEN 'in_review' THEN %(user)s END,
       CASE WHEN state NOT IN ('paid', 'refused') THEN sent_at + interval '7 days' END,
       CASE state WHEN 'paid' THEN 4000000 END, CASE state WHEN 'paid' THEN %(user)s END,
       CASE WHEN state IN ('paid', 'refused') THEN sent_at + interval '4 days' END,
       CASE state WHEN 'refused' THEN 'papers' ELSE '' END, '',
       CASE state WHEN 'refused' THEN %(user)s END
FROM (
    SELECT n, CASE
               WHEN n %% 1000 >= %(waiting)s THEN CASE n %% 8 WHEN 0 THEN 'refused' ELSE 'paid' END
               WHEN n %% 100 = 0 THEN 'referred'
               ELSE (ARRAY['waiting', 'waiting', 'in_review', 'waiting', 'papers_given',
                           'waiting', 'waiting', 'in_review', 'waiting', 'objected']
                    )[1 + n / 1000 %% 10] END AS state,
           now() - CASE WHEN n %% 1000 < %(waiting)s THEN interval '14 days'
                        ELSE interval '900 days' END * random() AS sent_at
    FROM generate_series(1, %(requests)s) AS n
) AS made
"""


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_person CASCADE")


def build(requests: int, waiting: int, officer: User) -> None:
    """Fills the empty tables: so many requests, of a thousand so many waiting.

    What somebody has taken up is in the hands of the officer, who made all the decisions.
    """
    with connection.cursor() as cursor:
        people = _people(max(requests // _EACH, 1))
        values: dict[str, Any] = {
            "requests": requests,
            "waiting": waiting,
            "first": people[0].pk,
            "people": len(people),
            "kinds": [kind.slug for kind in kinds.all_kinds() if kind.central],
            "officer": Role.BRANCH_OFFICER,
            "reviewer": Role.MEDICAL_REVIEWER,
            "user": officer.pk,
        }
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_REQUESTS, values)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE cartable_request, people_person")


def _people(number: int) -> list[Person]:
    names = {"first_name": "آزمون", "last_name": "صف"}
    made = [Person(insurance_number=f"7{at:07}", **names) for at in range(number)]
    return Person.objects.bulk_create(made, batch_size=5000)
