"""The form for giving one paper: a file, or one of the papers the person keeps here."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest
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


class GivePaper(forms.Form):
    """One of several on a page: `slug` is the paper it is for. `request` when it was sent."""

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

    def __init__(self, slug: str, choices: Choices, request: HttpRequest | None = None) -> None:
        data, files = (request.POST, request.FILES) if request else (None, None)
        super().__init__(data, files, auto_id=f"{slug}_%s")
        self.slug = slug
        self.too_large = getattr(request, "too_large", False)
        self._offer(choices)
        vars(self.fields["file"])["marked_optional"] = False

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

    def taken(
        self, owner: papers.Owner, paper: Paper, *, instead_of: Attachment | None = None
    ) -> bool:
        """Whether what was chosen was taken as that paper; if not, the form says why."""
        try:
            self._attach(owner, paper, instead_of)
        except own_papers.Refused as refused:
            self.add_error("file", str(refused))
            return False
        return True

    def _attach(
        self, owner: papers.Owner, paper: Paper, instead_of: Attachment | None
    ) -> Attachment:
        """Gives what was chosen, a file before an own paper. Raises `mailbox.papers.Refused`."""
        upload, number = self.cleaned_data["file"], self.cleaned_data.get("own", "")
        if upload is not None:
            label = own_papers.label_from(upload.name or "") or str(paper.title)
            return papers.attach_upload(owner, paper.slug, upload, label, instead_of=instead_of)
        item = own_papers.of(owner.person).filter(number=number).first()
        if item is None:
            raise papers.NotTaken("closed")
        return papers.attach_own(owner, paper.slug, item, instead_of=instead_of)
