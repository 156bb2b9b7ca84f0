"""The feature table: every ID of docs/features.md and the tests marked with it.

`python -m tests.features` prints it. With `--check` (part of `make lint`) it fails on a feature
without a test that is not listed as not yet built, and on a list that is out of date.
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_YET = Path(__file__).parent / "not_yet_built.txt"
_ROW = re.compile(r"^\| ([A-Z]-\d\d[a-z]?) \| ([^|]+) \|", re.MULTILINE)


def features() -> dict[str, str]:
    """Each ID with its Persian label."""
    return dict(_ROW.findall((ROOT / "docs/features.md").read_text()))


def proofs() -> dict[str, list[str]]:
    """Each ID with the tests marked `@pytest.mark.feature(ID)`."""
    found = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for feature in _marked(node):
                    found[feature].append(f"{path.relative_to(ROOT)}::{node.name}")
    return found


def _marked(node: ast.FunctionDef | ast.ClassDef) -> list[str]:
    calls = [call for call in node.decorator_list if isinstance(call, ast.Call)]
    marks = [call for call in calls if ast.unparse(call.func) == "pytest.mark.feature"]
    return [ast.literal_eval(argument) for mark in marks for argument in mark.args]


def not_yet() -> set[str]:
    return set(NOT_YET.read_text().split())


def troubles() -> list[str]:
    known, proved, waiting = features(), proofs(), not_yet()
    return [
        *(f"{i}: no test proves it" for i in known if i not in proved and i not in waiting),
        *(f"{i}: proved, so it must leave {NOT_YET.name}" for i in waiting if i in proved),
        *(f"{i}: not a feature of docs/features.md" for i in {*proved, *waiting} - known.keys()),
    ]


def table() -> str:
    proved = proofs()
    lines = [
        f"{feature:6} {label}\n" + "".join(f"         {test}\n" for test in proved.get(feature, []))
        for feature, label in features().items()
    ]
    return "".join(lines) + f"{len(proved)} of {len(lines)} features are proved by tests."


if __name__ == "__main__":
    found = troubles() if "--check" in sys.argv else [table()]
    print("\n".join(found) or f"{len(proofs())} features proved, {len(not_yet())} not yet built.")
    sys.exit(bool(found) and "--check" in sys.argv)
