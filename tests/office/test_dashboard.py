"""The dashboard says what waits, what was decided, and whether the promises were kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role, StaffDuty
from taminyar.cartable import decide
from taminyar.cartable.models import Event, QueueTime, Request
from taminyar.cartable.states import State
from taminyar.law import assessment as assessments
from taminyar.office import charts, counting, dashboard_jobs
from taminyar.office.models import Count, StageDay
from taminyar.people.models import Branch, Person
from taminyar.persian import jalali
from tests.access.looks import staff
from tests.cartable.requests import sent
from tests.office.desks import desk_of
from tests.office.waiting import put
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
DASHBOARD = "/office/dashboard/"
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture
def officer() -> Client:
    return desk_of(OFFICER)


def ended(asked: Request, move: str = "approve", days_ago: int = 0, **fields: Any) -> Event:
    """As if the deed had been done then, within the promise unless another one is given."""
    at = timezone.now() - timedelta(days=days_ago)
    last = asked.events.order_by("version").last()
    version = last.version + 1 if last else 1
    given_fields = {"to_state": asked.state, "role": OFFICER, "promised": at} | fields
    return Event.objects.create(request=asked, version=version, at=at, move=move, **given_fields)


def test_what_waits_is_counted_by_days_since_it_was_sent(officer: Client, person: Person) -> None:
    now = timezone.now()
    for days, number in ((0, 1), (2, 2), (3, 3), (5, 1), (6, 5), (10, 1), (11, 7), (400, 1)):
        put(person, number, sent_at=now - timedelta(days=days))
    page = words(officer.get(DASHBOARD))
    assert "21 requests wait at a desk" in page
    for told in ("0 to 2 days 3", "3 to 5 days 4", "6 to 10 days 6", "Over 10 days 8"):
        assert told in page


def test_it_says_how_many_of_them_are_late(officer: Client, person: Person) -> None:
    assert "promised" not in words(officer.get(DASHBOARD)).partition("Waiting, by days")[2][:200]
    put(person, 2)
    assert "None of them is later than promised." in words(officer.get(DASHBOARD))
    put(person, 3, due_at=timezone.now() - timedelta(hours=1))
    page = words(officer.get(DASHBOARD))
    assert "5 requests wait at a desk. 3 of them are later than promised." in page


def test_each_sees_the_own_trays_and_the_administrator_all(officer: Client, person: Person) -> None:
    Branch.objects.get_or_create(code="901")
    for tray in ("", "018", "901", "901"):
        put(person, tray=tray)
    put(person, state=State.REFERRED, desk=Role.MEDICAL_REVIEWER)
    assert "2 requests wait at a desk" in words(officer.get(DASHBOARD))
    assert "5 requests wait at a desk" in words(desk_of(Role.ADMINISTRATOR).get(DASHBOARD))
    assert "1 request waits at a desk" in words(desk_of(Role.MEDICAL_REVIEWER).get(DASHBOARD))
    StaffDuty.objects.filter(role=OFFICER).update(branch=None)
    assert "4 requests wait at a desk" in words(officer.get(DASHBOARD))


def test_decisions_are_counted_by_day(officer: Client, person: Person) -> None:
    one, two, three = put(person, 3)
    ended(one)
    ended(two, "confirm", days_ago=1)
    ended(three, "refuse", days_ago=1)
    ended(one, "refuse", days_ago=31)
    counting.count()
    today = jalali.today()
    assert day_of(today) == (1, 0)
    assert day_of(today - timedelta(days=1)) == (2, 1)
    page = words(officer.get(DASHBOARD))
    assert "3 decisions." in page
    yesterday = jalali.long_date(today - timedelta(days=1), "en")
    assert f"{yesterday} 1 1" in page


def day_of(day: date) -> tuple[int, int]:
    [row] = StageDay.objects.filter(day=day, stage="branch")
    return row.cases, row.refused


def test_a_promise_is_kept_up_to_its_moment(officer: Client, person: Person) -> None:
    now = timezone.now()
    every = put(person, 4)
    for asked, promised in zip(every, [1, 1, 1, -1], strict=True):
        ended(asked, promised=now + timedelta(days=promised))
    ended(every[0], "pay", promised=now - timedelta(days=1))
    QueueTime.objects.create(
        kind="lamp", stage="branch", measured_on=now, cases=40, median_days=3, most_days=6
    )
    counting.count()
    page = words(officer.get(DASHBOARD))
    assert "A lamp Decision 4 75 percent 3 working days" in page
    assert "A lamp Payment 1 0 percent not measured yet" in page


def test_a_deed_says_until_when_it_was_promised(person: Person) -> None:
    asked = sent(person)
    due = asked.due_at
    decide.approve(
        asked, staff(OFFICER), OFFICER, basis=assessments.from_json(asked.assessment or {})
    )
    assert asked.events.get(move="approve").promised == due
    counting.count()
    [row] = StageDay.objects.all()
    assert (row.stage, row.cases, row.in_time) == ("branch", 1, 1)


def test_an_officer_counts_the_own_trays_only(officer: Client, person: Person) -> None:
    Branch.objects.get_or_create(code="901")
    for tray in ("", "018", "901"):
        ended(put(person, tray=tray)[0])
    counting.count()
    assert "2 decisions." in words(officer.get(DASHBOARD))
    assert "3 decisions." in words(desk_of(Role.ADMINISTRATOR).get(DASHBOARD))


def test_a_reviewer_sees_opinions_and_no_decisions(person: Person) -> None:
    asked = put(person)[0]
    ended(asked)
    ended(asked, "advise")
    counting.count()
    page = words(desk_of(Role.MEDICAL_REVIEWER).get(DASHBOARD))
    assert "A lamp Medical opinion 1 100 percent" in page
    assert "Decided per day" not in page


def test_counting_again_counts_nothing_twice(person: Person) -> None:
    ended(put(person)[0])
    assert counting.count() == counting.count() == 1
    assert day_of(jalali.today()) == (1, 0)


def test_a_count_goes_on_where_the_last_one_ended_and_an_hour_before(person: Person) -> None:
    one, two, three = put(person, 3)
    counting.count()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    Count.objects.update(at=midnight + timedelta(minutes=30))
    ended(one)
    ended(two, days_ago=1)
    ended(three, days_ago=2)
    counting.count()
    counted = set(StageDay.objects.values_list("day", flat=True))
    assert counted == {jalali.today(), jalali.today() - timedelta(days=1)}


def test_it_says_when_it_was_counted_or_that_it_was_not(officer: Client) -> None:
    assert "has not been counted yet" in words(officer.get(DASHBOARD))
    counting.count()
    page = words(officer.get(DASHBOARD))
    assert "As of" in page
    assert "Nothing was finished in these days" in page


def test_the_job_counts(person: Person) -> None:
    ended(put(person)[0])
    dashboard_jobs.count_stages.func(0)
    assert StageDay.objects.count() == 1


def test_every_chart_has_its_table(officer: Client, person: Person) -> None:
    ended(put(person)[0])
    counting.count()
    page = officer.get(DASHBOARD).content.decode()
    assert page.count('class="chart__picture"') == page.count("The same as a table") == 2
    assert "style=" not in page


def test_the_dashboard_takes_eight_queries(
    officer: Client, person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for asked in put(person, 5):
        ended(asked)
    counting.count()
    with django_assert_num_queries(8):
        officer.get(DASHBOARD)


@pytest.mark.parametrize(
    ("numbers", "marked"),
    [([], []), ([[0, 0]], []), ([[1, 0]], [1]), ([[3, 1], [7, 2]], [4, 9])],
)
def test_the_scale_tells_the_highest_and_half_of_it(
    numbers: list[list[int]], marked: list[int]
) -> None:
    lines = charts.lines(numbers)
    assert [line.number for line in lines] == marked
    tops = [column.top for column in charts.columns(numbers, rtl=False)]
    assert not lines or lines[-1].y == pytest.approx(min(tops), abs=0.2)


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=40), st.booleans()
)
def test_columns_stay_in_the_drawing_and_stand_on_each_other(
    numbers: list[tuple[int, int]], rtl: bool
) -> None:
    drawn = charts.columns(numbers, rtl)
    assert len(drawn) == len(numbers)
    for column in drawn:
        lower, upper = column.parts
        assert -0.2 <= column.x <= column.x + column.width <= charts.WIDE + 0.2
        assert charts.TOP - 0.2 <= upper.y <= lower.y <= charts.HIGH - charts.BOTTOM
        assert upper.y + upper.height == pytest.approx(lower.y)
    order = [column.x for column in drawn]
    assert order == sorted(order, reverse=rtl)
