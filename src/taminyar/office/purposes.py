"""What staff do with a person's file, and for what: both as the person reads them."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.access.deeds import Deed

OPENED: Final = Deed("opened", _("Opened your file for half an hour"))
FILE: Final = Deed("file", _("Looked at your file: identity, record in short, pensions"))
ACCESS_LOG: Final = Deed("access-log", _("Looked at who looked at your file"))
DOUBT: Final = Deed("access-doubt", _("Read your question about an access"))
ANSWER: Final = Deed("access-doubt-answer", _("Answered your question about an access"))
NUMBER: Final = Deed("number-corrected", _("Corrected your insurance number"))
REQUEST: Final = Deed("request", _("Opened your request, its papers and its messages"))
REQUEST_SEARCH: Final = Deed("request-search", _("Found a request of yours in a search"))
REQUEST_PAPER: Final = Deed("request-paper", _("Opened a paper of your request"))
REGISTRIES: Final = Deed("request-registries", _("Asked the registries again about your request"))
DEEDS: Final = (
    *(OPENED, FILE, ACCESS_LOG, DOUBT, ANSWER, NUMBER),
    *(REQUEST, REQUEST_SEARCH, REQUEST_PAPER, REGISTRIES),
)

# Whoever runs the service on its machines, without an account.
COMMAND_LINE: Final = "command-line"
PROGRAMS: Final[dict[str, Promise]] = {COMMAND_LINE: _("The service's own operators")}
CORRECTION: Final = "correction"

ANSWERING: Final = "answering"
# Reading and deciding a request.
HANDLING: Final = "request"
# What a member of staff chooses from when they open a file.
CHOICES: Final[dict[str, Promise]] = {
    HANDLING: _("Handling a request of this person"),
    "asked": _("The person called or came and asked"),
    CORRECTION: _("Correcting the record"),
    "decision": _("Preparing a decision on a benefit or a pension"),
    "audit": _("Checking the work of the office"),
}
OTHER: Final = "other"
PURPOSES: Final = {
    **CHOICES,
    OTHER: _("Something else, in their own words"),
    ANSWERING: _("Answering your question about an access"),
}
