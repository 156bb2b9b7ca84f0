"""What is sent to us does not fill the machine, whoever sends it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from taminyar.mailbox import papers
from taminyar.mailbox.paper_forms import takes_files_of


@pytest.mark.parametrize("length", ["62914561", "9" * 30, "many"])
def test_a_body_larger_than_any_page_takes_is_not_read(length: str, client: Client) -> None:
    answer = client.generic("POST", "/login/", b"x", CONTENT_LENGTH=length)
    assert answer.status_code == 413


def _files(request: Any, view: Any) -> Any:
    request.resolver_match = type("Match", (), {"func": view})
    return request.FILES


def test_of_a_file_larger_than_its_page_takes_nothing_is_kept(rf: RequestFactory) -> None:
    def page() -> None: ...

    large = SimpleUploadedFile("a.pdf", b"0" * (papers.MOST + 1))
    assert not _files(rf.post("/", {"file": large}), page)
    large.seek(0)
    kept = _files(rf.post("/", {"file": large}), takes_files_of(20 * papers.MEGABYTE)(page))
    assert kept["file"].size == papers.MOST + 1
    kept["file"].close()
