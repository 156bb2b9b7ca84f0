"""Every route is asked for by every role; what each gets is written down here."""

import pytest
from django.test import Client
from django.urls import reverse

from taminyar.people.models import Person
from tests.config.roles import MEMBERS, ROLES, STAFF, browser_of, maryam
from tests.visits import all_routes

type Answers = dict[str, int]


def by(
    visitor: int, members: int, staff: int | None = None, delegate: int = 403, **single: int
) -> Answers:
    """The answer to each role; single ones differ from their group."""
    to_staff = members if staff is None else staff
    return (
        {"visitor": visitor, "delegate": delegate}
        | dict.fromkeys(MEMBERS, members)
        | dict.fromkeys(STAFF, to_staff)
        | single
    )


def asking(route: str, *levels: str) -> dict[str, Answers]:
    """The steps of asking for something; they lead back to the first while nothing is written."""
    first, led_back = (by(302, 403, **dict.fromkeys(levels, answer)) for answer in (200, 302))
    return {
        route: first,
        f"{route}-save": SENT,
        f"{route}-papers": led_back,
        f"{route}-paper": by(302, 403, **dict.fromkeys(levels, 404)),
        f"{route}-check": led_back,
        f"{route}-discard": led_back,
    }


OPEN = by(200, 200)
LED_ON = by(200, 302)
SIGNED_IN = by(302, 200)
# A form of who is signed in, not a page.
SENT = by(302, 405)
# About a thing that is not there, or is another person's.
NOT_THERE = by(302, 404)
MEMBER = by(302, 200, 403)
INSURED = by(302, 403, insured=200)
RECORD = by(302, 403, insured=200, pensioner=200, delegate=200)
EMPLOYER = by(302, 403, employer=200)
PENSIONER = by(302, 403, pensioner=200)
OFFICE = by(302, 403, 200)
FINANCE = by(302, 403, finance_officer=200, administrator=200)
# A deed of the office, which leads to the page it is pressed on.
PRESSED = by(302, 403, 302, finance_officer=403, contact_agent=403)

