"""The Persian catalogue holds every marked text, translated, with the same placeholders.

`python -m tests.catalogue` prints what is missing and fails; part of `make lint`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import yaml
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "src/taminyar/locale/fa/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# Under another name no text would be found.
_ALIAS = re.compile(r"import [np]*gettext(?:_lazy)? as (?!_$)(\w+)", re.MULTILINE)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def words_of_the_law(
    fileobj: IO[bytes], _keywords: object, _tags: object, _options: object = None, **_more: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's way into `law/parameters`: the sources of the values, which pages show."""
    for entry in yaml.load(fileobj, Loader=yaml.CSafeLoader).values():
        for part in (entry, *entry["values"]):
            if "source" in part:
                yield 0, None, part["source"], []


def marked_texts() -> set[str]:
    """Every text marked for translation in Python and templates (of a plural the singular)."""
    with (ROOT / "deploy/babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT / "src", methods, options, keywords=KEYWORDS)
    texts = (message for _file, _line, message, _comments, _context in found)
    return {text if isinstance(text, str) else text[0] for text in texts}


def hidden_names() -> Iterator[str]:
    """Modules that mark texts by a name of their own."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for name in _ALIAS.findall(path.read_text()):
            yield f"marked with {name}, which is not looked for: {path.relative_to(ROOT)}"


def troubles() -> list[str]:
    """What is wrong with the catalogue, a line each."""
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="fa")
    known = {_key(message): message for message in catalogue if message.id}
    wanted = marked_texts()
    missing = [f"missing: {text}" for text in sorted(wanted - known.keys())]
    unused = [f"no longer used: {text}" for text in sorted(known.keys() - wanted)]
    wrong = [f"{why}: {text}" for text, message in known.items() for why in _wrong(message)]
    return missing + unused + wrong + list(hidden_names())


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _wrong(message: Message) -> list[str]:
    translations = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy or not all(translations):
        return ["not translated"]
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    allowed = set().union(*(_PLACEHOLDER.findall(text) for text in ids))
    used = set().union(*(_PLACEHOLDER.findall(text) for text in translations))
    return [] if used <= allowed and allowed - used <= {"%(num)s"} else ["other placeholders"]


if __name__ == "__main__":
    lines = troubles()
    print("\n".join(lines) or f"The catalogue is complete: {len(marked_texts())} texts.")
    sys.exit(bool(lines))
