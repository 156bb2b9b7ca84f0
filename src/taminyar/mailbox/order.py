"""What is to be made: a kind, its data, the addressee, and what may be verified of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, TypedDict

from django.conf import settings

from taminyar.mailbox import kinds

_LONGEST_ADDRESSEE: Final = 200


class Wishes(TypedDict, total=False):
    """What may be said about a document beside its kind and data.

    `institution`, `receiving_branch` and `purpose` are words as the person gave them; `language`
    is "fa" (the default) or "en". `shown` are slugs of the kind's fields a verifier sees; none are
    when it is left out. It holds through `valid_days` days from today (None: as its kind does), and
    may be verified for `open_days` days (None: as long as it holds).
    """

    institution: str
    receiving_branch: str
    purpose: str
    language: str
    shown: tuple[str, ...]
    valid_days: int | None
    open_days: int | None


@dataclass(frozen=True)
class Order:
    """One document to be made; the fields as in `Wishes`.

    Raises KeyError for an unknown kind, ValueError for a field the kind has not, a language nobody
    writes, or an addressee of more than 200 letters.
    """

    kind: str
    data: Mapping[str, Any]
    institution: str = ""
    receiving_branch: str = ""
    purpose: str = ""
    language: str = "fa"
    shown: tuple[str, ...] = ()
    valid_days: int | None = None
    open_days: int | None = None

    def __post_init__(self) -> None:
        known = {field.slug for field in kinds.named(self.kind).fields}
        if unknown := set(self.shown) - known:
            raise ValueError(f"A {self.kind} has no fields {sorted(unknown)} to show.")
        if self.language not in dict(settings.LANGUAGES):
            raise ValueError(f"No document is written in {self.language!r}.")
        if max(len(self.institution), len(self.receiving_branch)) > _LONGEST_ADDRESSEE:
            raise ValueError("The addressee is too long.")

    def as_json(self) -> dict[str, Any]:
        """Plain JSON from which `Order(**…)` makes the same order."""
        return asdict(self) | {"shown": sorted(set(self.shown))}

    @property
    def length(self) -> int:
        """Characters of its data as JSON: how much there is to typeset."""
        return len(json.dumps(self.data, ensure_ascii=False))

    @property
    def key(self) -> bytes:
        """A digest, the same for the same order."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).digest()
