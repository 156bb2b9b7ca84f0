"""Writes a stored list back as the two files employers know."""

import zlib
from pathlib import Path
from typing import Any

from django.conf import settings

from taminyar.workshops.models import MonthlyList
from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.sources import KAR_NAME, WOR_NAME, ListFiles
from taminyar.workshops.monthly_list.write import write_pair


def files_of(stored: MonthlyList) -> ListFiles:
    """The two files of a list as they were received."""
    kept = stored.files
    return ListFiles(
        str(stored), zlib.decompress(kept.header_file), zlib.decompress(kept.rows_file)
    )


def export(stored: MonthlyList, folder: Path) -> None:
    """Writes DSKKAR00.DBF and DSKWOR00.DBF into the folder, in the layout in use today.

    Text fields keep their bytes; only widths and order may differ from what was received.
    """
    page: dict[str, Any] = {
        "encoding": settings.MONTHLY_LIST_ENCODING,
        "reverse_digits": settings.MONTHLY_LIST_REVERSE_DIGITS,
    }
    batch = decode([files_of(stored)], **page)
    header, rows = write_pair(batch.lists.row(0, named=True), batch.rows, batch.raw, **page)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / KAR_NAME).write_bytes(header)
    (folder / WOR_NAME).write_bytes(rows)
