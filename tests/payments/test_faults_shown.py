"""A file of thousands of faults does not make a page of thousands of rows."""

import pytest

from taminyar.payments import office_forms
from taminyar.payments.bank_answer import Fault, Refused


def test_the_form_shows_the_first_faults_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_forms, "MOST_FAULTS", 3)
    form = office_forms.AnswerFileForm({}, {})
    form.refuse(Refused([Fault(row, "", "wrong") for row in range(1, 9)]))
    assert [fault.row for fault in form.faults] == [1, 2, 3]
    assert "file" in form.errors


def test_the_first_hundred_or_so_are_enough() -> None:
    assert 50 <= office_forms.MOST_FAULTS <= 500
