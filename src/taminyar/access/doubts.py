"""«این دسترسی را نمی‌شناسم»: a person asks about an access, an administrator answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taminyar.access.models import AccessDoubt, AccessEntry
from taminyar.accounts.models import User
from taminyar.notices.events import Event, Group
from taminyar.notices.tell import tell

ANSWERED = Event(
    slug="access-doubt-answered",
    title=_("Your question about an access is answered"),
    text=_("You asked about an access to your file. The answer stands beside it."),
    sms=_("Your question about an access to your file is answered. Open the app to read it."),
    group=Group.ACCESS,
    route="access",
)


def ask(entry: AccessEntry, words: str) -> None:
    """Opens a doubt about the entry; a second one about the same entry changes nothing."""
    AccessDoubt.objects.get_or_create(
        person=entry.person, number=entry.number, defaults={"words": words}
    )


def answer(doubt: AccessDoubt, by: User, words: str) -> bool:
    """Answers an open doubt and tells the person; False when it was answered before."""
    still_open = AccessDoubt.objects.of(doubt.person).open().filter(number=doubt.number)
    with transaction.atomic():
        changed = still_open.update(answer=words, answered_at=timezone.now(), answered_by=by)
        if changed:
            tell(doubt.person, ANSWERED.slug, key=str(doubt.number))
    return bool(changed)
