"""The files of dated values keep their schema, and what a schema cannot say.

`python -m tests.parameters` prints what is wrong and fails; part of `make lint`.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from taminyar.law import values
from taminyar.persian import jalali


class _OneOfEachKey(yaml.CSafeLoader):
    """Refuses a name that is written twice; plain YAML keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        if twice := {name for name in names if names.count(name) > 1}:
            raise yaml.YAMLError(f"{', '.join(sorted(twice))}: written twice{node.start_mark}")
        return super().construct_mapping(node, deep)


def faults_of_files(folder: Path = values.FOLDER) -> Iterator[str]:
    """What is wrong with the files of a folder, a line each."""
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            entries = yaml.load(path.read_bytes(), Loader=_OneOfEachKey)
        except yaml.YAMLError as wrong:
            yield f"{path.name}: {wrong}"
            continue
        yield from (f"{path.name}: {fault}" for fault in faults(entries))
        yield from (
            f"{path.name}: {name}: also in {seen[name]}" for name in entries if name in seen
        )
        seen |= dict.fromkeys(entries, path.name)


def faults(entries: Any) -> Iterator[str]:
    """What is wrong with one file's series: by the schema, else with their days and rates."""
    schema = json.loads((values.FOLDER / "schema.json").read_bytes())
    wrong = list(Draft202012Validator(schema).iter_errors(entries))
    yield from (f"{_place(error.absolute_path)}: {error.message}" for error in wrong)
    if not wrong:
        for name, entry in entries.items():
            yield from (f"{name}: {fault}" for fault in _beyond_schema(entry))


def _place(path: Any) -> str:
    return " ".join(map(str, path)) or "the file"


def _beyond_schema(entry: dict[str, Any]) -> Iterator[str]:
    days = [row["from"] for row in entry["values"]]
    yield from (f"two values from {a}" for a, b in pairwise(days) if a == b)
    yield from (f"{b} stands after {a}" for a, b in pairwise(days) if a > b)
    for row in [entry, *entry["values"]]:
        for key in ("from", "published_on", "confirmed_on"):
            if key in row and not _exists(row[key]):
                yield f"{key} {row[key]} is not a day"
        if "confirmed_on" in row and row["confirmed_on"] > jalali.iso(jalali.today()):
            yield f"confirmed_on {row['confirmed_on']} is in the future"
    yield from (f"{row['value']} is a whole number in quotes" for row in entry["values"]
                if isinstance(row["value"], str) and row["value"].isdecimal())  # fmt: skip


def _exists(day: str) -> bool:
    try:
        jalali.parse_date(day)
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    lines = list(faults_of_files())
    print("\n".join(lines) or f"The values of the law are in order: {len(values.every())} series.")
    sys.exit(bool(lines))
