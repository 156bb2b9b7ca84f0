"""Where lists come from: a folder, a zip, or one file of a pair. One list is in memory at a time.

A file that is missing or cannot be read is no exception here: its list comes with the reason.
"""

import os
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from taminyar.workshops.monthly_list.dbf import MalformedFile

KAR_NAME: Final = "DSKKAR00.DBF"
WOR_NAME: Final = "DSKWOR00.DBF"
_MEGABYTE: Final = 2**20
LARGEST_FILE: Final = 128  # megabytes; a list of 100,000 workers has 47
LARGEST_ZIP: Final = 4_096  # megabytes unpacked
MOST_MEMBERS: Final = 250_000
# Text fields are mostly spaces and pack well, but not as well as a bomb.
TIGHTEST: Final = 200
_SMALL: Final = 2**16  # below this a tight packing does no harm
_BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


@dataclass(frozen=True, slots=True)
class ListFiles:
    """The two files of one list, or why they cannot be had."""

    label: str
    kar: bytes = b""
    wor: bytes = b""
    trouble: MalformedFile | None = None


def find(path: str | os.PathLike[str]) -> Iterator[ListFiles]:
    """Every list in a folder and the folders below it, in a zip, or beside one ``.DBF``."""
    place = Path(path)
    if place.is_dir():
        yield from _or_none(_in_folder(place), str(path))
    elif not place.is_file():
        yield ListFiles(str(path), trouble=MalformedFile("path_missing", path=str(path)))
    elif place.suffix.lower() == ".dbf":
        yield _in_one_folder(place.parent, str(path))
    else:
        yield from _or_none(_in_zip(place), str(path))


def batches(
    lists: Iterable[ListFiles], most_lists: int = 500, most_bytes: int = 16 * _MEGABYTE
) -> Iterator[list[ListFiles]]:
    """The lists in groups worth decoding together, bounded in number and in bytes."""
    group: list[ListFiles] = []
    size = 0
    for files in lists:
        length = len(files.kar) + len(files.wor)
        if group and (len(group) == most_lists or size + length > most_bytes):
            yield group
            group, size = [], 0
        group.append(files)
        size += length
    if group:
        yield group


def _or_none(lists: Iterator[ListFiles], path: str) -> Iterator[ListFiles]:
    empty = True
    for files in lists:
        empty = False
        yield files
    if empty:
        yield ListFiles(path, trouble=MalformedFile("list_missing", path=path))


def _in_folder(top: Path) -> Iterator[ListFiles]:
    for folder, below, names in os.walk(top):
        below.sort()
        if any(name.upper() in (KAR_NAME, WOR_NAME) for name in names):
            yield _in_one_folder(Path(folder), folder)


def _in_one_folder(folder: Path, label: str) -> ListFiles:
    try:
        paths = list(folder.iterdir())
        kar, wor = (
            _only([path for path in paths if path.name.upper() == name], name)
            for name in (KAR_NAME, WOR_NAME)
        )
        return ListFiles(label, _read(kar), _read(wor))
    except MalformedFile as trouble:
        return ListFiles(label, trouble=trouble)
    except OSError as error:
        name = Path(error.filename or folder).name
        return ListFiles(label, trouble=MalformedFile("file_unreadable", name=name))


def _only[Name](found: list[Name], name: str) -> Name:
    if not found:
        raise MalformedFile("file_missing", name=name)
    if len(found) > 1:
        raise MalformedFile("file_repeated", name=name)
    return found[0]


def _read(path: Path) -> bytes:
    _bounded(path.stat().st_size, path.name)
    return path.read_bytes()


def _bounded(size: int, name: str) -> None:
    if size > LARGEST_FILE * _MEGABYTE:
        raise MalformedFile("file_too_large", name=name, limit=LARGEST_FILE)


def _in_zip(path: Path) -> Iterator[ListFiles]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _in_open_zip(archive, str(path))
    except MalformedFile as trouble:
        yield ListFiles(str(path), trouble=trouble)
    except _BROKEN_ZIP:
        yield ListFiles(str(path), trouble=MalformedFile("zip_unreadable"))


def _in_open_zip(archive: zipfile.ZipFile, label: str) -> Iterator[ListFiles]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise MalformedFile("zip_too_many_files", limit=MOST_MEMBERS)
    wanted = [m for m in members if _name(m) in (KAR_NAME, WOR_NAME)]
    if sum(m.file_size for m in wanted) > LARGEST_ZIP * _MEGABYTE:
        raise MalformedFile("zip_too_large", limit=LARGEST_ZIP)
    folders: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
    for member in wanted:
        folders[str(PurePosixPath(_path(member)).parent)].append(member)
    for folder, pair in sorted(folders.items()):
        yield _pair(archive, pair, label if folder == "." else f"{label}/{folder}")


def _path(member: zipfile.ZipInfo) -> str:
    """Some programs on Windows write the path with its own separators."""
    return member.filename.replace("\\", "/")


def _name(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(_path(member)).name.upper()


def _pair(archive: zipfile.ZipFile, pair: list[zipfile.ZipInfo], label: str) -> ListFiles:
    try:
        kar, wor = (
            _only([member for member in pair if _name(member) == name], name)
            for name in (KAR_NAME, WOR_NAME)
        )
        return ListFiles(label, _unpack(archive, kar), _unpack(archive, wor))
    except MalformedFile as trouble:
        return ListFiles(label, trouble=trouble)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    name = _name(member)
    if member.file_size > max(_SMALL, TIGHTEST * member.compress_size):
        raise MalformedFile("zip_suspicious", name=name)
    _bounded(member.file_size, name)
    try:
        with archive.open(member) as file:
            return file.read(member.file_size)  # never more than it said
    except _BROKEN_ZIP:
        raise MalformedFile("file_unreadable", name=name) from None
