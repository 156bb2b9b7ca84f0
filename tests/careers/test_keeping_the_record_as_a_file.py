"""The record can be kept as CSV and as Excel, with the same lines as the pages."""

from io import BytesIO
from zipfile import ZipFile

import polars as pl
import pytest
from django.test import Client

from taminyar.people.models import Person
from tests.careers.records import job, paid, workshop


@pytest.fixture(autouse=True)
def record(person: Person) -> None:
    paid(person, workshop(), "1403-01", "1403-03", job=job())


def test_csv_opens_in_excel_with_persian_headings(member: Client) -> None:
    response = member.get("/records/file.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="record-14')
    text = response.content.decode("utf-8-sig")
    heading, *lines = text.splitlines()
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert heading.startswith("ماه,روز,شماره کارگاه")
    assert lines[0].startswith("1403-01,31,0183630045,کارگاه لاله,شعبه یک تهران,اجباری,031305")
    assert len(lines) == 3


def test_excel_keeps_leading_zeros_and_whole_rials(member: Client) -> None:
    response = member.get("/records/file.xlsx")
    with ZipFile(BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "0183630045" in texts
    assert "<v>94000000</v>" in sheet
    assert 'rightToLeft="1"' in sheet


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_that_would_be_calculated_is_only_text_in_the_csv(
    start: str, member: Client, person: Person
) -> None:
    paid(person, workshop("0183630046", f"{start}1+1"), "1403-04", job=job(f"{start}2+2"))
    text = member.get("/records/file.csv").content.decode("utf-8-sig")
    line = pl.read_csv(text.encode(), infer_schema=False).row(-1)
    assert f"'{start}1+1" in line
    assert f"'{start}2+2" in line
    assert "-" not in str(line[1])  # numbers stay numbers


def test_a_name_is_no_formula_and_no_link_in_excel(member: Client, person: Person) -> None:
    formula, link = "=1+1", "https://example.org/"
    paid(person, workshop("0183630046", formula), "1403-04", job=job(link))
    with ZipFile(BytesIO(member.get("/records/file.xlsx").content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert formula in texts
    assert link in texts


def test_an_empty_record_gives_a_file_with_headings(member: Client, person: Person) -> None:
    from taminyar.careers.models import Contribution

    Contribution.objects.of(person).delete()
    text = member.get("/records/file.csv").content.decode("utf-8-sig")
    assert pl.read_csv(text.encode()).is_empty()


def test_a_file_of_another_kind_does_not_exist(member: Client) -> None:
    assert member.get("/records/file.pdf").status_code == 404
