"""Papers given with what is asked for: made harmless, within limits, opened by whoever may."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import decide, papers, submit
from taminyar.cartable.models import Attachment, Draft, Request
from taminyar.cartable.papers import attach_own, attach_upload, take_off
from taminyar.mailbox import clean_paper, keep
from taminyar.mailbox.clean_paper import Clean
from taminyar.mailbox.models import StoredFile
from taminyar.mailbox.papers import MEGABYTE, Refused
from taminyar.people.models import Person
from tests.cartable.asking import (
    CHECK,
    HERE,
    INVOICE,
    PAPERS,
    PICTURE,
    answered,
    draft_now,
    in_english,
    lamp_pages,
    pressed,
)
from tests.cartable.requests import ANSWERS, Answers, draft_of, officer, sent, user_of
from tests.mailbox import uploads
from tests.mailbox.lying import paper
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cartable.lamp_urls")]


@pytest.fixture
def registry() -> Iterator[Answers]:
    with lamp_pages() as answers:
        answers.papers = (INVOICE, PICTURE)
        yield answers


@pytest.fixture
def asker(member: Client, registry: Answers) -> Client:
    return in_english(member)


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps whatever comes, without the other process."""
    monkeypatch.setattr(clean_paper, "clean", lambda data: Clean("application/pdf", data))


