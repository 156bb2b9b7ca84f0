"""Papers that do not come, and drafts that nobody wants any more."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable import decide, jobs, late, own
from taminyar.cartable.models import Attachment, Draft, Request
from taminyar.cartable.states import State
from taminyar.mailbox import keep
from taminyar.mailbox.models import StoredFile
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from tests.cartable.requests import draft_of, officer, sent, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture
def asked(person: Person) -> Request:
    """A request for which an invoice was just asked for."""
    request = sent(person)
    decide.ask_papers(request, officer(), OFFICER, more=["invoice"])
    return request


def _morning_after(days: int) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        jobs.wait_for_papers_no_longer(0)


def told(person: Person, slug: str) -> list[Notice]:
    return list(Notice.objects.of(person).filter(event=f"request-{slug}"))


def test_papers_that_do_not_come_close_the_request(asked: Request) -> None:
    _morning_after(60)
    asked.refresh_from_db()
    assert asked.state == State.EXPIRED
    assert len(told(asked.person, "expire")) == 1


def test_until_then_they_are_waited_for(asked: Request) -> None:
    _morning_after(52)
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_NEEDED
    assert told(asked.person, "papers-reminder") == []


def test_a_week_before_the_person_is_reminded_once(asked: Request) -> None:
    for days in (53, 54, 59):
        _morning_after(days)
    [notice] = told(asked.person, "papers-reminder")
    until = timezone.localtime(late.papers_until(asked)).date()
    assert notice.values["until"] == {"on": until.isoformat()}
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_NEEDED


def test_who_is_asked_again_is_reminded_again(asked: Request) -> None:
    _morning_after(53)
    with time_machine.travel(timezone.now() + timedelta(days=55)):
        _give(asked)
        decide.ask_papers(asked, officer(), OFFICER, more=["prescription"])
    _morning_after(60)
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_NEEDED
    _morning_after(110)
    assert len(told(asked.person, "papers-reminder")) == 2


def _give(request: Request) -> None:
    _paper(request=request, given_at=timezone.now())
    own.give_papers(request, user_of(request.person))


def _paper(file: str = "x/1", **of: object) -> Attachment:
    kept = {"file": file, "size": 1, "sha256": b"1", "content_type": "image/png"}
    return Attachment.objects.create(paper="invoice", label="فاکتور", **kept, **of)


def test_who_gave_them_is_neither_reminded_nor_closed(asked: Request) -> None:
    _give(asked)
    _morning_after(53)
    _morning_after(60)
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_GIVEN
    assert told(asked.person, "papers-reminder") == []


@pytest.mark.parametrize("days", [53, 60])
def test_who_gave_everything_goes_on_instead_of_being_closed(asked: Request, days: int) -> None:
    """The paper came, and what should have followed was interrupted."""
    _paper(request=asked, given_at=timezone.now())
    _morning_after(days)
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_GIVEN
    assert told(asked.person, "papers-reminder") == told(asked.person, "expire") == []


@pytest.fixture
def storage_emptied() -> Iterator[None]:
    yield
    for file in StoredFile.objects.all():
        default_storage.delete(file.name)


def _draft(person: Person, untouched: timedelta, given: datetime | None = None) -> Draft:
    """A draft with a paper, saved and given so long ago."""
    draft = draft_of(person)
    kept = keep.put(b"a page", "image/png")
    StoredFile.objects.filter(name=kept.name).update(settled=True)
    _paper(kept.name, draft=draft, given_at=given or timezone.now() - untouched)
    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - untouched)
    return draft


def _files() -> list[str]:
    return [file.name for file in StoredFile.objects.all() if default_storage.exists(file.name)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("storage_emptied")
def test_an_old_draft_goes_with_its_files(person: Person, other_person: Person) -> None:
    _draft(person, timedelta(days=181))
    kept = _draft(other_person, timedelta(days=179))
    jobs.measure_and_tidy(0)
    assert list(Draft.objects.all()) == [kept]
    assert _files() == [kept.papers.get().file]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("storage_emptied")
def test_a_draft_to_which_a_paper_was_added_is_not_old(person: Person) -> None:
    draft = _draft(person, timedelta(days=181), given=timezone.now())
    assert late.remove_old_drafts() == 0
    assert _files() == [draft.papers.get().file]
