"""Two counts of the dashboard at the same moment: the later one misses nothing of the first."""

import pytest
from django.db import transaction
from django.utils import timezone

from taminyar.office import counting
from taminyar.office.models import Count, StageDay
from taminyar.people.models import Person
from tests.cartable.locks import begun
from tests.office.test_dashboard import ended
from tests.office.waiting import put

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registry")]


def test_a_count_waits_for_the_one_before_and_sees_what_was_done_until_then(
    person: Person,
) -> None:
    first, second = put(person, 2)
    ended(first)
    Count.objects.create(at=timezone.now())
    with transaction.atomic():
        Count.objects.select_for_update().get()
        later = begun(counting.count)
        ended(second)
    later.result(timeout=10)
    assert StageDay.objects.get().cases == 2
