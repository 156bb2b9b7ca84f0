"""Identifiers arrive with whatever separates their digits on paper or on a page."""

import pytest

from taminyar.persian.identifiers import compact


@pytest.mark.parametrize("between", [*" -_\t\n\u00a0", "\u200c", "\u200f", "\u2011", "–", "—", "−"])
def test_spaces_dashes_and_unseen_marks_are_dropped(between: str) -> None:
    assert compact(f"{between}۰۰۱{between}{between}IR5{between}") == "001IR5"


@pytest.mark.parametrize("between", [*"./,+*", "٬", "x"])
def test_other_signs_stay_to_be_refused(between: str) -> None:
    assert compact(f"001{between}5") == f"001{between}5"
