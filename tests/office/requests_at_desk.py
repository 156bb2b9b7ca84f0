"""Requests as staff open them and press on them."""

from typing import Any

from django.test import Client
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable.models import Attachment, Request
from tests.cartable.requests import new_key, officer
from tests.office.desks import desk_for


def page_of(asked: Request) -> str:
    return f"/office/requests/{asked.tracking}/"


def second_officer() -> Client:
    """A colleague of the same desk, of all branches."""
    return desk_for(officer(number=2), Role.BRANCH_OFFICER)


def press(client: Client, asked: Request, deed: str, **fields: Any) -> Any:
    """Presses a button on the page as it stands now; the answer is not followed."""
    now = Request.objects.get(pk=asked.pk)
    return client.post(f"{page_of(asked)}{deed}/", {"version": now.version} | fields)


def amount_of(asked: Request) -> int:
    """Rials that were due on the day of sending."""
    assert asked.assessment
    amount: int = asked.assessment["amount"]
    return amount


def approve(client: Client, asked: Request, **fields: Any) -> Any:
    """Presses the one button there is while both assessments agree."""
    seen = {"basis": "today", "seen": amount_of(asked)}
    return press(client, asked, "approval", **seen | fields)


def state_of(asked: Request) -> str:
    return Request.objects.values_list("state", flat=True).get(pk=asked.pk)


def paper_of(asked: Request, slug: str = "invoice", **fields: Any) -> Attachment:
    """A paper whose file nobody opens."""
    given = {
        "paper": slug,
        "label": slug.title(),
        "given_at": timezone.now(),
        "file": f"papers/{new_key()}",
        "content_type": "image/png",
        "size": 10,
        "sha256": b"0" * 32,
    }
    return Attachment.objects.create(request=asked, **given | fields)
