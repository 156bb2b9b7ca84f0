"""Sending requests on a running server of two workers, twenty a second, whoever is ahead or behind.

Each is the last press of another person who read the check page: the draft becomes a request of
the marriage gift, with the answers read and the record assessed once more.
"""

import re
import statistics
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

import httpx
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from benchmarks import requests_town
from benchmarks.ratio import Ratio
from benchmarks.sign_in import serving
from taminyar.accounts.models import User
from taminyar.benefits.requests.marriage import KIND
from taminyar.cartable.kinds import Findings
from taminyar.cartable.models import Draft, Request
from taminyar.people.models import Person
from taminyar.persian import jalali

A_SECOND, SECONDS = 20, 20
PEOPLE = 3_000  # of whom not all are entitled
SPOUSE = "9990000026"
CHECK = "/benefits/marriage/request/check/"


@dataclass(frozen=True)
class Press:
    """A browser that shows the check page, and what its button sends."""

    client: httpx.Client
    fields: dict[str, str]


def measure() -> list[Ratio]:
    requests_town.empty()
    call_command("population", people=PEOPLE, stdout=StringIO())
    cookies = [_signed_in(person) for person in _entitled(A_SECOND * SECONDS)]
    with serving() as address:
        presses = [_shown(address, cookie) for cookie in cookies]
        taken, answers = _at_their_time(presses)
    assert Request.objects.count() == len(presses) == len(taken)
    errors = sum(not answer.startswith("/my/requests/") for answer in answers)
    p95 = statistics.quantiles(taken, n=20)[-1]
    detail = f"median {statistics.median(taken) * 1e3:.0f} ms, worst {max(taken) * 1e3:.0f} ms"
    return [
        Ratio("sending at 20 a second, 2 workers, p95, seconds", p95, 0.3, detail=detail),
        Ratio("sending, errors", errors, 0),
    ]


def _entitled(number: int) -> list[Person]:
    """So many people who may ask, each with a draft of which the registry has said its word."""
    day = jalali.iso(jalali.today() - timedelta(days=30))
    answers = {"spouse_national_id": SPOUSE, "contract_date": day}
    marriage = {"contract_date": day, "permanent": True, "registered": True, "ended_on": None}
    said = {"marriage": marriage, "earlier": []}
    found: list[Person] = []
    for person in Person.objects.exclude(national_id=None).order_by("pk").iterator():
        if not KIND.assess(person, answers, said).refused:
            _draft(person, answers, said)
            found.append(person)
        if len(found) == number:
            return found
    raise RuntimeError(f"Only {len(found)} of {PEOPLE} people are entitled.")


def _draft(person: Person, answers: dict[str, str], said: Findings) -> None:
    year, month, day = (str(int(part)) for part in answers["contract_date"].split("-"))
    typed = {"spouse_national_id": SPOUSE, "contract_date_year": year}
    typed |= {"contract_date_month": month, "contract_date_day": day}
    kept = {"for": answers, "said": said, "on": timezone.localdate().isoformat()}
    Draft.objects.create(person=person, kind=KIND.slug, typed=typed, findings=kept)


def _signed_in(person: Person) -> str:
    """The session of somebody who signed in; hashing a passphrase is measured elsewhere."""
    number = str(person.national_id)
    user = User.objects.create(person=person, national_id=number, password="!")
    client = Client()
    client.force_login(user, "taminyar.accounts.sign_in.NationalIdBackend")
    session = client.session
    session.update({"levels": ["insured"], "level": "insured", "signed_in_at": time.time()})
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _shown(address: str, cookie: str) -> Press:
    """Opens the check page and reads what its form would send."""
    cookies = {settings.SESSION_COOKIE_NAME: cookie}
    client = httpx.Client(base_url=address, cookies=cookies, timeout=30)
    page = client.get(CHECK)
    form = re.search(rf'<form[^>]*action="{CHECK}".*?</form>', page.text, re.DOTALL)
    assert form, f"{page.status_code} {page.headers.get('location')}"
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    return Press(client, dict(fields))


def _at_their_time(presses: list[Press]) -> tuple[list[float], list[str]]:
    """Seconds each sending took from the moment it was due, and where it led."""
    taken: list[float] = []
    answers: list[str] = []
    start = time.perf_counter() + 0.5

    def one(at: int) -> None:
        due = start + at / A_SECOND
        time.sleep(max(0, due - time.perf_counter()))
        response = presses[at].client.post(CHECK, data=presses[at].fields)
        taken.append(time.perf_counter() - due)
        answers.append(response.headers.get("location", str(response.status_code)))

    threads = [threading.Thread(target=one, args=(at,)) for at in range(len(presses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, answers
