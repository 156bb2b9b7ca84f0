"""Asking for a document: to whom it goes, in which language, for what, and for how long."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext_lazy, override
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.throttle import TooManyTries
from taminyar.mailbox import issue
from taminyar.mailbox.document_data import PersonData
from taminyar.mailbox.models import Issuing
from taminyar.people.models import Person
from taminyar.persian import names

LONGEST_NAME: Final = 100  # letters of an institution's or a branch's name, or of a purpose
LANGUAGES: Final = (("fa", _("Persian")), ("en", _("English")))
VALIDITY: Final = (("30", _("30 days")), ("90", _("90 days")), ("365", _("One year")))
USUAL_VALIDITY: Final = "90"


@cache
def institutions() -> tuple[str, ...]:
    """Names to choose from; any other may be typed."""
    lines = files("taminyar.mailbox").joinpath("institutions.csv").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def person_data(person: Person) -> PersonData:
    """Whom a document is about."""
    return {
        "name": person.full_name,
        "father_name": person.father_name,
        "national_id": person.national_id or "",
        "insurance_number": person.insurance_number or "",
    }


def language_here() -> str:
    """The language of the page as documents name it: fa or en."""
    return (get_language() or "fa")[:2]


def lead_to(asked: Issuing) -> HttpResponse:
    """To the document when it is made, else to the page that shows how far it is."""
    if asked.number is None:
        return redirect("mailbox-asked", asked.pk)
    return redirect("mailbox-item", asked.number)


def wait(error: TooManyTries) -> ValidationError:
    """How long to wait after too many documents."""
    return ValidationError(
        ngettext_lazy(
            "You asked for many documents. Ask again in %(minutes)s minute; nothing is lost.",
            "You asked for many documents. Ask again in %(minutes)s minutes; nothing is lost.",
            "minutes",
        ),
        params={"minutes": error.minutes},
    )


class _NameField(forms.CharField):
    """A name as it is stored: Persian letters, single spaces."""

    def to_python(self, value: Any) -> str:
        return names.normalise(super().to_python(value) or "")


class UsualChoice(forms.ChoiceField):
    """One of some values; what was left out is the usual one."""

    marked_optional = False

    def __init__(self, usual: Callable[[], str], **options: Any) -> None:
        super().__init__(required=False, initial=usual, **options)
        self.usual = usual

    def clean(self, value: Any) -> str:
        return str(super().clean(value)) or self.usual()


def _name_field(**options: Any) -> _NameField:
    widget = forms.TextInput(attrs={"autocomplete": "off"} | options.pop("attrs", {}))
    return _NameField(max_length=LONGEST_NAME, widget=widget, **options)


class OrderForm(forms.Form):
    """Language, purpose and validity may be left out; the addressee too unless `addressed`."""

    use_required_attribute = False

    institution = _name_field(
        label=_("Institution"),
        help_text=_("Whom you hand the document to. Choose a name or type another."),
        attrs={"list": "institutions"},
        error_messages={
            "required": _("Institution: write whom the document is for."),
            "max_length": _("Institution: write at most %(limit_value)d letters."),
        },
    )
    receiving_branch = _name_field(
        label=_("Receiving branch"),
        help_text=_("The branch or office of the institution, such as its central branch."),
        error_messages={
            "required": _("Receiving branch: write the name of the branch."),
            "max_length": _("Receiving branch: write at most %(limit_value)d letters."),
        },
    )
    language = UsualChoice(
        language_here,
        label=_("Language of the document"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Language: choose one of the two, please.")},
    )
    purpose = _name_field(
        label=_("Purpose"),
        required=False,
        help_text=_("What it is for, such as a loan or a visa. It is printed on the document."),
        error_messages={"max_length": _("Purpose: write at most %(limit_value)d letters.")},
    )
    valid_days = UsualChoice(
        lambda: USUAL_VALIDITY,
        label=_("How long it holds"),
        choices=VALIDITY,
        widget=forms.Select,
        error_messages={"invalid_choice": _("How long it holds: choose one, please.")},
    )

    def __init__(self, data: Any = None, *, addressed: bool = False) -> None:
        super().__init__(data)
        for name in ("institution", "receiving_branch"):
            self.fields[name].required = addressed

    @property
    def institutions(self) -> tuple[str, ...]:
        return institutions()

    @property
    def more_is_open(self) -> bool:
        """Whether something is wrong with what stands folded away."""
        return any(name in self.errors for name in ("language", "purpose", "valid_days"))

    def ask(
        self,
        person: Person,
        kind: str,
        data: Callable[[str], Mapping[str, Any]],
        shown: tuple[str, ...],
    ) -> Issuing | None:
        """Asks for the document, whose data are made in its own language.

        None when too many were asked for, which then stands on the form.
        """
        chosen = self.cleaned_data
        with override(chosen["language"]):
            content = dict(data(chosen["language"]))
        try:
            return issue.ask(
                person,
                kind,
                content,
                institution=chosen["institution"],
                receiving_branch=chosen["receiving_branch"],
                purpose=chosen["purpose"],
                language=chosen["language"],
                shown=shown,
                valid_days=int(chosen["valid_days"]),
            )
        except TooManyTries as error:
            self.add_error(None, wait(error))
        return None
