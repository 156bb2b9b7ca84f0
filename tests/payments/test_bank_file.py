"""The file for the bank: valid, whole rials, and the same bytes however often it is written."""

import io
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import Settings

from taminyar.payments import bank_file, batches
from taminyar.payments.models import Batch, BatchLine
from taminyar.people.models import Person
from tests.payments.orders import account, header, ordered, payable, somebody, transactions

pytestmark = pytest.mark.django_db


def written(batch: Batch) -> bytes:
    file = io.BytesIO()
    bank_file.write(batch, file)
    return file.getvalue()


def made() -> Batch:
    batch = batches.prepare_and_release()
    assert batch is not None
    return batch


def test_one_payment_in_the_file(person: Person) -> None:
    mine = account(person, 7)
    order = ordered(person)
    batch = made()
    content = written(batch)
    assert header(content) == {"MsgId": batch.message_id, "NbOfTxs": "1", "CtrlSum": "5000000"}
    assert transactions(content) == [
        {
            "id": order.end_to_end_id,
            "attempt": f"{order.end_to_end_id}-1",
            "amount": "5000000",
            "currency": "IRR",
            "bank": "054",
            "name": "مریم کریمی",
            "iban": mine.iban,
            "about": "کمک‌هزینه ازدواج ABCDE23456",
        }
    ]
    text = content.decode()
    assert "<IBAN>IR760170000000000000000001</IBAN>" in text
    assert "<Nm>سازمان نمونه</Nm>" in text
    assert f"<ReqdExctnDt>{timezone.localdate(batch.released_at)}</ReqdExctnDt>" in text


def test_the_same_batch_gives_the_same_bytes(person: Person, settings: Settings) -> None:
    account(person)
    ordered(person)
    batch = made()
    before = written(batch)
    settings.PAYER_NAME = "سازمان دیگر"
    account(person, 8, confirmed_at=timezone.now())
    assert written(Batch.objects.get()) == before


def test_a_bank_that_wants_a_bic_gets_it(person: Person, settings: Settings) -> None:
    settings.PAYER_BIC = "BKMNIRTH"
    account(person)
    ordered(person)
    assert "<BIC>BKMNIRTH</BIC>" in written(made()).decode()


def test_a_file_that_would_not_be_understood_is_not_given_out(
    person: Person,
) -> None:
    account(person)
    ordered(person)
    batch = made()
    batch.payer_bic = "no bic"
    with pytest.raises(bank_file.NotValid, match="BIC"):
        written(batch)


def test_what_was_left_out_stands_in_no_file() -> None:
    stays, changes = payable(2)
    batch = made()
    BatchLine.objects.filter(order=changes).update(state="left_out")
    assert [found["id"] for found in transactions(written(batch))] == [stays.end_to_end_id]


def test_a_batch_that_is_not_released_has_no_file(person: Person) -> None:
    account(person)
    ordered(person)
    batch = batches.prepare(None)
    assert batch is not None
    with pytest.raises(ValueError, match="not released"):
        written(batch)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  علي \x00 كريمي\u200f ", "علی کریمی"),
        ("<&>\"'", "<&>\"'"),
        ("", "-"),
        ("\x01\ufffe", "-"),
        ("واژه " * 50, ("واژه " * 28).strip()),
        ("x" * 200, "x" * 140),
    ],
)
def test_words_as_the_bank_takes_them(words: str, kept: str) -> None:
    assert bank_file.text(words) == kept


def test_a_file_takes_its_name_only_when_it_is_whole(person: Person, tmp_path: Path) -> None:
    account(person)
    ordered(person)
    batch, path = made(), tmp_path / "bank.xml"
    with bank_file.place_for(path) as place:
        place.write(batch)
        assert not path.exists()
        place.take_name()
    assert path.read_bytes() == written(batch)
    assert [found.name for found in tmp_path.iterdir()] == ["bank.xml"]


class AFileReadBack(TestCase):
    @pytest.fixture(autouse=True)
    def _paid_by(self, payer: None) -> None:
        """The settings of the payer hold for every example."""

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(st.tuples(st.integers(1, 10**13), st.text(max_size=200)), min_size=1, max_size=6)
    )
    def test_gives_the_same_payments_and_sums(self, given: list[tuple[int, str]]) -> None:
        """Whatever the names are made of, nothing is lost on the way and the file is valid."""
        for number, (amount, name) in enumerate(given):
            person = somebody(number + 1)
            account(person, number + 1, owner_name=name.replace("\x00", "")[:200])
            ordered(person, f"KEY{number}", amount)
        batch = made()
        content = written(batch)
        found = transactions(content)
        assert [int(row["amount"]) for row in found] == [amount for amount, _name in given]
        total = sum(amount for amount, _name in given)
        assert header(content)["CtrlSum"] == str(total) == str(batch.amount)
        assert header(content)["NbOfTxs"] == str(len(given))
