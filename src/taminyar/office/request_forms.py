"""The forms of the deeds on a request. Which request and who: the `Desk` each is made for."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

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


class ApproveForm(SeenForm):
    """`seen` is today's amount in rials as the page showed it; each basis has its own button.

    `unlooked` is there while papers in force have no verdict: it must be ticked then.
    """

    basis = forms.ChoiceField(
        label=_("On which assessment?"),
        widget=forms.HiddenInput,
        error_messages={"required": _("On which assessment? Choose one.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = _words(_("Note for the record"))
    unlooked = forms.BooleanField(required=False)

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(desk, data)
        self.fields["basis"].choices = [(name, name) for name in desk.bases]  # type: ignore[attr-defined]
        self.fields["basis"].required = len(desk.bases) != 1
        if number_of := len(desk.unlooked):
            self.fields["unlooked"].label = _unlooked(number_of)
        else:
            del self.fields["unlooked"]

    def clean_basis(self) -> str:
        """The only one there is need not be chosen."""
        return self.cleaned_data["basis"] or next(iter(self.desk.bases))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("basis") == "today" and answers.get("seen") != self.desk.today.amount:
            self.add_error(None, _("Today's amount changed since you saw it. See the new one."))
        if "unlooked" in self.fields and not answers.get("unlooked"):
            told = _("Give a verdict on each paper, or tick that you approve without one.")
            self.add_error("unlooked", told)
        return answers


def _unlooked(number_of: int) -> str:
    return ngettext(
        "I approve without a verdict on %(num)s paper",
        "I approve without a verdict on %(num)s papers",
        number_of,
    ) % {"num": number(number_of)}


class AskPapersForm(SeenForm):
    """The verdict on each paper in force, and which papers are asked for besides those found bad.

    The fields of a paper are `verdict-<key>` and `words-<key>`; a verdict that is left out stays as
    it was noted.
    """

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
        for paper in desk.in_force:
            self.fields.update(_verdict_fields(paper))

    def of(self, paper: Attachment) -> tuple[forms.BoundField, forms.BoundField] | None:
        """Verdict and own words of this paper; None when it cannot be judged."""
        names = f"verdict-{paper.pk}", f"words-{paper.pk}"
        return (self[names[0]], self[names[1]]) if names[0] in self.fields else None

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        judged = [(paper, *self._said_of(paper, answers)) for paper in self.desk.in_force]
        answers["judged"] = [one for one in judged if one[1]]
        self.look_whether_enough(answers)
        return answers

    def _said_of(self, paper: Attachment, answers: Mapping[str, Any]) -> tuple[str, str]:
        """Accepted or the slug of a fault, and own words: as typed, else as noted; "" for none."""
        verdict, words = answers.get(f"verdict-{paper.pk}"), answers.get(f"words-{paper.pk}", "")
        if words and not verdict:
            self.add_error(f"verdict-{paper.pk}", _("Your verdict: choose one."))
        if verdict == OTHER and not words:
            told = _("In your own words: write what is wrong with it.")
            self.add_error(f"words-{paper.pk}", told)
        if not verdict:
            return paper.fault or paper.verdict, paper.fault_words
        return verdict, "" if verdict == Verdict.GOOD else words

    def look_whether_enough(self, answers: Mapping[str, Any]) -> None:
        """Adds an error when nothing is asked for."""
        faults = [one for one in answers["judged"] if one[1] != Verdict.GOOD]
        if not answers.get("more") and not faults:
            self.add_error(None, _("Say first which paper is not good, or which is missing."))


class VerdictsForm(AskPapersForm):
    """The same when only the verdicts are noted and nobody is asked for anything."""

    def look_whether_enough(self, answers: Mapping[str, Any]) -> None:
        if not answers["judged"] and not self.errors:
            self.add_error(None, _("Your verdict: choose one."))


def _verdict_fields(paper: Attachment) -> dict[str, forms.Field]:
    choices = [("", _("Choose")), (Verdict.GOOD, Verdict.GOOD.label), *papers.FAULTS.items()]
    verdict = forms.ChoiceField(
        label=_("Your verdict"),
        required=False,
        choices=choices,
        initial=paper.fault or paper.verdict,
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=300,
        required=False,
        initial=paper.fault_words,
        error_messages={"max_length": _TOO_LONG},
    )
    return {f"verdict-{paper.pk}": verdict, f"words-{paper.pk}": words}


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
