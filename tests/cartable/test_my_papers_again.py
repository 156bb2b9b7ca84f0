"""Giving papers again: only what failed, with the reason, one at a time."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import decide, own, papers, submit
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Attachment, Request
from taminyar.cartable.states import State
from taminyar.mailbox import papers as own_papers
from taminyar.people.models import Person
from tests.cartable.requests import ANSWERS, Answers, draft_of, officer, user_of
from tests.mailbox.uploads import picture
from tests.pages import words

pytestmark = pytest.mark.django_db
OFFICER = Role.BRANCH_OFFICER
INVOICE, PRESCRIPTION = Paper("invoice", "Invoice"), Paper("prescription", "Prescription")


def upload(name: str = "bill.jpg", side: int = 60) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(size=(side, 40)), "image/jpeg")


@pytest.fixture
def asked(member: Client, person: Person, registry: Answers) -> Request:
    """The invoice is blurred, and a prescription was never given."""
    member.post("/language/", {"language": "en", "next": "/"})
    registry.papers = (INVOICE, Paper("prescription", "Prescription", required=False))
    draft = draft_of(person)
    papers.attach_upload(draft, "invoice", upload(), "My bill")
    request = submit.send(draft, user_of(person), dict(ANSWERS), {"lit": True})
    fault = decide.Fault(request.papers.get(), "blurred", "The lower half.")
    asking: Any = {"faults": [fault], "more": ["prescription"], "words": "Both, please."}
    decide.ask_papers(request, officer(), OFFICER, **asking)
    return request


def address(request: Request) -> str:
    return f"/my/requests/{request}/papers/"


def give(client: Client, request: Request, paper: str, **data: Any) -> Any:
    return client.post(address(request), {"paper": paper, **data}, follow=True)


def test_only_what_failed_is_asked_for_with_the_reason(member: Client, asked: Request) -> None:
    page = words(member.get(address(asked)))
    assert "It is blurred. The lower half." in page
    assert "Both, please." in page
    assert "Prescription" in page
    assert page.count("Add the paper") == 2


def test_the_request_page_leads_there(member: Client, asked: Request) -> None:
    page = member.get(f"/my/requests/{asked}/")
    assert f'href="{address(asked)}"' in page.content.decode()
    assert "Papers are needed from you" in words(page)
    assert "Needed again" in words(page)
    assert "It is blurred. The lower half." in words(page)


def test_with_the_last_paper_the_request_goes_on_by_itself(
    member: Client, asked: Request, person: Person
) -> None:
    bad = asked.papers.get()
    page = words(give(member, asked, bad.pk.hex, file=upload("sharp.jpg", 80)))
    assert "“Invoice” is added." in page
    assert "It is blurred" not in page
    item = own_papers.keep_paper(person, upload("drug.jpg", 90), "From the doctor")
    page = words(give(member, asked, "prescription", own=item.number))
    assert "the branch goes on" in page
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_GIVEN
    labels = Attachment.objects.in_force().filter(request=asked).values_list("label", flat=True)
    assert set(labels) == {"sharp", "From the doctor"}


def test_whichever_button_is_pressed_no_chosen_file_is_lost(member: Client, asked: Request) -> None:
    """All papers stand in one form, so the button of one brings the files of the others."""
    bad = asked.papers.get()
    files = {f"{bad.pk.hex}_file": upload("sharp.jpg", 80), "prescription_file": upload("p.jpg")}
    page = give(member, asked, "prescription", **files)
    assert "“Invoice” is added." in words(page)
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_GIVEN


def test_a_good_file_stays_given_beside_one_that_is_not_taken(
    member: Client, asked: Request
) -> None:
    bad = asked.papers.get()
    files = {
        f"{bad.pk.hex}_file": upload("sharp.jpg", 80),
        "prescription_file": SimpleUploadedFile("a.exe", b"MZ" * 99),
    }
    page = member.post(address(asked), files)
    assert page.status_code == 422
    assert "“Invoice” is added." in words(page)
    assert 'href="#prescription_file"' in page.content.decode()
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_NEEDED


def test_the_request_page_names_what_is_missing_or_has_the_last_button(
    member: Client, asked: Request
) -> None:
    page = words(member.get(f"/my/requests/{asked}/"))
    assert "Still missing: Invoice, Prescription" in page
    # Given, and interrupted before it went on.
    Attachment.objects.filter(pk=asked.papers.get().pk).update(
        verdict="", fault="", judged_by=None, judged_at=None
    )
    papers.attach_upload(asked, "prescription", upload("p.jpg"), "p")
    assert "The papers are complete" in words(member.get(f"/my/requests/{asked}/"))
    assert "the branch goes on" in words(member.post(address(asked), follow=True))


def test_saying_so_too_early_names_what_is_missing(member: Client, asked: Request) -> None:
    page = member.post(address(asked))
    assert page.status_code == 422
    assert "Papers are still missing" in words(page)
    asked.refresh_from_db()
    assert asked.state == State.PAPERS_NEEDED


def test_a_file_that_is_no_paper_comes_back_with_the_reason(member: Client, asked: Request) -> None:
    page = give(member, asked, "prescription", file=SimpleUploadedFile("a.exe", b"MZ" * 99))
    assert page.status_code == 422
    assert "Error:" in words(page)
    assert asked.papers.count() == 1


def test_nothing_chosen_is_said(member: Client, asked: Request) -> None:
    page = give(member, asked, "prescription")
    assert page.status_code == 422
    assert "Choose the file, please." in words(page)


def test_what_is_not_asked_for_is_not_taken(member: Client, asked: Request) -> None:
    page = give(member, asked, "passport", file=upload("p.jpg", 70))
    assert page.redirect_chain
    assert asked.papers.count() == 1


def test_nothing_is_taken_when_nothing_is_asked_for(
    member: Client, asked: Request, person: Person
) -> None:
    own.withdraw(asked, user_of(person))
    for response in (member.get(address(asked)), member.post(address(asked))):
        assert response["Location"] == f"/my/requests/{asked}/"


def test_the_person_opens_what_they_gave(member: Client, asked: Request) -> None:
    paper = asked.papers.get()
    response = member.get(f"{address(asked)}{paper.pk}/")
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]


def test_the_page_takes_eight_queries(
    member: Client, asked: Request, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        assert member.get(address(asked)).status_code == 200
