"""Papers given with a draft or a request: each has its own file, whatever it came from."""

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.throttle import TooManyTries
from taminyar.cartable.models import Attachment, Draft, Request, Verdict
from taminyar.cartable.states import State
from taminyar.mailbox import keep
from taminyar.mailbox import papers as own_papers
from taminyar.mailbox.clean_paper import Clean
from taminyar.mailbox.models import Item
from taminyar.mailbox.papers import MEGABYTE, Refused
from taminyar.people.models import Person

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

type Owner = Draft | Request

# The slug of a paper that is given with an objection.
OBJECTION: Final = "objection"
# Papers that belong to no kind, by their slug.
TITLES: Final = {OBJECTION: _("Paper with the objection")}
MOST_PAPERS: Final = 20
MOST_OF_ALL: Final = 50 * MEGABYTE  # bytes of all the papers of one draft or request
# What can be wrong with a paper; "other" needs own words.
FAULTS: Final = {
    "blurred": _("It is blurred."),
    "cut_off": _("A part of it is cut off."),
    "wrong_paper": _("It is another paper than the one that is needed."),
    "too_dark": _("It is too dark."),
    "not_legible": _("The writing cannot be read."),
    "expired": _("It is no longer valid."),
    "other": _("Something else, told below."),
}
_REASONS: Final = {
    "many": _("There are 20 papers already. Take one off first, please."),
    "together": _("All the papers together may take 50 MB, and this one is too much."),
    "same": _("This is the file that has to be given again. Choose a better one, please."),
    "closed": _("No paper is taken here any more. Open the page of the request again, please."),
}


class NotTaken(Refused):
    """The paper was not taken; the message tells the person why and what to do."""

    def __init__(self, reason: str) -> None:
        Exception.__init__(self, str(_REASONS[reason]))
        self.reason = reason


def attach_upload(
    owner: Owner,
    paper: str,
    upload: "UploadedFile[bytes]",
    label: str,
    *,
    instead_of: Attachment | None = None,
) -> Attachment:
    """Gives an uploaded file as the paper of that slug. Outside any transaction.

    `instead_of` is the one that was found bad, when papers are given again. The same file given
    twice for one paper is one. Raises `mailbox.papers.Refused`, whose message is for the person.
    """
    _check_room(owner, 1, instead_of)
    clean = own_papers.made_harmless(owner.person, upload)
    return _attach(owner, paper, clean, label, instead_of)


def attach_own(
    owner: Owner, paper: str, item: Item, *, instead_of: Attachment | None = None
) -> Attachment:
    """Gives a copy of one of the person's own papers; see `attach_upload`."""
    _check_room(owner, item.size, instead_of)
    try:
        # Each copy takes as much room as an upload.
        own_papers.UPLOADS.spend(str(owner.person_id))
    except TooManyTries as error:
        raise Refused("often") from error
    try:
        with keep.opened(item) as file:
            copy = Clean(item.content_type, file.read())
    except OSError as error:
        raise Refused("storage") from error
    return _attach(owner, paper, copy, item.title, instead_of)


def take_off(attachment: Attachment) -> None:
    """Takes a paper off a draft, and its file with it; off a request nothing is taken."""
    with transaction.atomic():
        if Attachment.objects.filter(pk=attachment.pk, draft__isnull=False).delete()[0]:
            keep.let_go(attachment.file)


def _attach(
    owner: Owner, paper: str, clean: Clean, label: str, instead_of: Attachment | None
) -> Attachment:
    try:
        kept = keep.put(clean.data, clean.content_type)
        try:
            return _record(owner, paper, kept, label, instead_of)
        finally:
            keep.discard(kept.name)  # does nothing to a file that has its owner
    except keep.NotKept as error:
        raise Refused("storage") from error


def _record(
    owner: Owner, paper: str, kept: keep.Kept, label: str, instead_of: Attachment | None
) -> Attachment:
    with transaction.atomic():
        # What one person gives and sends waits for each other here.
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=owner.person_id)
        if same := owner.papers.in_force().filter(paper=paper, sha256=kept.sha256).first():
            return _still_good(same)
        _check_open(owner, paper, instead_of)
        _check_room(owner, kept.size, instead_of)
        keep.settle(kept)
        given = owner.papers.create(
            paper=paper,
            label=label[: own_papers.LONGEST_LABEL],
            given_at=timezone.now(),
            file=kept.name,
            content_type=kept.content_type,
            size=kept.size,
            sha256=kept.sha256,
        )
        if instead_of:
            Attachment.objects.filter(pk=instead_of.pk).update(replaced_by=given)
        return given


def _still_good(same: Attachment) -> Attachment:
    if same.verdict == Verdict.BAD:
        raise NotTaken("same")
    return same


def _check_open(owner: Owner, paper: str, instead_of: Attachment | None) -> None:
    """Raises `NotTaken` unless papers are taken here at this moment."""
    replaced = instead_of and not owner.papers.in_force().filter(pk=instead_of.pk).exists()
    if replaced or not _takes_papers(owner, paper):
        raise NotTaken("closed")


def _takes_papers(owner: Owner, paper: str) -> bool:
    """Whether the draft is still there, or the request waits for papers or can be objected to; it
    stays so meanwhile.
    """
    if isinstance(owner, Draft):
        return Draft.objects.select_for_update(no_key=True).filter(pk=owner.pk).exists()
    objecting = Q(state=State.REFUSED, objected_at=None)
    waits = objecting if paper == OBJECTION else Q(state=State.PAPERS_NEEDED)
    return Request.objects.filter(waits, pk=owner.pk).select_for_update(no_key=True).exists()


def _check_room(owner: Owner, more: int, instead_of: Attachment | None) -> None:
    """Raises `NotTaken` when one paper of so many bytes more would be too much."""
    others = owner.papers.in_force()
    if instead_of:
        others = others.exclude(pk=instead_of.pk)
    taken = others.aggregate(papers=Count("pk"), size=Sum("size"))
    if taken["papers"] >= MOST_PAPERS:
        raise NotTaken("many")
    if (taken["size"] or 0) + more > MOST_OF_ALL:
        raise NotTaken("together")
