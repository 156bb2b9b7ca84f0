"""The first load of the front page and of a record of 30 years, in bytes over the wire.

The real server sends them as a new phone would get them: the page, styles, scripts, font and
icon, compressed, headers counted. Everything must come from our own host.
"""

import gzip
import os
import re
import subprocess
import time
import urllib.request
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.core.management import call_command

from benchmarks.ratio import Ratio
from taminyar.accounts.models import User
from taminyar.people.models import Person

LIMIT = 100 * 1024
PORT = 8765
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_ELSEWHERE = re.compile(r'(?:href|src)="(https?:)?//')


def measure() -> list[Ratio]:
    member = _member()
    server = subprocess.Popen(
        [".venv/bin/taminyar", "serve", "--port", str(PORT), "--workers", "1"],
        stdout=subprocess.DEVNULL,
        env=os.environ,
    )
    try:
        _wait()
        return [_weighed("/", ""), _weighed("/records/", _signed_in(member))]
    finally:
        server.terminate()
        server.wait()


def _member() -> Person:
    known = Person.objects.exclude(national_id=None)
    person = known.order_by("pk").first()
    if person is None:
        call_command("population", people=100, verbosity=0)
        person = known.earliest("pk")
    # Whatever passphrase another benchmark gave the account.
    user = User.objects.filter(person=person).first() or User.objects.create_user(person, "")
    user.set_password("benchmark")
    user.save(update_fields=["password"])
    return person


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not start")


def _get(path: str, cookies: str) -> tuple[int, bytes]:
    """Bytes on the wire, and the body, of one answer."""
    connection = HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", path, headers={"Accept-Encoding": "br, gzip", "Cookie": cookies})
    response = connection.getresponse()
    body, headers = response.read(), response.getheaders()
    assert response.status == 200, (path, response.status)
    return len(body) + sum(len(name) + len(value) + 4 for name, value in headers), body


def _weighed(path: str, cookies: str) -> Ratio:
    total, body = _get(path, cookies)
    html = gzip.decompress(body).decode()
    assert not _ELSEWHERE.search(html), "something comes from another host"
    assets = sorted(set(_ASSET.findall(html)))
    total += sum(_get(asset, "")[0] for asset in assets)
    detail = f"{total / 1024:.1f} KB in {1 + len(assets)} requests"
    return Ratio(f"first load of {path} ÷ 100 KB", total / LIMIT, 1, detail=detail)


def _signed_in(person: Person) -> str:
    """The cookies of a signed-in member."""
    connection = HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", "/login/")
    response = connection.getresponse()
    csrf = str(response.getheader("Set-Cookie")).split(";", maxsplit=1)[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.read().decode())
    assert token
    fields = {"national_id": person.national_id, "password": "benchmark"}
    form = urlencode(fields | {"csrfmiddlewaretoken": token[1]})
    headers = {"Cookie": csrf, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/login/", form, headers)
    response = connection.getresponse()
    assert response.status == 302
    cookies = response.headers.get_all("Set-Cookie", [])
    return "; ".join(cookie.split(";", maxsplit=1)[0] for cookie in cookies)
