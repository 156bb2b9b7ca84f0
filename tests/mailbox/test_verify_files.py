"""A file is authentic when it is, byte for byte, what we issued; else altered, or not ours."""

import random
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pytest_django import Settings

from taminyar.mailbox import issue, keep, permission, signing_key, verify
from taminyar.mailbox.codes_inside import codes_inside
from taminyar.mailbox.models import Item, Verifiable
from taminyar.mailbox.sign import sign
from taminyar.mailbox.verify import Finding, State
from taminyar.people.models import Person
from tests.mailbox.document_examples import data
from tests.mailbox.signing import key_file, unsigned

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(person: Person) -> Item:
    return issue.issue(person, "relation", data("relation"), shown=("verdict",))


@pytest.fixture
def pdf(item: Item) -> bytes:
    with keep.opened(item) as file:
        return file.read()


def state_of(content: bytes) -> State:
    return verify.of_file(content).state


def test_the_file_as_it_was_issued_is_authentic(pdf: bytes) -> None:
    found = verify.of_file(pdf)
    assert found.state == State.AUTHENTIC
    assert found.shown


def test_with_one_flipped_bit_anywhere_it_is_not(pdf: bytes) -> None:
    chance = random.Random(1406)
    found = []
    for place in chance.sample(range(len(pdf)), 300):
        changed = bytearray(pdf)
        changed[place] ^= 1 << chance.randrange(8)
        found.append(state_of(bytes(changed)))
    assert set(found) <= {State.ALTERED, State.UNKNOWN}
    assert found.count(State.ALTERED) > 250


def test_with_something_added_it_is_altered(pdf: bytes) -> None:
    changed = IncrementalPdfFileWriter(BytesIO(pdf))
    changed.root["/Taminyar"] = pdf_name("/Added")
    changed.update_root()
    added = BytesIO()
    changed.write(added)
    assert state_of(added.getvalue()) == State.ALTERED
    assert state_of(pdf + b"\n") == State.ALTERED


def test_without_its_signature_it_is_altered(pdf: bytes) -> None:
    unsigned_part = pdf[: pdf.index(b"%%EOF") + 6]
    assert state_of(unsigned_part) == State.ALTERED


def test_saved_again_by_a_program_it_is_altered(pdf: bytes) -> None:
    saved = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(saved, compress_streams=True)
    assert state_of(saved.getvalue()) == State.ALTERED


def test_cut_off_it_is_not_authentic(pdf: bytes) -> None:
    found = {state_of(pdf[:length]) for length in range(0, len(pdf), len(pdf) // 20)}
    assert found <= {State.ALTERED, State.UNKNOWN}


def test_with_other_words_under_our_code_it_is_altered(item: Item) -> None:
    forged = unsigned(code=Verifiable.objects.get().code, institution="another")
    assert state_of(forged) == State.ALTERED
    assert state_of(sign(forged)) == State.ALTERED


def test_an_altered_file_tells_nothing_of_what_the_document_says(pdf: bytes) -> None:
    found = verify.of_file(pdf + b"\n")
    assert found.shown == ()
    assert found.institution == ""
    assert found.tells


def test_signed_by_another_key_it_is_not_ours(settings: Settings, tmp_path: Any) -> None:
    settings.SIGNING_KEY_FILE = str(key_file(tmp_path))
    foreign = sign(unsigned())
    settings.SIGNING_KEY_FILE = ""
    assert state_of(foreign) == State.UNKNOWN


def test_what_our_key_signed_and_we_never_issued_is_not_ours() -> None:
    assert state_of(sign(unsigned())) == State.UNKNOWN


def test_when_our_certificate_is_gone_nothing_is_called_authentic(
    pdf: bytes, settings: Settings, tmp_path: Any
) -> None:
    settings.SIGNING_KEY_FILE = str(key_file(tmp_path))
    assert state_of(pdf) == State.UNKNOWN


def test_without_any_key_it_is_said_that_files_cannot_be_verified(
    pdf: bytes, settings: Settings
) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(signing_key.NoKey):
        verify.of_file(pdf)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"stream\n" * 5000, bytes(range(256)) * 99])
def test_rubbish_is_not_ours(content: bytes, item: Item) -> None:
    assert verify.of_file(content) == Finding(State.UNKNOWN)


def test_what_was_taken_back_says_so_whole_or_altered(
    person: Person, item: Item, pdf: bytes
) -> None:
    permission.revoke(person, item.number)
    assert verify.of_file(pdf).state == State.REVOKED
    assert verify.of_file(pdf + b"\n") == Finding(State.ALTERED)


def test_a_file_opens_no_more_than_its_code(
    person: Person, item: Item, pdf: bytes, clock: Any
) -> None:
    permission.set_open_until(person, item.number, 0)
    clock.shift(1)
    assert verify.of_file(pdf) == Finding(State.CLOSED)
    assert verify.of_file(pdf + b"\n") == Finding(State.ALTERED)


def test_a_file_that_unpacks_without_end_is_given_up() -> None:
    bomb = zlib.compress(bytes(200 * 1024 * 1024), 9)
    packed = b"stream\n" + bomb + b"\nendstream\n"
    assert codes_inside(packed * 8) == set()


def test_of_many_codes_in_a_file_only_some_are_looked_up(
    django_assert_max_num_queries: Any,
) -> None:
    letters = "ABCDEFGHJKMNPQRSTUVWXYZ"
    many = b" ".join(
        f"ABCDEFGHJKMNP{a}{b}{c}".encode() for a in letters for b in letters for c in "23"
    )
    with django_assert_max_num_queries(2):
        assert verify.of_file(many).state == State.UNKNOWN
    assert len(codes_inside(many)) == 10