EXPECTED = {
    "landing": LED_ON,
    "account_login": LED_ON,
    "code-sign-in": LED_ON,
    "mfa_authenticate": by(302, 302),
    "passkey-sign-in": by(302, 302),
    "register": LED_ON,
    "recover": OPEN,
    "logout": by(405, 405, delegate=405),
    # Switching the level is for who is signed in; looking at it is for nobody.
    "level": SENT,
    "stay": by(302, 204, delegate=204),
    "set_language": by(302, 302, delegate=302),
    "components": OPEN,
    "alive": by(200, 200, delegate=200),
    "ready": by(200, 200, delegate=200),
    "home": by(302, 200, 302),
    "desk": SIGNED_IN,
    "account": SIGNED_IN,
    "confirm": SIGNED_IN,
    "go-on": by(302, 302),
    "sessions": SIGNED_IN,
    "security": SIGNED_IN,
    "passphrase": SIGNED_IN,
    "mfa_activate_totp": by(302, 200, 302),
    "mfa_deactivate_totp": by(302, 404, 200),
    "add-passkey": SIGNED_IN,
    "remove-passkey": NOT_THERE,
    "recovery-codes": SIGNED_IN,
    "identity": SIGNED_IN,
    "treatment": MEMBER,
    "relation": MEMBER,
    "treatment-document": MEMBER,
    "my": SIGNED_IN,
    "requests": SIGNED_IN,
    "request": NOT_THERE,
    "request-withdraw": NOT_THERE,
    "request-objection": NOT_THERE,
    "request-message": NOT_THERE,
    "request-read": NOT_THERE,
    "request-papers": NOT_THERE,
    "request-paper": NOT_THERE,
    "mailbox": SIGNED_IN,
    "paper-new": SIGNED_IN,
    "paper-throw-away": NOT_THERE,
    "mailbox-asked": NOT_THERE,
    "mailbox-item": NOT_THERE,
    "mailbox-open": SENT,
    "mailbox-file": NOT_THERE,
    "mailbox-permission": NOT_THERE,
    "mailbox-revoke": NOT_THERE,
    "verify": OPEN,
    "verify-certificate": OPEN,
    "verify-code": by(404, 404),
    "notices": SIGNED_IN,
    "notice-choices": SIGNED_IN,
    "bank": SIGNED_IN,
    "bank-new": SIGNED_IN,
    "bank-of": SENT,
    "bank-withdraw": SENT,
    "mobile": SIGNED_IN,
    "pensions": PENSIONER,
    "delegates": SIGNED_IN,
    "delegate-new": SIGNED_IN,
    # The steps of giving a right lead back while there is nothing to confirm.
    "delegate-check": by(302, 302),
    "delegate-code": by(302, 302),
    "delegates-freeze": SENT,
    "delegation": NOT_THERE,
    "delegation-accept": NOT_THERE,
    "delegation-decline": SENT,
    "delegation-end": NOT_THERE,
    "acting": SENT,
    "acting-stop": by(302, 405, delegate=405),
    "access": SIGNED_IN,
    "access-doubt": NOT_THERE,
    "office": OFFICE,
    # What finance works from are the payments.
    "office-queue": by(302, 403, 200, finance_officer=302, contact_agent=403),
    "office-queue-next": by(302, 403, 302, finance_officer=403, contact_agent=403),
    "office-search": by(302, 403, 200, finance_officer=403, contact_agent=403),
    "office-dashboard": by(302, 403, 200, finance_officer=403, contact_agent=403),
    "office-people": OFFICE,
    "office-file": by(302, 403, 200, administrator=403),
    "office-file-access": by(302, 403, administrator=200),
    "office-doubts": by(302, 403, administrator=200),
    "office-doubt": by(302, 403, administrator=404),
    "office-request": by(302, 403, 404, finance_officer=403, contact_agent=403),
    "office-request-claim": PRESSED,
    "office-request-release": PRESSED,
    "office-request-ask-papers": PRESSED,
    "office-request-refer": PRESSED,
    "office-request-advise": PRESSED,
    "office-request-approve": PRESSED,
    "office-request-confirm": PRESSED,
    "office-request-send-back": PRESSED,
    "office-request-refuse": PRESSED,
    "office-request-message": PRESSED,
    "office-request-messages-read": PRESSED,
    "office-request-ask-registries": PRESSED,
    "office-request-verdicts": PRESSED,
    "office-request-paper": by(302, 403, 404, finance_officer=403, contact_agent=403),
    "office-payments": FINANCE,
    "office-payment-orders": FINANCE,
    "office-payment-prepare": SENT,
    "office-payment-batch": by(302, 403, finance_officer=404, administrator=404),
    "office-payment-release": by(302, 403, finance_officer=404, administrator=404),
    "office-payment-dissolve": by(302, 403, finance_officer=404, administrator=404),
    "office-payment-fetch": SENT,
    "office-payment-file": by(302, 403, finance_officer=404, administrator=404),
    "office-payment-answer": FINANCE,
    "office-payment-reconciliation": FINANCE,
    "records": RECORD,
    "records-year": RECORD,
    "record-wages": RECORD,
    "record-wages-year": RECORD,
    "record-combined": RECORD,
    "record-combined-year": RECORD,
    "record-jobs": RECORD,
    "record-file": RECORD,
    "record-document": by(302, 403, insured=200, pensioner=200),
    "employer-lists": EMPLOYER,
    "sickness": INSURED,
    "marriage": INSURED,
    "maternity": INSURED,
    **asking("marriage-request", "insured"),
    **asking("maternity-request", "insured"),
    **asking("sickness-request", "insured"),
    **asking("orthosis-request", "insured", "pensioner"),
    **asking("funeral-request", "insured", "pensioner"),
    "orthosis-items": by(302, 403, insured=200, pensioner=200),
    "orthosis-renewal": by(302, 403, insured=200, pensioner=200),
    "calculators": OPEN,
    "calculator": OPEN,
    "law": OPEN,
}
ARGUMENTS: dict[str, list[object]] = {
    "office-payment-batch": [999],
    "office-payment-release": [999],
    "office-payment-dissolve": [999],
    "office-payment-fetch": [999],
    "office-payment-file": [999],
    "records-year": [1403],
    "record-wages-year": [1403],
    "record-combined-year": [1403],
    "record-file": ["csv"],
    "calculator": ["marriage"],
    **{
        f"{benefit}-request-paper": ["00000000-0000-4000-8000-000000000000"]
        for benefit in ("marriage", "maternity", "sickness", "orthosis", "funeral")
    },
    "remove-passkey": [1],
    "paper-throw-away": [999],
    "mailbox-asked": ["00000000-0000-4000-8000-000000000000"],
    "request": ["ABCDEFGHJK"],
    "request-withdraw": ["ABCDEFGHJK"],
    "request-objection": ["ABCDEFGHJK"],
    "request-message": ["ABCDEFGHJK"],
    "request-read": ["ABCDEFGHJK"],
    "request-papers": ["ABCDEFGHJK"],
    "request-paper": ["ABCDEFGHJK", "00000000-0000-4000-8000-000000000000"],
    "mailbox-item": [999],
    "mailbox-open": [999],
    "mailbox-file": [999],
    "mailbox-permission": [999],
    "mailbox-revoke": [999],
    "verify-code": ["ABCDEFGHJKMNPQRS"],
    "bank-withdraw": [1],
    "delegation": [999],
    "delegation-accept": [999],
    "delegation-decline": [999],
    "delegation-end": [999],
    "access-doubt": [999],
    "office-file": ["9990000018"],
    "office-file-access": ["9990000018"],
    "office-doubt": [1, 999],
    "office-request": ["ABCDEFGHJK"],
    "office-request-claim": ["ABCDEFGHJK"],
    "office-request-release": ["ABCDEFGHJK"],
    "office-request-ask-papers": ["ABCDEFGHJK"],
    "office-request-refer": ["ABCDEFGHJK"],
    "office-request-advise": ["ABCDEFGHJK"],
    "office-request-approve": ["ABCDEFGHJK"],
    "office-request-confirm": ["ABCDEFGHJK"],
    "office-request-send-back": ["ABCDEFGHJK"],
    "office-request-refuse": ["ABCDEFGHJK"],
    "office-request-message": ["ABCDEFGHJK"],
    "office-request-messages-read": ["ABCDEFGHJK"],
    "office-request-ask-registries": ["ABCDEFGHJK"],
    "office-request-verdicts": ["ABCDEFGHJK"],
    "office-request-paper": ["ABCDEFGHJK", "00000000-0000-4000-8000-000000000000"],
}


def test_every_route_has_its_line_here() -> None:
    assert all_routes() == EXPECTED.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_what_is_written_down(role: str, person: Person, other_person: Person) -> None:
    browser = browser_of(role, maryam(), other_person)
    got = {route: _answer(browser, route) for route in EXPECTED}
    assert got == {route: answers[role] for route, answers in EXPECTED.items()}


def _answer(browser: Client, route: str) -> int:
    response = browser.get(reverse(route, args=ARGUMENTS.get(route)))
    return response.status_code


@pytest.mark.parametrize(
    "route",
    [
        route
        for route, answers in EXPECTED.items()
        if answers["insured"] == 200 != answers["visitor"]
    ],
)
def test_a_visitor_is_asked_to_sign_in_and_led_back(route: str, db: None, client: Client) -> None:
    address = reverse(route, args=ARGUMENTS.get(route))
    assert client.get(address)["Location"] == f"/login/?next={address}"
