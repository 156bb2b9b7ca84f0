"""A page that is only looked at cannot change the database."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from taminyar.people.models import Branch
from taminyar.portal.middleware import WriteDuringGet, get_never_writes

pytestmark = pytest.mark.django_db


def writing(request: HttpRequest) -> HttpResponse:
    Branch.objects.create(code="999")
    return HttpResponse()


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_write_while_looking_is_refused(method: str, rf: RequestFactory) -> None:
    with pytest.raises(WriteDuringGet, match="INSERT"):
        get_never_writes(writing)(getattr(rf, method)("/"))


def test_a_write_in_an_innocent_looking_with_is_refused(rf: RequestFactory) -> None:
    def sly(request: HttpRequest) -> HttpResponse:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("WITH gone AS (DELETE FROM people_branch RETURNING 1) SELECT 1")
        return HttpResponse()

    with pytest.raises(WriteDuringGet):
        get_never_writes(sly)(rf.get("/"))


def test_a_post_may_write(rf: RequestFactory) -> None:
    get_never_writes(writing)(rf.post("/"))
    assert Branch.objects.exists()
