"""Writes the rows of accepted monthly lists into the members' records."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from taminyar.careers.models import Kind, Source

_REMOVE_REPLACED = """
DELETE FROM careers_contribution AS old
USING staged_list AS staged
WHERE EXISTS (SELECT FROM staged_list WHERE replaces IS NOT NULL)
  AND staged.replaces IS NOT NULL AND old.workshop_id = staged.workshop_id
  AND old.month = staged.month AND old.list_number = staged.number AND old.source = %s
"""

_KNOW_JOBS = """
INSERT INTO careers_job (code, title)
SELECT DISTINCT job_code, job_title FROM staged_row WHERE job_title <> '' ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""

_RECORD = """
INSERT INTO careers_contribution (person_id, month, workshop_id, list_number, kind, source, days,
    daily_wage, monthly_wage, benefits, insured_wage, total, premium, job_id, recorded_on)
SELECT person.id, staged_list.month, staged_list.workshop_id, staged_list.number, %s, %s,
    staged.days, staged.daily_wage, staged.monthly_wage, staged.benefits, staged.insured_wage,
    staged.total, staged.premium, job.id, %s
FROM staged_row AS staged
JOIN staged_list USING (list)
JOIN people_person AS person ON person.insurance_number = staged.insurance_number
LEFT JOIN careers_job AS job
    ON job.code = staged.job_code AND job.title = staged.job_title
"""


def record(cursor: Any, received_at: datetime) -> None:
    """Replaces and adds contributions from the staged lists (see `load.record_with`)."""
    cursor.execute(_REMOVE_REPLACED, [Source.LIST])
    cursor.execute(_KNOW_JOBS)
    cursor.execute(_RECORD, [Kind.MANDATORY, Source.LIST, timezone.localdate(received_at)])
