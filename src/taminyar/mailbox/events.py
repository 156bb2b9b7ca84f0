"""What people are told about their mailbox. No text carries an address."""

from django.utils.translation import gettext_lazy as _

from taminyar.notices.events import Event

EVENTS = (
    Event(
        "document-arrived",
        title=_("A document is in your mailbox"),
        text=_("%(title)s: the signed document is in your mailbox."),
        sms=_("%(title)s is in your mailbox. You did not ask for it? Call 1420."),
        group="requests",
        route="mailbox",
    ),
    Event(
        "letter-arrived",
        title=_("A letter is in your mailbox"),
        text=_("A letter is in your mailbox: %(title)s."),
        sms=_("A letter is in your mailbox: %(title)s."),
        group="requests",
        route="mailbox",
    ),
)
