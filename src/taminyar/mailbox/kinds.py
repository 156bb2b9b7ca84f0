"""The kinds of documents that can be issued, and what of each a verifier may be shown.

Rooms register theirs from `apps.py`. A kind's template stands in `mailbox/typst/`, its words in
`mailbox/document_words.py`, the shape of its data in `mailbox/document_data.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from taminyar.persian.digits import to_persian
from taminyar.persian.rials import separated

type Words = str | Promise

MEMBERS: Final = ("insured", "employer", "pensioner")


@dataclass(frozen=True)
class Field:
    """One value a verifier may be shown; `path` leads to it in the data: `person.name`."""

    slug: str
    label: Words
    path: str


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    `template` is a file of `mailbox/typst/`, `levels` are those that may ask for it, `valid_days`
    the days after which it says nothing any more; None where it does not age.
    """

    slug: str
    title: Words
    template: str
    levels: tuple[str, ...]
    fields: tuple[Field, ...]
    valid_days: int | None


_KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Adds kinds that can be issued."""
    _KINDS.update({kind.slug: kind for kind in kinds})


def named(slug: str) -> Kind:
    """Raises ``KeyError`` for a slug nobody registered."""
    return _KINDS[slug]


def shown(
    kind: Kind, data: Mapping[str, Any], chosen: Iterable[str], language: str
) -> list[tuple[str, str]]:
    """Label and value of the chosen fields in a language; a value that is not there is left out."""
    wanted = set(chosen)
    with override(language):
        found = [
            (str(field.label), _written(_at(data, field.path), language))
            for field in kind.fields
            if field.slug in wanted
        ]
    return [(label, value) for label, value in found if value]


def _at(data: Any, path: str) -> Any:
    for name in path.split("."):
        data = None if data is None else data[name]
    return data


def _written(value: Any, language: str) -> str:
    """A value as people read it: a day or month as shown, yes or no, a number in threes."""
    match value:
        case None:
            return ""
        case {"shown": str(words)}:
            return words
        case bool():
            return gettext("Yes") if value else gettext("No")
        case int():
            return separated(value, language)
    return to_persian(value) if language == "fa" else str(value)


_WHO = (
    Field("name", _("Name"), "person.name"),
    Field("national-id", _("National ID"), "person.national_id"),
    Field("insurance-number", _("Insurance number"), "person.insurance_number"),
)
_AS_OF = Field("as-of", _("As of"), "as_of")
_VERDICT = Field("verdict", _("What it says"), "verdict")
_LENGTH = Field("length", _("Length of the record"), "total")

RELATION: Final = Kind(
    "relation",
    _("Statement of active relation"),
    "relation.typ",
    MEMBERS,
    (*_WHO, _AS_OF, _VERDICT),
    30,
)
RECORD_SUMMARY: Final = Kind(
    "record-summary",
    _("Summary of the insurance record"),
    "record_summary.typ",
    MEMBERS,
    (*_WHO, _AS_OF, _LENGTH),
    90,
)
RECORD: Final = Kind(
    "record",
    _("Insurance record, month by month"),
    "record.typ",
    MEMBERS,
    (*_WHO, _AS_OF, _LENGTH),
    90,
)
TREATMENT: Final = Kind(
    "treatment",
    _("Statement of treatment cover"),
    "treatment.typ",
    MEMBERS,
    (*_WHO, _AS_OF, _VERDICT),
    30,
)
ASSESSMENT: Final = Kind(
    "assessment",
    _("How it was computed"),
    "assessment.typ",
    MEMBERS,
    (
        *_WHO,
        _AS_OF,
        Field("about", _("About"), "about"),
        _VERDICT,
        Field("amount", _("Amount in rials"), "amount.rials"),
    ),
    None,
)
OURS: Final = (RELATION, RECORD_SUMMARY, RECORD, TREATMENT, ASSESSMENT)
