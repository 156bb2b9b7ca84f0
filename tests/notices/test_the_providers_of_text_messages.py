"""Each provider is called in its own shape, and its answer is understood."""

import logging
import re

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request

from taminyar.notices import checks, sms_providers
from taminyar.notices.sealed import Message
from taminyar.notices.sms_providers import Kavenegar, Magfa, Melipayamak, NotDelivered

TEXT = Message("09120000001", "سلام")
CODE = Message("09120000001", "Your code is 135790.", code="135790")
SECRET = "K3Y-or-passw0rd"
ANYWHERE = re.compile("/.*")
SECRETS = (SECRET, "09120000001", "135790")


def _one_request(server: HTTPServer) -> Request:
    [(request, _answer)] = server.log
    return request


def test_kavenegar_gets_a_form_with_the_key_in_the_address(httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/v1/{SECRET}/sms/send.json", method="POST").respond_with_json(
        {"return": {"status": 200, "message": "ok"}, "entries": [{"messageid": 1}]}
    )
    Kavenegar(httpserver.url_for("").rstrip("/"), SECRET, "1000").send(TEXT)
    form = _one_request(httpserver).form
    assert form.to_dict() == {"receptor": "09120000001", "message": "سلام", "sender": "1000"}


def test_kavenegar_gets_a_code_by_its_template(httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/v1/{SECRET}/verify/lookup.json").respond_with_json(
        {"return": {"status": 200}, "entries": []}
    )
    Kavenegar(httpserver.url_for("").rstrip("/"), SECRET, template="sign-in").send(CODE)
    form = _one_request(httpserver).form
    assert form.to_dict() == {"receptor": "09120000001", "token": "135790", "template": "sign-in"}


def test_melipayamak_gets_a_form_with_name_and_password(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/api/SendSMS/SendSMS", method="POST").respond_with_json(
        {"Value": "77", "RetStatus": 1, "StrRetStatus": "Ok"}
    )
    Melipayamak(httpserver.url_for("").rstrip("/"), "ssb", SECRET, "5000").send(TEXT)
    assert _one_request(httpserver).form.to_dict() == {
        "username": "ssb",
        "password": SECRET,
        "to": "09120000001",
        "from": "5000",
        "text": "سلام",
        "isFlash": "false",
    }


def test_melipayamak_gets_a_code_by_its_template(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/api/SendSMS/BaseServiceNumber").respond_with_json({"RetStatus": 1})
    Melipayamak(httpserver.url_for("").rstrip("/"), "ssb", SECRET, template="42").send(CODE)
    form = _one_request(httpserver).form
    assert (form["text"], form["bodyId"]) == ("135790", "42")


def test_magfa_gets_lists_and_a_name_with_its_domain(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/api/http/sms/v2/send", method="POST").respond_with_json(
        {"status": 0, "messages": [{"status": 0, "id": 9, "recipient": "09120000001"}]}
    )
    Magfa(httpserver.url_for("").rstrip("/"), "ssb/magfa", SECRET, "3000").send(TEXT)
    request = _one_request(httpserver)
    assert request.authorization
    assert request.authorization.username == "ssb/magfa"
    assert request.authorization.password == SECRET
    assert request.get_json() == {
        "senders": ["3000"],
        "messages": ["سلام"],
        "recipients": ["09120000001"],
    }


def _provider(name: str, url: str) -> sms_providers.Provider:
    if name == "kavenegar":
        return Kavenegar(url, SECRET)
    if name == "melipayamak":
        return Melipayamak(url, "ssb", SECRET)
    return Magfa(url, "ssb/magfa", SECRET, "3000")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("kavenegar", {"return": {"status": 418, "message": "no credit"}, "entries": None}),
        ("kavenegar", {}),
        ("melipayamak", {"Value": "0", "RetStatus": 0}),
        ("magfa", {"status": 18}),
        ("magfa", {"status": 0, "messages": [{"status": 1}]}),
        ("magfa", {"status": 0, "messages": []}),
        ("magfa", ["a list"]),
    ],
)
def test_an_answer_that_is_not_yes_is_told(
    name: str, answer: object, httpserver: HTTPServer
) -> None:
    httpserver.expect_request(ANYWHERE).respond_with_json(answer)
    with pytest.raises(NotDelivered):
        _provider(name, httpserver.url_for("").rstrip("/")).send(TEXT)


@pytest.mark.parametrize("name", sms_providers.NAMES)
@pytest.mark.parametrize("trouble", ["broken", "gone", "fine"])
def test_no_secret_is_logged_or_raised(
    name: str, trouble: str, httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request(ANYWHERE).respond_with_data(
        '{"return": {"status": 200}, "RetStatus": 1, "status": 0, "messages": [{"status": 0}]}'
        if trouble == "fine"
        else "<html>",
        status=200 if trouble == "fine" else 502,
    )
    url = "http://localhost:9" if trouble == "gone" else httpserver.url_for("").rstrip("/")
    said = ""
    try:
        _provider(name, url).send(CODE)
    except NotDelivered as refusal:
        said = f"{refusal!r} {refusal.__cause__!r} {refusal.__dict__}"
    assert bool(said) == (trouble != "fine")
    # The log of the test's own server is not ours.
    logged = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]
    everything = said + "".join(logged) + repr(_provider(name, url)) + repr(CODE)
    assert not [secret for secret in SECRETS if secret in everything]


@pytest.mark.parametrize(
    ("backend", "given", "found"),
    [
        ("outbox", {}, []),
        ("kavenegar", {"url": "http://localhost", "key": "k", "username": ""}, []),
        ("kavenegar", {"url": "http://localhost"}, ["notices.E002"]),
        ("magfa", {"url": "http://localhost", "key": "k"}, ["notices.E002"]),
        ("pigeon", {}, ["notices.E001"]),
    ],
)
def test_a_wrong_setting_is_told_at_the_start(
    backend: str, given: dict[str, str], found: list[str], settings: Settings
) -> None:
    settings.SMS_BACKEND, settings.SMS, settings.DEMONSTRATION = backend, given, True
    assert [message.id for message in checks.text_messages_can_be_sent()] == found


def test_outside_the_demonstration_the_outbox_is_warned_about(settings: Settings) -> None:
    settings.SMS_BACKEND, settings.DEMONSTRATION = "outbox", False
    assert [message.id for message in checks.text_messages_can_be_sent()] == ["notices.W001"]
