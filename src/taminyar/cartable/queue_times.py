"""Measuring how long each stage really took of late, from what was done with the requests."""

from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connection

from taminyar.cartable.promise import Stage
from taminyar.cartable.states import AT_A_DESK, State
from taminyar.persian import jalali

# Days back from today; what ended before tells little about the next request.
OF_LATE: Final = timedelta(days=90)

# Of each stage: the states in which it goes on, and the deeds that end it. What the person or a
# reviewer needs is in other states, so it does not count for the branch.
_BRANCH: Final = [state.value for state in AT_A_DESK if state != State.REFERRED]
_FINANCE: Final = [State.APPROVED.value, State.SENT_TO_FINANCE.value, State.PAYMENT_QUEUED.value]
_STAGES: Final = (
    (Stage.BRANCH, _BRANCH, ["approve", "confirm", "refuse"]),
    (Stage.REVIEWER, [State.REFERRED.value], ["advise"]),
    (Stage.FINANCE, _FINANCE, ["pay"]),
)

# A day is a number of days since a Saturday; seven of them hold five working days. What begins
# and ends on the same day takes none; a promise is at least one.
_MEASURE: Final = """
WITH stage (stage, states, endings) AS (VALUES {stages}),
span AS (
    SELECT request_id, version, to_state, move, lead(move) OVER done AS ended_by,
           (at AT TIME ZONE %(zone)s)::date - DATE '2000-01-01' AS day,
           (lead(at) OVER done AT TIME ZONE %(zone)s)::date - DATE '2000-01-01' AS last_day
    FROM cartable_event
    WHERE request_id IN (SELECT request_id FROM cartable_event
                         WHERE at >= %(since)s AND move = ANY(%(endings)s))
    WINDOW done AS (PARTITION BY request_id ORDER BY version)
),
worked AS (
    SELECT stage, request_id, to_state = ANY(states) AS counts, last_day,
           ended_by = ANY(endings) AND to_state = ANY(states) AS ends,
           last_day / 7 * 5 + least(last_day %% 7 + 1, 5)
               - day / 7 * 5 - least(day %% 7 + 1, 5) AS days,
           -- After an objection or a returned payment the stage is gone through once more.
           count(*) FILTER (WHERE move = ANY(endings))
               OVER (PARTITION BY stage, request_id ORDER BY version) AS round
    FROM span CROSS JOIN stage
),
gone_through AS (
    SELECT stage, request_id, sum(days) AS days
    FROM worked WHERE counts
    GROUP BY stage, request_id, round
    HAVING max(last_day) FILTER (WHERE ends) >= %(first)s::date - DATE '2000-01-01'
),
measured AS (
    SELECT kind, stage, count(*) AS cases,
           percentile_disc(0.5) WITHIN GROUP (ORDER BY days) AS median,
           greatest(percentile_disc(0.8) WITHIN GROUP (ORDER BY days), 1) AS most
    FROM gone_through JOIN cartable_request request ON request.id = request_id
    GROUP BY kind, stage
)
MERGE INTO cartable_queuetime AS kept
USING measured ON kept.kind = measured.kind AND kept.stage = measured.stage
WHEN MATCHED THEN UPDATE SET
    measured_on = %(today)s, cases = measured.cases, median_days = median, most_days = most
WHEN NOT MATCHED THEN
    INSERT (kind, stage, measured_on, cases, median_days, most_days)
    VALUES (measured.kind, measured.stage, %(today)s, cases, median, most)
WHEN NOT MATCHED BY SOURCE THEN DELETE
"""


def measure(today: date | None = None) -> None:
    """Measures every stage that ended in the last 90 days, and keeps that as its queue time.

    Working days, Saturday to Wednesday, of each request from coming to the stage to its end. What
    no case ended in these days has no figure any more. One statement; done twice it is done once.
    """
    today = today or jalali.today()
    first = today - OF_LATE
    values: dict[str, Any] = {
        "zone": settings.TIME_ZONE,
        # A day early: a moment of the first day here is one of the day before elsewhere.
        "since": first - timedelta(days=1),
        "first": first,
        "today": today,
        "endings": [move for _, _, moves in _STAGES for move in moves],
    }
    rows = []
    for stage, states, endings in _STAGES:
        rows.append(f"(%({stage})s, %({stage}_states)s::text[], %({stage}_endings)s::text[])")
        values |= {stage: stage, f"{stage}_states": states, f"{stage}_endings": endings}
    with connection.cursor() as cursor:
        cursor.execute(_MEASURE.replace("{stages}", ", ".join(rows)), values)
