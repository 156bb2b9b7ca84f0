"""Finding lists in folders and zips; whatever is wrong there becomes a rejected list."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from taminyar.workshops.monthly_list import sources
from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.sources import KAR_NAME, WOR_NAME, ListFiles, batches, find
from tests.workshops.monthly_list.build import a_list

LIST = a_list()


def put(folder: Path, kar: str | None = KAR_NAME, wor: str | None = WOR_NAME) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in ((kar, LIST.kar), (wor, LIST.wor)):
        if name:
            (folder / name).write_bytes(data)
    return folder


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


def code(files: ListFiles) -> str:
    assert files.trouble is not None
    return files.trouble.code


def test_every_folder_with_a_pair_is_a_list_in_any_letter_case(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path / "b" / "c", "dskkar00.dbf", "DskWor00.DBF")
    put(tmp_path / "a")
    (tmp_path / "a" / "notes.txt").write_text("not a list")
    found = list(find(tmp_path))
    assert [files.label for files in found] == [
        str(tmp_path), str(tmp_path / "a"), str(tmp_path / "b" / "c")
    ]  # fmt: skip
    assert {(files.kar, files.wor) for files in found} == {(LIST.kar, LIST.wor)}


def test_one_file_of_a_pair_stands_for_the_pair(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path / "below")
    [files] = find(tmp_path / KAR_NAME)
    assert (files.label, files.kar, files.wor) == (str(tmp_path / KAR_NAME), LIST.kar, LIST.wor)


@pytest.mark.parametrize(("kar", "wor"), [(KAR_NAME, None), (None, WOR_NAME)])
def test_a_lone_file_is_a_rejected_list(tmp_path: Path, kar: str | None, wor: str | None) -> None:
    put(tmp_path, kar, wor)
    [files] = find(tmp_path)
    assert code(files) == "file_missing"
    [fault] = decode([files]).faults
    assert (fault.list, fault.row, fault.code) == (0, None, "file_missing")


def test_a_lone_file_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path / "a", wor=None)
    put(tmp_path / "b")
    batch = decode(list(find(tmp_path)))
    assert [fault.list for fault in batch.faults] == [0]
    assert batch.lists["list"].to_list() == [1]


def test_a_path_that_is_not_there_is_a_rejected_list(tmp_path: Path) -> None:
    [files] = find(tmp_path / "nothing")
    assert code(files) == "path_missing"


def test_a_folder_without_lists_says_so(tmp_path: Path) -> None:
    [files] = find(tmp_path)
    assert code(files) == "list_missing"


def test_two_names_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "dskkar00.dbf").write_bytes(LIST.kar)
    [files] = find(tmp_path)
    assert code(files) == "file_repeated"


def test_a_folder_in_place_of_a_file_is_unreadable(tmp_path: Path) -> None:
    put(tmp_path, wor=None)
    (tmp_path / WOR_NAME).mkdir()
    [files] = find(tmp_path)
    assert code(files) == "file_unreadable"


def test_a_file_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGEST_FILE", 0)
    [files] = find(put(tmp_path))
    assert code(files) == "file_too_large"


def test_pairs_are_found_in_any_folder_of_a_zip(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "lists.ZIP",
        **{"b/c/dskkar00.dbf": LIST.kar, "b/c/dskwor00.dbf": LIST.wor, "readme.txt": b"hello"},
        **{KAR_NAME: LIST.kar, WOR_NAME: LIST.wor, "../../up/DSKKAR00.DBF": LIST.kar},
    )
    found = list(find(path))
    labels = [files.label.removeprefix(str(path)) for files in found]
    assert labels == ["", "/../../up", "/b/c"]
    assert [bool(files.trouble) for files in found] == [False, True, False]
    assert found[0].wor == LIST.wor


@pytest.mark.parametrize("data", [b"", b"not a zip at all", b"PK\x03\x04" + b"\0" * 40])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "lists.zip"
    path.write_bytes(data)
    [files] = find(path)
    assert code(files) == "zip_unreadable"


def test_a_zip_cut_short_or_changed_inside_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "lists.zip", **{KAR_NAME: LIST.kar, WOR_NAME: LIST.wor})
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    assert [code(files) for files in find(path)] == ["zip_unreadable"]
    path.write_bytes(whole[:60] + bytes([whole[60] ^ 0xFF]) + whole[61:])
    assert [code(files) for files in find(path)] == ["file_unreadable"]


def test_a_zip_without_lists_says_so(tmp_path: Path) -> None:
    [files] = find(packed(tmp_path / "lists.zip", **{"a.txt": b"hello"}))
    assert code(files) == "list_missing"


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.zip", **{KAR_NAME: b" " * 2_000_000, WOR_NAME: LIST.wor})
    [files] = find(path)
    assert code(files) == "zip_suspicious"


def test_a_member_that_lies_about_its_size_is_not_unpacked_further(tmp_path: Path) -> None:
    path = packed(tmp_path / "liar.zip", **{KAR_NAME: b" " * 2_000_000, WOR_NAME: LIST.wor})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 1000)
    path.write_bytes(data)
    [files] = find(path)
    assert len(files.kar) <= 1000


def test_a_zip_of_too_many_files_or_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "lists.zip", **{KAR_NAME: LIST.kar, WOR_NAME: LIST.wor})
    monkeypatch.setattr(sources, "LARGEST_ZIP", 0)
    assert [code(files) for files in find(path)] == ["zip_too_large"]
    monkeypatch.setattr(sources, "MOST_MEMBERS", 1)
    assert [code(files) for files in find(path)] == ["zip_too_many_files"]


def test_a_zip_inside_a_zip_is_left_alone(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(KAR_NAME, LIST.kar)
    [files] = find(packed(tmp_path / "outer.zip", **{"inner.zip": inner.getvalue()}))
    assert code(files) == "list_missing"


def test_files_are_read_when_their_turn_comes(tmp_path: Path) -> None:
    for name in "abc":
        put(tmp_path / name)
    found = find(tmp_path)
    next(found)
    (tmp_path / "c" / KAR_NAME).unlink()
    assert [bool(files.trouble) for files in found] == [False, True]


def test_batches_are_bounded_in_lists_and_bytes() -> None:
    size = len(LIST.kar) + len(LIST.wor)
    many = [LIST] * 7
    assert [len(group) for group in batches(many, most_lists=3)] == [3, 3, 1]
    assert [len(group) for group in batches(many, most_bytes=2 * size)] == [2, 2, 2, 1]
    assert [len(group) for group in batches(many, most_bytes=1)] == [1] * 7
    assert list(batches([])) == []
