"""The forms of the deeds on a request. Which request and who: the `Desk` each is made for."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taminyar.cartable import papers
from taminyar.cartable.kinds import OTHER
from taminyar.cartable.models import Attachment, Verdict
from taminyar.office.request_access import Desk
from taminyar.portal.jinja import number

_MOST = 2000  # letters
_TOO_LONG = _("Your words: shorten them, please.")


def _words(label: Any, missing: Any = "") -> forms.CharField:
    """Own words of a deed; needed when it is said what is told to who leaves them out."""
    return forms.CharField(
        label=label,
        max_length=_MOST,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing, "max_length": _TOO_LONG},
    )


class DeedForm(forms.Form):
    """What every deed asks for: the version of the request that who presses has seen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}-%s")
        self.desk = desk


class SeenForm(DeedForm):
    """A deed on what was seen: without the version it is not done."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": _("See how the request stands now, and press again.")},
    )


_BASES = {
    "today": _("By today's record: %(amount)s rials"),
    "sent": _("As on the day of sending: %(amount)s rials"),
}


class ApproveForm(SeenForm):
    """`seen` is today's amount in rials as the page showed it."""

    basis = forms.ChoiceField(
        label=_("On which assessment?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("On which assessment? Choose one.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = _words(_("Note for the record"))

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(desk, data)
        self.fields["basis"].choices = [  # type: ignore[attr-defined]
            (name, _BASES[name] % {"amount": number((made.amount if made else 0) or 0)})
            for name, made in desk.bases.items()
        ]
        self.initial["basis"] = next(iter(desk.bases), None)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("basis") == "today" and answers.get("seen") != self.desk.today.amount:
            self.add_error(None, _("Today's amount changed since you saw it. See the new one."))
        return answers


class AskPapersForm(SeenForm):
    """Asks again for the papers that were found bad, and for some that were never given."""

    more = forms.MultipleChoiceField(
        label=_("Also ask for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = _words(_("What the person should know"))

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(desk, data)
        given = {paper.paper for paper in desk.papers}
        wanted = desk.kind.papers(desk.asked.answers)
        self.fields["more"].choices = [  # type: ignore[attr-defined]
            (paper.slug, paper.title) for paper in wanted if paper.slug not in given
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("more") and not self.desk.faulty:
            self.add_error(None, _("Say first which paper is not good, or which is missing."))
        return answers


class VerdictForm(DeedForm):
    """Whether a paper is good, or what is wrong with it."""

    verdict = forms.ChoiceField(
        label=_("Your verdict"),
        error_messages={"required": _("Your verdict: choose one.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=300,
        required=False,
        error_messages={"max_length": _TOO_LONG},
    )

    def __init__(
        self, desk: Desk, paper: Attachment, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(desk, data)
        self.paper, self.auto_id = paper, f"paper-{paper.pk}-%s"
        good = (Verdict.GOOD, Verdict.GOOD.label)
        choices = [("", _("Choose")), good, *papers.FAULTS.items()]
        self.fields["verdict"].choices = choices  # type: ignore[attr-defined]
        self.initial = {"verdict": paper.fault or paper.verdict, "words": paper.fault_words}

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("verdict") == OTHER and not answers.get("words"):
            self.add_error("words", _("In your own words: write what is wrong with it."))
        return answers


class ConfirmForm(SeenForm):
    words = _words(_("Note for the record"))


class SendBackForm(SeenForm):
    words = _words(_("Why it goes back"), _("Why it goes back: write it for the first officer."))


class ReferForm(SeenForm):
    words = _words(
        _("Your question to the reviewer"), _("Your question to the reviewer: write it.")
    )


class AdviseForm(SeenForm):
    favourable = forms.TypedChoiceField(
        label=_("Your opinion"),
        choices=[("yes", _("For")), ("no", _("Against"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Your opinion: choose for or against.")},
    )
    words = _words(_("Your reasons"), _("Your reasons: write them for the officer."))


class RefuseForm(SeenForm):
    reason = forms.ChoiceField(
        label=_("Why is it refused?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Why is it refused? Choose a reason.")},
    )
    words = _words(_("In your own words"))

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(desk, data)
        self.fields["reason"].choices = list(desk.kind.refusals.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("reason") == OTHER and not answers.get("words"):
            self.add_error("words", _("In your own words: write the other reason."))
        return answers


class MessageForm(DeedForm):
    text = _words(_("Your message"), _("Your message: write it first."))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(desk, data)
        self.initial["key"] = uuid.uuid4()
