"""What can be done with a file, for what, and by which program, each with its plain words.

Rooms register theirs from `apps.py`; the log takes no other deed and no other program.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

type Words = str | Promise


@dataclass(frozen=True)
class Deed:
    """Something done with a person's file; `label` is what the person reads."""

    slug: str
    label: Words


DEEDS: dict[str, Deed] = {}
PROGRAMS: dict[str, Words] = {}
PURPOSES: dict[str, Words] = {}


def register(*deeds: Deed) -> None:
    """Adds deeds that the log may hold."""
    DEEDS.update({deed.slug: deed for deed in deeds})


def register_programs(programs: Mapping[str, Words]) -> None:
    """Adds programs that may act without a person: their slug and what people read."""
    PROGRAMS.update(programs)


def register_purposes(purposes: Mapping[str, Words]) -> None:
    """Adds purposes to choose from: their slug and what people read."""
    PURPOSES.update(purposes)


def label(slug: str) -> str:
    """The deed in the reader's language; of one that is registered no more, its slug."""
    return str(DEEDS[slug].label) if slug in DEEDS else slug


def purpose_of(slug: str, words: str = "") -> str:
    """A chosen purpose and own words as the log keeps them."""
    return f"{slug}: {words}" if words else slug


_BRANCH: Final = "branch: "


def of_branch(name: str) -> str:
    """The branch a member of staff works in, as the log keeps it under `detail`."""
    return f"{_BRANCH}{name}" if name else ""


def branch_in(detail: str) -> str:
    """The branch that a kept detail names, or nothing when it says something else."""
    return detail.removeprefix(_BRANCH) if detail.startswith(_BRANCH) else ""


def purpose_in_words(kept: str) -> str:
    """A kept purpose in the reader's language, with the own words behind it as they were typed."""
    slug, _colon, words = kept.partition(": ")
    if slug not in PURPOSES:
        return kept
    chosen = str(PURPOSES[slug])
    return _("%(purpose)s: %(words)s") % {"purpose": chosen, "words": words} if words else chosen
