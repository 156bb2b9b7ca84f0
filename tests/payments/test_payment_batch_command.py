"""`payment_batch`: everything due as one file for the bank, and never a payment twice."""

import signal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from taminyar.payments import bank_file, batches
from taminyar.payments.models import Batch, Channel, OrderState, PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.payments import paying_process
from tests.payments.orders import (
    account,
    administrator,
    officer,
    ordered,
    payable,
    released,
    state_of,
    transactions,
)


def run(*arguments: object) -> tuple[str, str]:
    """What it says, and what it says beside it."""
    out, beside = StringIO(), StringIO()
    call_command("payment_batch", *map(str, arguments), stdout=out, stderr=beside)
    return out.getvalue().strip(), beside.getvalue().strip()


@pytest.mark.django_db
def test_everything_due_goes_into_one_file(tmp_path: Path) -> None:
    orders = payable(3)
    path = tmp_path / "bank.xml"
    said, beside = run(path)
    batch = Batch.objects.get()
    assert said == f"{path}: 3 payments, 3000003 rials, {batch.message_id}"
    assert beside == ""
    assert (batch.channel, batch.prepared_by) == (Channel.COMMAND_LINE, None)
    assert batch.fetched_at is not None
    found = transactions(path.read_bytes())
    assert [row["id"] for row in found] == [order.end_to_end_id for order in orders]
    assert {state_of(order) for order in orders} == {OrderState.SENT}


@pytest.mark.django_db
def test_nothing_due_writes_no_file(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "bank.xml"
    said, _beside = run(path)
    assert said == "Nothing is due that can be paid; no file was written."
    assert not list(tmp_path.iterdir())
    assert not Batch.objects.exists()


@pytest.mark.django_db
def test_what_is_due_later_waits_for_its_day(person: Person, tmp_path: Path) -> None:
    account(person)
    ordered(person, due_on=jalali.date_of(1500, 1, 10))
    assert "Nothing is due" in run("--due", "1500-01-09", tmp_path / "early.xml")[0]
    assert "1 payments" in run("--due", "1500-01-10", tmp_path / "bank.xml")[0]
    with pytest.raises(CommandError, match="year, month, day"):
        run("--due", "tomorrow", tmp_path / "bank.xml")


@pytest.mark.django_db
def test_a_batch_of_the_office_is_not_taken_over(person: Person, tmp_path: Path) -> None:
    account(person)
    ordered(person)
    batch = released(batches.prepare(officer()))
    said, beside = run(tmp_path / "bank.xml")
    assert "Nothing is due" in said
    assert beside == ""
    assert batch.released_by == administrator()


@pytest.mark.django_db
def test_a_file_is_written_again_byte_for_byte(tmp_path: Path) -> None:
    payable(2)
    first, again = tmp_path / "bank.xml", tmp_path / "again.xml"
    run(first)
    said, _beside = run("--again", Batch.objects.get().message_id, again)
    assert "2 payments" in said
    assert first.read_bytes() == again.read_bytes()
    with pytest.raises(CommandError, match="No batch"):
        run("--again", "TAM-OTHER", tmp_path / "other.xml")


@pytest.mark.django_db
def test_where_no_file_can_be_written_nothing_is_released(person: Person, tmp_path: Path) -> None:
    account(person)
    ordered(person)
    with pytest.raises(CommandError, match="nowhere does not exist"):
        run(tmp_path / "nowhere" / "bank.xml")
    assert PaymentOrder.objects.get().state == OrderState.WAITING


@pytest.mark.django_db
@pytest.mark.parametrize("due", [0, 2])
def test_a_file_that_is_there_is_never_written_over(due: int, tmp_path: Path) -> None:
    payable(due)
    path = tmp_path / "bank.xml"
    path.write_text("yesterday's")
    with pytest.raises(CommandError, match="exists already") as refused:
        run(path)
    assert refused.value.returncode == 1
    assert path.read_text() == "yesterday's"
    assert PaymentOrder.objects.unpaid().count() == due
    with pytest.raises(CommandError, match="exists already"):
        run("--again", "TAM-OTHER", path)


@pytest.mark.django_db
def test_a_file_that_comes_into_being_meanwhile_stays_and_the_next_run_tells_of_ours(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(person)
    ordered(person)
    path = tmp_path / "bank.xml"
    monkeypatch.setattr(bank_file.Place, "write", lambda place, batch: path.write_text("theirs"))
    with pytest.raises(CommandError, match="came into being meanwhile"):
        run(path)
    assert path.read_text() == "theirs"
    assert "--again" in run(tmp_path / "other.xml")[1]


@pytest.mark.django_db
def test_a_file_that_is_not_valid_releases_nothing(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bank_file, "_bank", lambda iban: "<Bank/>")
    account(person)
    ordered(person)
    with pytest.raises(CommandError, match="Bank"):
        run(tmp_path / "bank.xml")
    assert PaymentOrder.objects.get().state == OrderState.WAITING
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["writing", "written", "released"])
def test_killed_at_any_moment_it_pays_all_or_nothing(moment: str, tmp_path: Path) -> None:
    orders = payable(3)
    path = tmp_path / "bank.xml"
    database = str(connection.settings_dict["NAME"])
    process = paying_process.start(database, str(path), moment)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert not path.exists()
    if moment != "released":
        assert {state_of(order) for order in orders} == {OrderState.WAITING}
        assert run(path)[0].startswith(f"{path}: 3 payments")
        return
    assert {state_of(order) for order in orders} == {OrderState.SENT}
    said, beside = run(tmp_path / "other.xml")
    batch = Batch.objects.get()
    assert "Nothing is due" in said
    assert f"payment_batch --again {batch.message_id} FILE.xml" in beside
    run("--again", batch.message_id, path)
    assert len(transactions(path.read_bytes())) == 3
    assert run(tmp_path / "other.xml")[1] == ""
