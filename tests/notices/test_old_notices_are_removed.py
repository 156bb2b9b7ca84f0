"""A notice is kept for two years."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.notices.jobs import remove_old_notices
from taminyar.notices.models import Notice
from taminyar.people.models import Person


@pytest.mark.parametrize(("days", "left"), [(729, 1), (731, 0)])
def test_older_ones_are_removed_in_one_statement(
    days: int, left: int, person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Notice.objects.create(
        person=person, event="any", created_at=timezone.now() - timedelta(days=days)
    )
    with django_assert_num_queries(1):
        remove_old_notices(0)
    assert Notice.objects.of(person).count() == left