def file(data: bytes | None = None, name: str = "bill.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, uploads.picture() if data is None else data)


def given(client: Client, **what: object) -> HttpResponse:
    return client.post(PAPERS, {"paper": "invoice", **what})  # type: ignore[return-value]


# ---- the step of the papers


def test_papers_come_between_the_answers_and_the_last_page(asker: Client, person: Person) -> None:
    assert answered(asker)["Location"] == PAPERS
    told = words(asker.get(PAPERS))
    for shown in ("Step 2 of 3", "The invoice", "With stamp", "Still missing", "(optional)"):
        assert shown in told
    page = asker.post(PAPERS)
    assert page.status_code == 422
    assert "Papers are still missing" in words(page)
    assert given(asker, file=file())["Location"] == f"{PAPERS}#title-invoice"
    assert asker.post(PAPERS)["Location"] == CHECK
    pressed(asker, person)
    request = Request.objects.of(person).get()
    assert [each.paper for each in request.papers.all()] == ["invoice"]


def test_an_uploaded_picture_is_drawn_anew_and_opens_again(asker: Client, person: Person) -> None:
    answered(asker)
    given(asker, file=file(uploads.with_position(), "my_bill.jpg"))
    kept = draft_now(person).papers.get()
    assert (kept.label, kept.content_type) == ("my bill", "image/jpeg")
    opened = asker.get(f"{PAPERS}{kept.pk}/")
    data = b"".join(opened.streaming_content)  # type: ignore[attr-defined]
    assert data.startswith(b"\xff\xd8")
    assert b"SecretCamera" not in data
    assert len(data) == kept.size
    assert "sandbox" in opened["Content-Security-Policy"]
    assert opened["Content-Disposition"].startswith("inline")
    assert "my bill" in words(asker.get(PAPERS))


def test_one_of_the_persons_own_papers_can_be_given(asker: Client, person: Person) -> None:
    own = paper(person, "bill of the lamp", b"a bill")
    answered(asker)
    assert "bill of the lamp" in words(asker.get(PAPERS))
    given(asker, own=own.number)
    kept = draft_now(person).papers.get()
    assert (kept.label, kept.file == own.file) == ("bill of the lamp", False)
    keep.throw_away(own)
    opened = asker.get(f"{PAPERS}{kept.pk}/")
    assert b"".join(opened.streaming_content) == b"a bill"  # type: ignore[attr-defined]


def test_somebody_elses_own_paper_cannot_be_given(
    asker: Client, person: Person, other_person: Person
) -> None:
    paper(person)
    theirs = [paper(other_person, data=bytes([number])) for number in range(3)]
    answered(asker)
    assert given(asker, own=theirs[-1].number).status_code == 422
    assert not Attachment.objects.exists()


def test_an_own_paper_thrown_away_meanwhile_is_told(
    asker: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = paper(person)
    answered(asker)
    monkeypatch.setattr("taminyar.cartable.give_paper.own_papers.of", lambda person: _without(own))
    page = given(asker, own=own.number)
    assert page.status_code == 422
    assert "No paper is taken here any more" in words(page)


class _without:  # noqa: N801 - stands in for a query set
    """Offers the paper, and no longer has it."""

    def __init__(self, item: object) -> None:
        self.item = item

    def values_list(self, *names: str) -> list[tuple[object, ...]]:
        return [tuple(getattr(self.item, name) for name in names)]

    def filter(self, **which: object) -> "_without":
        return self

    def first(self) -> None:
        return None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty"),
        (b"MZ a program", "This is not a PDF, JPEG, PNG or HEIC file"),
        (uploads.hidden_action(), "The PDF does more than being read"),
        (b"x" * (10 * MEGABYTE + 1), "The file is larger than 10 MB"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_the_reason(
    asker: Client, data: bytes, told: str
) -> None:
    answered(asker)
    page = given(asker, file=file(data, "bill.pdf"))
    assert page.status_code == 422
    assert told in words(page)
    assert "Error:" in words(page)
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


def test_nothing_chosen_is_told(asker: Client) -> None:
    answered(asker)
    page = given(asker)
    assert page.status_code == 422
    assert "Choose the file, please." in words(page)


def test_a_paper_the_answers_do_not_ask_for_is_not_taken(asker: Client) -> None:
    answered(asker)
    assert asker.post(PAPERS, {"paper": "secret", "file": file()})["Location"] == PAPERS
    assert not Attachment.objects.exists()


def test_a_form_of_another_site_adds_nothing(asker: Client, person: Person) -> None:
    answered(asker)
    asker.handler.enforce_csrf_checks = True
    assert given(asker, file=file()).status_code == 403
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("button", [{}, {"paper": "picture"}, {"take_off": "nonsense"}])
def test_a_chosen_file_is_given_whichever_button_is_pressed(
    asker: Client, person: Person, registry: Answers, button: dict[str, str]
) -> None:
    registry.papers = (INVOICE, PICTURE)
    answered(asker)
    asker.post(PAPERS, {"invoice_file": file()} | button)
    assert [each.paper for each in draft_now(person).papers.all()] == ["invoice"]


def test_it_is_taken_off_again(asker: Client, person: Person) -> None:
    answered(asker)
    kept = attach_own(draft_now(person), "invoice", paper(person, "bill"))
    page = asker.post(PAPERS, {"take_off": str(kept.pk)}, follow=True)
    assert "“bill” is taken off" in words(page)
    assert not draft_now(person).papers.exists()
    asker.post(PAPERS, {"take_off": str(kept.pk)})
    asker.post(PAPERS, {"take_off": "nonsense"})


def test_a_paper_that_is_needed_no_more_is_shown_as_such(
    asker: Client, person: Person, registry: Answers
) -> None:
    answered(asker)
    attach_own(draft_now(person), "invoice", paper(person, "bill"))
    registry.papers = (PICTURE,)
    assert "No longer needed" in words(asker.get(PAPERS))
    registry.papers = ()
    assert "With these answers no paper is needed" in words(asker.get(PAPERS))


def test_wrong_answers_come_before_papers(asker: Client) -> None:
    answered(asker, invoice="none")
    assert asker.get(PAPERS)["Location"] == f"{HERE}?faults"


def test_without_its_papers_it_is_not_sent(asker: Client, person: Person) -> None:
    answered(asker)
    told = words(asker.get(CHECK))
    assert "Still missing The invoice" in told
    assert "Send the request" not in told
    page = asker.post(CHECK, {"key": str(draft_now(person).key)}, follow=True)
    assert page.redirect_chain[0][0] == PAPERS
    assert "papers are still missing" in words(page)
    assert not Request.objects.exists()


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("address", [PAPERS, CHECK])
def test_twenty_papers_cost_no_more_queries(
    asker: Client,
    person: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    answered(asker)
    for number in range(20):
        attach_own(draft_now(person), "invoice", paper(person, f"{number}", bytes([number])))
    with django_assert_max_num_queries(8):
        assert asker.get(address).status_code == 200


# ---- who may open it


def test_somebody_elses_paper_is_not_there(
    asker: Client, person: Person, other_person: Person
) -> None:
    theirs = attach_own(draft_of(other_person), "invoice", paper(other_person))
    assert asker.get(f"{PAPERS}{theirs.pk}/").status_code == 404
    draft_of(person)
    asker.post(PAPERS, {"take_off": str(theirs.pk)})
    assert Attachment.objects.filter(pk=theirs.pk).exists()


def test_a_lost_file_is_our_fault(asker: Client, person: Person) -> None:
    answered(asker)
    kept = attach_own(draft_now(person), "invoice", paper(person))
    default_storage.delete(kept.file)
    page = asker.get(f"{PAPERS}{kept.pk}/")
    assert page.status_code == 503
    assert "This is our fault" in words(page)


# ---- the deeds


@contextmanager
def _refused(reason: str) -> Iterator[None]:
    with pytest.raises(Refused) as refused:
        yield
    assert refused.value.reason == reason


@pytest.mark.usefixtures("trusting")
def test_the_same_file_twice_is_one_paper(person: Person) -> None:
    draft = draft_of(person)
    first = attach_upload(draft, "invoice", file(b"1"), "one")
    assert attach_upload(draft, "invoice", file(b"1"), "two") == first
    assert attach_upload(draft, "picture", file(b"1"), "three") != first
    assert StoredFile.objects.count() == 2


@pytest.mark.usefixtures("trusting")
def test_papers_are_limited_in_number_and_size(person: Person) -> None:
    draft = draft_of(person)
    for number in range(papers.MOST_PAPERS - 1):
        attach_upload(draft, "invoice", file(bytes([number])), "page")
    Attachment.objects.update(size=papers.MOST_OF_ALL // (papers.MOST_PAPERS - 1))
    with _refused("together"):
        attach_upload(draft, "invoice", file(b"x" * 1024), "page")
    Attachment.objects.update(size=1)
    attach_upload(draft, "invoice", file(b"last"), "page")
    with _refused("many"):
        attach_own(draft, "invoice", paper(person))
    assert StoredFile.objects.filter(settled=False).count() == 0


def test_a_full_storage_is_told_and_leaves_nothing(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, own = draft_of(person), paper(person)

    def full(*args: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", full)
        with _refused("storage"):
            attach_own(draft, "invoice", own)
    default_storage.delete(own.file)
    with _refused("storage"):
        attach_own(draft, "invoice", own)
    assert not Attachment.objects.exists()


def test_off_a_request_nothing_is_taken(person: Person, registry: Answers) -> None:
    registry.papers = ()
    draft = draft_of(person)
    kept = attach_own(draft, "invoice", paper(person))
    submit.send(draft, user_of(person), dict(ANSWERS), {"lit": True})
    take_off(kept)
    assert Request.objects.get().papers.get() == kept
    assert StoredFile.objects.get(name=kept.file).settled


def _asked_again(person: Person) -> tuple[Request, Attachment]:
    """A request whose paper was found blurred and is asked for again."""
    request = sent(person)
    Attachment.objects.create(
        request=request,
        paper="invoice",
        label="bill",
        given_at=timezone.now(),
        file="aa/bad",
        content_type="image/jpeg",
        size=3,
        sha256=b"-",
    )
    bad = decide.Fault(request.papers.get(), "blurred")
    decide.ask_papers(request, officer(), Role.BRANCH_OFFICER, faults=[bad])
    return request, request.papers.get()


def test_a_better_paper_takes_the_place_of_a_bad_one(person: Person, registry: Answers) -> None:
    registry.papers = ()
    request, bad = _asked_again(person)
    better = attach_own(request, "invoice", paper(person, data=b"better"), instead_of=bad)
    bad.refresh_from_db()
    assert bad.replaced_by == better
    assert list(request.papers.in_force()) == [better]
    # Pressed twice it is given once; another one is not taken for the same.
    assert attach_own(request, "invoice", paper(person, data=b"better"), instead_of=bad) == better
    with _refused("closed"):
        attach_own(request, "invoice", paper(person, data=b"third"), instead_of=bad)


def test_the_bad_paper_itself_is_no_better_one(person: Person, registry: Answers) -> None:
    registry.papers = ()
    request, bad = _asked_again(person)
    own = paper(person, data=b"the same")
    Attachment.objects.filter(pk=bad.pk).update(sha256=own.sha256)
    with _refused("same"):
        attach_own(request, "invoice", own, instead_of=bad)


def test_a_request_that_waits_for_no_papers_takes_none(person: Person, registry: Answers) -> None:
    registry.papers = ()
    with _refused("closed"):
        attach_own(sent(person), "invoice", paper(person))


def test_a_draft_that_was_sent_takes_none(person: Person, registry: Answers) -> None:
    registry.papers = ()
    draft = draft_of(person)
    Draft.objects.filter(pk=draft.pk).delete()
    with _refused("closed"):
        attach_own(draft, "invoice", paper(person))


def test_a_full_request_still_takes_a_better_paper(person: Person, registry: Answers) -> None:
    registry.papers = ()
    request, bad = _asked_again(person)
    Attachment.objects.filter(pk=bad.pk).update(size=papers.MOST_OF_ALL)
    assert attach_own(request, "invoice", paper(person), instead_of=bad)
    with _refused("closed"):
        attach_own(request, "invoice", paper(person, data=b"x"), instead_of=bad)
