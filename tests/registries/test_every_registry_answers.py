"""The same questions get the same answers over HTTP and from the sandbox."""

import pytest
from pytest_httpserver import HTTPServer

from tests.registries.book import CASES, Case

cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@cases
def test_over_the_line(case: Case, gateway: HTTPServer, token: str) -> None:
    gateway.expect_oneshot_request(
        f"/{case.registry}/{case.path}",
        method="POST",
        json=case.question,
        headers={"Authorization": f"Bearer {token}"},
    ).respond_with_json(case.answer)
    assert case.ask() == case.means
    gateway.check_assertions()


@cases
@pytest.mark.usefixtures("in_sandbox")
def test_in_the_sandbox(case: Case) -> None:
    assert case.ask() == case.means
