"""The page about the list names every code with its sentence, and no code that is not there."""

import re
from pathlib import Path

from django.utils import translation

from taminyar.workshops.monthly_list.faults import MESSAGES

PAGE = Path(__file__).parents[3] / "docs" / "monthly-list.md"


def test_the_page_lists_every_code_with_its_sentence() -> None:
    told = dict(re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", PAGE.read_text(), re.MULTILINE))
    with translation.override("en"):
        sentences = {
            code: re.sub(r"%\((\w+)\)s", r"[\1]", str(message)).replace("%%", "%")
            for code, message in MESSAGES.items()
        }
    assert {code: told.get(code) for code in sentences} == sentences
