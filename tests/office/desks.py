"""Members of staff at their desks."""

import time
from typing import Any

from django.test import Client

from taminyar.accounts.models import Role, User
from tests.access.looks import staff

PURPOSE = {"purpose": "asked", "words": ""}


def desk_of(role: Role) -> Client:
    """A browser in which somebody with this duty is signed in, with the second factor done."""
    return desk_for(staff(role), role)


def desk_for(user: User, role: Role) -> Client:
    """The same for this member of staff."""
    client = Client()
    client.force_login(user, "taminyar.accounts.sign_in.NationalIdBackend")
    session = client.session
    session.update({"second_factor": user.pk, "levels": ["staff", "insured"], "level": "staff"})
    # As if proved an hour from now: these tests are not about sessions that run out.
    session.update({"roles": [role.value], "signed_in_at": time.time() + 3600})
    session.save()
    client.post("/language/", {"language": "en", "next": "/"})
    return client


def open_file(client: Client, national_id: str, **fields: Any) -> Any:
    """Gives the purpose; the answer is not followed."""
    return client.post("/office/people/", {"national_id": national_id} | PURPOSE | fields)
