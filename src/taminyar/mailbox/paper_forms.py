"""Adding one of one's own papers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.mailbox import papers
from taminyar.persian import names

type View = Callable[..., HttpResponse]


def takes_files_of(most: int) -> Callable[[View], View]:
    """Files of so many bytes are taken by the view, which are more than a paper has."""

    def mark(view: View) -> View:
        vars(view)["largest_file"] = most
        return view

    return mark


class DropsTooLarge(FileUploadHandler):
    """Lets go of a file once it is larger than a paper may be, before it fills the disk.

    A view that takes larger ones says so by `takes_files_of`. The names of the fields that brought
    too large ones are in `request.too_large`.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        match = getattr(request, "resolver_match", None)
        self.most = getattr(match.func, "largest_file", papers.MOST) if match else papers.MOST

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > self.most:
            request: Any = self.request
            request.too_large = {*getattr(request, "too_large", ()), self.field_name}
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class PaperForm(forms.Form):
    """A file and what it is. Without a label, the file's own name gives one."""

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A PDF, or a picture (JPEG, PNG, HEIC), of 10 MB at most."),
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.jpg,.jpeg,.png,.heic,.heif", "data-most": papers.MOST}
        ),
        allow_empty_file=True,  # papers says it in its own words
        error_messages={"required": gettext_lazy("Choose the file, please.")},
    )
    label = forms.CharField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("For example: birth certificate of my son, first page."),
        max_length=papers.LONGEST_LABEL,
        required=False,
    )

    def __init__(self, request: HttpRequest) -> None:
        typed = request.method == "POST"
        super().__init__(request.POST if typed else None, request.FILES if typed else None)
        self.too_large = typed and bool(getattr(request, "too_large", ()))
        # A label is needed; it is only that we can often make one ourselves.
        vars(self.fields["label"])["marked_optional"] = False

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.too_large:
            del self.errors["file"]
            self.add_error("file", str(papers.REASONS["large"]))
        file = answers.get("file")
        if file is not None and "label" in answers:
            label = names.normalise(answers["label"]) or papers.label_from(file.name or "")
            if not label:
                self.add_error("label", _("Write what this paper is, please."))
            answers["label"] = label
        return answers
