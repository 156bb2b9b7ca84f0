"""The providers that carry text messages: Kavenegar, Melipayamak, Magfa.

One class each, which knows the shape of that provider's calls and answers. Address and secrets
come from the setting `SMS`, never from here; no exception and no log line holds a secret, a
mobile or a text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import httpx
from django.conf import settings

from taminyar.notices.sealed import Message

_TIMEOUT: Final = httpx.Timeout(10, connect=5)


class NotDelivered(Exception):
    """The provider did not answer, or did not take the message; it may go better later."""


class Provider(Protocol):
    def send(self, message: Message) -> None:
        """Hands over one message. Raises `NotDelivered`."""


class _KeyInPath(httpx.HTTPTransport):
    """Puts the key into the address at the last moment.

    Kavenegar wants it there, and httpx writes addresses into its log and its exceptions.
    """

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode().replace("KEY", self._key, 1)
        url = request.url.copy_with(raw_path=path.encode())
        return super().handle_request(
            httpx.Request(
                request.method,
                url,
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions,
            )
        )


@dataclass(frozen=True, repr=False)
class Kavenegar:
    """REST v1: a form is posted, the answer is `{"return": {"status": 200}, …}`.

    With a template, a code goes by verify/lookup, which needs no sender and arrives first.
    """

    url: str
    key: str
    sender: str = ""
    template: str = ""

    def send(self, message: Message) -> None:
        if message.code and self.template:
            path = "verify/lookup"
            form = {"token": message.code, "template": self.template}
        else:
            path = "sms/send"
            form = {"message": message.text, "sender": self.sender}
        form = {name: value for name, value in form.items() if value}
        with httpx.Client(transport=_KeyInPath(self.key), timeout=_TIMEOUT) as client:
            answer = _posted(
                client, f"{self.url}/v1/KEY/{path}.json", data={"receptor": message.mobile} | form
            )
        status = answer.get("return", {}).get("status")
        _taken(status, good=200)


@dataclass(frozen=True, repr=False)
class Melipayamak:
    """REST: a form is posted, the answer is `{"Value": …, "RetStatus": 1}`.

    With a template, a code goes by BaseServiceNumber, which needs no sender.
    """

    url: str
    username: str
    password: str
    sender: str = ""
    template: str = ""

    def send(self, message: Message) -> None:
        form = {"username": self.username, "password": self.password, "to": message.mobile}
        if message.code and self.template:
            path = "BaseServiceNumber"
            form |= {"text": message.code, "bodyId": self.template}
        else:
            path = "SendSMS"
            form |= {"text": message.text, "from": self.sender, "isFlash": "false"}
        with httpx.Client(timeout=_TIMEOUT) as client:
            answer = _posted(client, f"{self.url}/api/SendSMS/{path}", data=form)
        status = answer.get("RetStatus")
        _taken(status, good=1)


@dataclass(frozen=True, repr=False)
class Magfa:
    """HTTP v2: JSON lists are posted; the answer has a status, and one for each message.

    The user name is the one with the domain: `name/domain`.
    """

    url: str
    username: str
    password: str
    sender: str

    def send(self, message: Message) -> None:
        body = {
            "senders": [self.sender],
            "messages": [message.text],
            "recipients": [message.mobile],
        }
        with httpx.Client(auth=(self.username, self.password), timeout=_TIMEOUT) as client:
            answer = _posted(client, f"{self.url}/api/http/sms/v2/send", json=body)
        messages = answer.get("messages") or [{}]
        statuses = [answer.get("status"), *(one.get("status") for one in messages)]
        _taken(next((status for status in statuses if status != 0), 0), good=0)


_MAKERS: Final[Mapping[str, Callable[..., Provider]]] = {
    "kavenegar": Kavenegar,
    "melipayamak": Melipayamak,
    "magfa": Magfa,
}
NAMES: Final = tuple(_MAKERS)


def configured() -> Provider:
    """The provider of the settings `SMS_BACKEND` and `SMS`.

    Raises TypeError when a setting it needs is missing (`checks` says so at the start).
    """
    maker = _MAKERS[settings.SMS_BACKEND]
    return maker(**{name: value for name, value in settings.SMS.items() if value})


def _posted(client: httpx.Client, url: str, **body: Any) -> dict[str, Any]:
    """Posts and returns the JSON of the answer, whose own status tells how it went."""
    try:
        answer = client.post(url, **body).json()
    except (httpx.HTTPError, ValueError) as trouble:
        # Only its kind: the trouble itself may hold the request with everything in it.
        raise NotDelivered(type(trouble).__name__) from None
    if not isinstance(answer, dict):
        raise NotDelivered("an answer of another shape")
    return answer


def _taken(status: object, *, good: int) -> None:
    if status != good:
        raise NotDelivered(f"status {status}")
