"""A file that is no answer of the bank, or a wrong one, is told in words: everything, and where."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taminyar.accounts.models import Role
from taminyar.payments import bank_answer
from taminyar.payments.bank_answer import Outcome, Refused
from taminyar.payments.models import AnswerFile
from taminyar.persian import jalali
from tests.office.desks import desk_of
from tests.pages import words
from tests.payments.orders import officer, payable, released, status_report, table

pytestmark = pytest.mark.django_db
HEAD = "end_to_end_id,status,date,reason"


def faults_of(content: bytes | str) -> list[str]:
    with pytest.raises(Refused) as refused:
        bank_answer.take(content if isinstance(content, bytes) else content.encode(), None)
    return [f"{fault.row}: {fault.message}" for fault in refused.value.faults]


def hand_in(content: bytes) -> Any:
    answer = {"file": SimpleUploadedFile("answer", content)}
    return desk_of(Role.FINANCE_OFFICER).post("/office/payments/answer/", answer)


def test_our_own_file_for_the_bank_is_recognised() -> None:
    payable(1)
    batch = released()
    desk = desk_of(Role.FINANCE_OFFICER)
    desk.post(f"/office/payments/batches/{batch.pk}/fetch/")
    sent: Any = desk.get(f"/office/payments/batches/{batch.pk}/file.xml")
    content = b"".join(sent.streaming_content)
    assert faults_of(content) == ["0: This is our own file, the one that goes to the bank."]


def test_xml_that_breaks_off_is_told_with_its_line() -> None:
    payable(1)
    content = status_report(released(), group="ACSC")
    (fault,) = faults_of(b"\n\n\n".join(content.partition(b"<GrpHdr>")[:2]))
    assert fault == "4: Here the XML of the file breaks off, or is damaged."


def test_every_element_against_the_standard_is_named_with_its_line() -> None:
    payable(1)
    content = status_report(released(), group="ACSC")
    content = content.replace(b"<GrpSts>ACSC", b"\n<GrpSts>WHATEVER").replace(
        b"<MsgId>BANK-1", b"\n<MsgId>"
    )
    said = "The element %s is not as the standard pain.002.001.03 has it."
    assert faults_of(content[content.index(b"<Document") :]) == [
        f"2: {said % 'MsgId'}",
        f"3: {said % 'GrpSts'}",
    ]


def test_all_faults_of_a_table_are_named_at_once() -> None:
    (order,) = payable(1)
    released()
    today = jalali.iso(jalali.today())
    content = table(
        ("", "perhaps", "1405-13-01", ""),
        ("UNKNOWN", "paid", today, ""),
        (order.end_to_end_id, "paid", today, ""),
        ("X", "returned", today, ""),
    )
    assert faults_of(content) == [
        "2: The ID of the payment is missing.",
        "2: The status is neither paid nor returned.",
        "2: The date is neither Jalali nor Gregorian.",
        "3: We ordered no payment with this ID.",
        "5: A returned payment needs its reason.",
    ]
    assert not AnswerFile.objects.exists()


def test_an_amount_that_is_none_is_told_in_the_words_of_the_page() -> None:
    day = jalali.iso(jalali.today())
    assert "2: The amount is no whole number of rials." in faults_of(
        f"{HEAD},amount\nX,paid,{day},,5.5\n"
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_with_the_separators_of_spreadsheets(separator: str, end: str) -> None:
    (order,) = payable(1)
    released()
    cells = (order.end_to_end_id, "paid", jalali.iso(jalali.today()), "")
    rows = [HEAD.upper().split(","), cells, ("", "", "", "")]
    content = end.join(separator.join(row) for row in rows)
    assert bank_answer.take(content.encode(), officer()) == Outcome(paid=1)


@pytest.mark.parametrize("content", [HEAD, f"{HEAD}\n", f"{HEAD}\n,,,\n\n"])
def test_a_table_without_rows_is_no_answer(content: str) -> None:
    assert faults_of(content) == ["0: The file has the names of columns, and no row under them."]


def test_missing_columns_are_named_in_their_order() -> None:
    assert faults_of("reason,date\nx,y\n") == ["0: The file lacks columns: end_to_end_id, status."]


def test_the_page_names_formats_values_and_calendars() -> None:
    page = words(desk_of(Role.FINANCE_OFFICER).get("/office/payments/answer/"))
    for said in ("pain.002.001.03", "UTF-8", "paid / returned", "1405-09-01 / 2026-11-22"):
        assert said in page


def test_the_page_in_persian_leaves_the_names_of_formats_as_they_are() -> None:
    desk = desk_of(Role.FINANCE_OFFICER)
    desk.post("/language/", {"language": "fa", "next": "/"})
    wrong = {"file": SimpleUploadedFile("answer", "شماره".encode("cp1256"))}
    page = words(desk.post("/office/payments/answer/", wrong))
    assert "pain.002.001.03" in page
    assert page.count("UTF-8") == 2
    assert "UTF-۸" not in page


def test_the_page_shows_the_faults_by_line() -> None:
    page = words(hand_in(b"<x>"))
    assert "1 – Here the XML of the file breaks off" in page
