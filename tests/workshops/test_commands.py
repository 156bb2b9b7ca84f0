"""`import_lists` and `export_lists` from the command line."""

import json
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.sources import find
from tests.workshops.lists import put, stated
from tests.workshops.monthly_list.build import WORKSHOP, worker

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, list[dict[str, object]]]:
    """Exit code and JSON lines of `import_lists --json`."""
    output = StringIO()
    try:
        call_command("import_lists", *arguments, "--json", stdout=output)
    except CommandError as error:
        code = error.returncode
    else:
        code = 0
    return code, [json.loads(line) for line in output.getvalue().splitlines()]


def export(folder: Path) -> None:
    options = ("--workshop", WORKSHOP, "--month", "1404-03")
    call_command("export_lists", *options, str(folder), stdout=StringIO())


def test_json_has_one_line_a_list(tmp_path: Path) -> None:
    code, [line] = run(str(put(tmp_path, 2)))
    assert code == 0
    assert line == {
        "file": str(tmp_path / "list"),
        "workshop": WORKSHOP,
        "month": "1404-03",
        "list_number": "01",
        "status": "accepted",
        "rows": 2,
        "faults": [],
    }


def test_a_rejected_list_tells_row_field_code_and_message(tmp_path: Path) -> None:
    code, [line] = run(str(put(tmp_path, [stated(1, PER_NATCOD="9990000019")])))
    assert (code, line["status"]) == (1, "rejected")
    [fault] = line["faults"]  # type: ignore[misc]
    assert (fault["row"], fault["field"], fault["code"]) == (1, "PER_NATCOD", "national_id_invalid")
    assert "9990000019" in fault["message"]
    assert fault["message_en"] == "“9990000019” is not a valid national ID."
    assert fault["message"] != fault["message_en"]


def test_a_folder_a_zip_and_one_file_of_a_pair_are_all_paths(tmp_path: Path) -> None:
    place = put(tmp_path, 2)
    with ZipFile(tmp_path / "lists.zip", "w") as archive:
        for name in ("DSKKAR00.DBF", "DSKWOR00.DBF"):
            archive.write(place / name, f"any/folder/{name}")
    paths = [str(tmp_path), str(tmp_path / "lists.zip"), str(place / "DSKWOR00.DBF")]
    code, lines = run(*paths)
    assert (code, [line["status"] for line in lines]) == (0, ["accepted", "unchanged", "unchanged"])


def test_without_json_faults_are_told_in_sentences(tmp_path: Path) -> None:
    output = StringIO()
    place = put(tmp_path, [stated(1, DSW_DD=45)])
    with pytest.raises(CommandError):
        call_command("import_lists", str(place), stdout=output)
    text = output.getvalue()
    assert "DSW_DD" in text
    assert "1 rejected" in text


def test_a_path_that_is_not_there_is_a_rejected_line(tmp_path: Path) -> None:
    code, [line] = run(str(tmp_path / "nothing"))
    assert (code, line["status"]) == (1, "rejected")


def test_an_exported_list_reads_back_identically(tmp_path: Path) -> None:
    place = put(tmp_path, [worker(1, DSW_LNAME="مسئول ۱۲"), worker(2)])
    run(str(place))
    written = tmp_path / "written"
    export(written)
    before, after = decode(list(find(place))), decode(list(find(written)))
    assert after.rows.equals(before.rows)
    assert after.lists.drop("digest").equals(before.lists.drop("digest"))
    assert (written / "DSKWOR00.DBF").read_bytes()[961:] == (place / "DSKWOR00.DBF").read_bytes()[
        961:
    ]


def test_an_exported_list_imports_as_unchanged(tmp_path: Path) -> None:
    run(str(put(tmp_path, 3)))
    written = tmp_path / "written"
    export(written)
    _code, [line] = run(str(written))
    assert line["status"] == "unchanged"


def test_several_lists_of_a_month_lie_in_a_folder_each(tmp_path: Path) -> None:
    run(str(put(tmp_path, 1)))
    run(str(put(tmp_path, [worker(5, DSW_LISTNO="02")], name="b", DSK_LISTNO="02")))
    written = tmp_path / "written"
    export(written)
    assert sorted(path.name for path in written.iterdir()) == ["01", "02"]


def test_a_month_without_a_list_cannot_be_exported(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has no list of 1404-03"):
        export(tmp_path)
