"""Two thousand broken lists: each is refused or read, and none raises anything."""

from collections.abc import Callable, Sequence
from random import Random

import pytest

from taminyar.workshops.monthly_list import faults
from taminyar.workshops.monthly_list.check import check
from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.layout import KNOWN
from taminyar.workshops.monthly_list.sources import ListFiles
from tests.workshops.monthly_list.build import a_list, ceiling, floor

MUTATIONS, AT_ONCE = 2_000, 50
VALID = [a_list(rows, name) for name in KNOWN for rows in (1, 4)]


def cut_short(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def cut_in_header(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(1000)]


def wrong_count(chance: Random, data: bytes) -> bytes:
    return data[:4] + chance.randbytes(chance.randrange(1, 5)).ljust(4, b"\0") + data[8:]


def wrong_lengths(chance: Random, data: bytes) -> bytes:
    return data[:8] + chance.randbytes(4) + data[12:]


def wrong_width(chance: Random, data: bytes) -> bytes:
    at = 32 * chance.randrange(1, 20) + 16
    return data[:at] + chance.randbytes(1) + data[at + 1 :]


def random_bytes(chance: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 20)):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


def random_record(chance: Random, data: bytes) -> bytes:
    at = data.index(b"\r") + 1 + chance.randrange(300)
    return data[:at] + chance.randbytes(60) + data[at + 60 :]


def random_numbers(chance: Random, data: bytes) -> bytes:
    at = data.index(b"\r") + 1 + chance.randrange(300)
    digits = "".join(chance.choices("0123456789-. ", k=30)).encode()
    return data[:at] + digits + data[at + 30 :]


def spliced(chance: Random, data: bytes) -> bytes:
    other = chance.choice(VALID).wor
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def doubled(chance: Random, data: bytes) -> bytes:
    at, length = chance.randrange(len(data)), chance.randrange(64)
    return data[:at] + data[at : at + length] + data[at:]


def noise(chance: Random, data: bytes) -> bytes:
    return data[: chance.choice((0, 1, 4, 32))] + chance.randbytes(chance.randrange(2_000))


KINDS: Sequence[Callable[[Random, bytes], bytes]] = (
    cut_short, cut_in_header, wrong_count, wrong_lengths, wrong_width, random_bytes,
    random_record, random_numbers, spliced, doubled, noise,
)  # fmt: skip


def mutated(seed: int) -> ListFiles:
    chance = Random(seed)
    files, kind = chance.choice(VALID), KINDS[seed % len(KINDS)]
    which = chance.randrange(3)
    kar = kind(chance, files.kar) if which != 1 else files.kar
    wor = kind(chance, files.wor) if which != 0 else files.wor
    return ListFiles(str(seed), kar, wor)


@pytest.mark.parametrize("first", range(0, MUTATIONS, AT_ONCE))
def test_a_broken_list_is_reported_and_harms_no_neighbour(first: int) -> None:
    good = a_list(5)
    batch = decode([good, *(mutated(seed) for seed in range(first, first + AT_ONCE)), good])
    found = check(batch, floor, ceiling)
    assert {fault.code for fault in found} <= faults.MESSAGES.keys()
    assert all(fault.message for fault in found)
    broken = {fault.list for fault in found}
    assert not broken & {0, AT_ONCE + 1}
    assert set(range(AT_ONCE + 2)) - broken <= set(batch.lists["list"])
    for place in (0, AT_ONCE + 1):
        mine = batch.rows.filter(list=place).drop("list")
        assert mine.equals(decode([good]).rows.drop("list"))


def test_most_of_the_broken_lists_are_refused() -> None:
    """Some mutations fall on a name or beyond the fields and leave a valid list."""
    batch = decode([mutated(seed) for seed in range(500)])
    assert len({fault.list for fault in check(batch, floor, ceiling)}) > 400
