"""Lists on disk and what becomes of them, for the tests of importing."""

from pathlib import Path

from taminyar.workshops.monthly_list.receive import Outcome, receive
from tests.workshops.monthly_list.build import Record, a_list, worker


def put(
    folder: Path, workers: list[Record] | int = 3, name: str = "list", **header: object
) -> Path:
    """Writes a pair of files into a folder of its own and returns it."""
    files = a_list(workers, kar=header)  # type: ignore[arg-type]
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "DSKKAR00.DBF").write_bytes(files.kar)
    (place / "DSKWOR00.DBF").write_bytes(files.wor)
    return place


def imported(place: Path) -> Outcome:
    """What became of the one list there."""
    [outcome] = receive(place)
    return outcome


def codes(outcome: Outcome) -> list[str]:
    return [fault.code for fault in outcome.faults]


def stated(serial: int, **fields: object) -> Record:
    """A worker whose row is changed after its sums were worked out."""
    return worker(serial) | fields  # type: ignore[return-value]
