"""The form for giving papers: of each a file, or one of the papers the person keeps here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.cartable import papers
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Attachment
from taminyar.mailbox import papers as own_papers
from taminyar.people.models import Person

_MOST_OFFERED: Final = 100

type Choices = list[tuple[str, str]]


def choices_of(person: Person) -> Choices:
    """The person's own papers, newest first, by number."""
    newest = own_papers.of(person).values_list("number", "title")[:_MOST_OFFERED]
    return [(str(number), title) for number, title in newest]


@dataclass(frozen=True)
class Wanted:
    """One paper that is asked for: instead of one that was not good enough, or for the first time.

    `why` is what the officer says about the one that was given, "" for one never given.
    """

    key: str
    paper: Paper
    instead_of: Attachment | None = None
    why: str = ""


class GivePaper(forms.Form):
    """One of several papers of one form: `key` is which; `request` when something was chosen.

    Its fields are `<key>_file` and `<key>_own`; of the paper that the pressed button names plain
    `file` and `own` do as well.
    """

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("Choose a file"),
        help_text=gettext_lazy("A PDF, or a picture (JPEG, PNG, HEIC), of 10 MB at most."),
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.jpg,.jpeg,.png,.heic,.heif", "data-most": own_papers.MOST}
        ),
        required=False,
        allow_empty_file=True,  # the papers say it in their own words
    )
    own = forms.ChoiceField(label=gettext_lazy("Or one of your own papers"), required=False)

    def __init__(self, key: str, choices: Choices, request: HttpRequest | None = None) -> None:
        data, files = _chosen(request, key) if request else (None, None)
        super().__init__(data, files, auto_id="%s")
        self.key = key
        self.too_large = request is not None and bool(_names(request, key) & _too_large(request))
        self.added = False
        self._offer(choices)
        vars(self.fields["file"])["marked_optional"] = False

    def add_prefix(self, field_name: str) -> str:
        return f"{self.key}_{field_name}"

    def _offer(self, choices: Choices) -> None:
        if not choices:
            del self.fields["own"]
            return
        field: Any = self.fields["own"]
        field.choices = [("", _("None of them")), *choices]
        field.marked_optional = False

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.too_large:
            self.add_error("file", str(own_papers.REASONS["large"]))
        elif answers.get("file") is None and not answers.get("own") and not self.errors:
            self.add_error("file", _("Choose the file, please."))
        return answers

    def give(self, owner: papers.Owner, wanted: Wanted) -> None:
        """Gives what was chosen as that paper: then `added`, else the form says why not."""
        if not self.is_valid():
            return
        try:
            self._attach(owner, wanted)
        except own_papers.Refused as refused:
            self.add_error("file", str(refused))
        else:
            self.added = True

    def _attach(self, owner: papers.Owner, wanted: Wanted) -> Attachment:
        """A file before an own paper. Raises `mailbox.papers.Refused`."""
        upload, number = self.cleaned_data["file"], self.cleaned_data.get("own", "")
        slug, instead_of = wanted.paper.slug, wanted.instead_of
        if upload is not None:
            label = own_papers.label_from(upload.name or "") or str(wanted.paper.title)
            return papers.attach_upload(owner, slug, upload, label, instead_of=instead_of)
        item = own_papers.of(owner.person).filter(number=number).first()
        if item is None:
            raise papers.NotTaken("closed")
        return papers.attach_own(owner, slug, item, instead_of=instead_of)


def take(request: HttpRequest, owner: papers.Owner, wanted: Iterable[Wanted]) -> list[GivePaper]:
    """Gives everything that was chosen on the page, and asks for what the pressed button names.

    Whichever button was pressed: nothing that was chosen is lost. Tells what was added.
    """
    pressed, choices = request.POST.get("paper", ""), choices_of(owner.person)
    forms_of = [(one, _form(request, one.key, choices, pressed)) for one in wanted]
    for one, form in forms_of:
        if form.is_bound:
            form.give(owner, one)
        if form.added:
            messages.success(request, _("“%(paper)s” is added.") % {"paper": one.paper.title})
    return [form for _one, form in forms_of]


def _form(request: HttpRequest, key: str, choices: Choices, pressed: str) -> GivePaper:
    chosen = key == pressed or anything_chosen(request, key)
    return GivePaper(key, choices, request if chosen else None)


def anything_chosen(request: HttpRequest, key: str) -> bool:
    """Whether a file or an own paper came for the paper of that key."""
    data, files = _chosen(request, key)
    return bool(any(data.values()) or files or _names(request, key) & _too_large(request))


def _chosen(request: HttpRequest, key: str) -> tuple[dict[str, Any], MultiValueDict[str, Any]]:
    data, files = {}, MultiValueDict[str, Any]()
    for name in sorted(_names(request, key)):
        kind = name.rpartition("_")[2]
        if name in request.POST and kind == "own":
            data[f"{key}_own"] = request.POST[name]
        if name in request.FILES and kind == "file":
            files[f"{key}_file"] = request.FILES[name]
    return data, files


def _names(request: HttpRequest, key: str) -> set[str]:
    """The fields that belong to the paper of that key."""
    plain = {"file", "own"} if request.POST.get("paper") == key else set()
    return {f"{key}_file", f"{key}_own"} | plain


def _too_large(request: HttpRequest) -> set[str]:
    return set(getattr(request, "too_large", ()))
