"""What the service desk offers beside the services: the own pages that people search for."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from taminyar.cartable.desk import Service

_GROUP = _("My Social Security")
_ALL: Final = frozenset({"insured", "pensioner", "employer"})

SERVICES: Final = (
    Service(
        slug="requests",
        title=_("My requests"),
        summary=_("Everything you asked for, where it stands, and what was decided."),
        route="requests",
        icon="inbox",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("follow up tracking code request tray cartable status answer objection paid"),
    ),
    Service(
        slug="mailbox",
        title=_("My mailbox"),
        summary=_("Documents and letters for you, to read and to keep, and your own papers."),
        route="mailbox",
        icon="mail",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("letters correspondence documents papers download PDF certificate"),
    ),
    Service(
        slug="bank",
        title=_("My bank account"),
        summary=_("The account to which you are paid."),
        route="bank",
        icon="landmark",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("IBAN account number bank card payment"),
    ),
    Service(
        slug="mobile",
        title=_("My mobile number"),
        summary=_("The number to which messages go, and changing it."),
        route="mobile",
        icon="smartphone",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("phone SIM SMS text message change"),
    ),
    Service(
        slug="identity",
        title=_("Who I am"),
        summary=_("Your identity on file, and your insurance number."),
        route="identity",
        icon="circle-user",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("identity name birth insurance number profile"),
    ),
    Service(
        slug="treatment",
        title=_("Treatment cover"),
        summary=_("Whether you are covered for treatment today, and until when."),
        route="treatment",
        icon="shield-check",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("entitlement doctor hospital booklet health insurance cover"),
    ),
    Service(
        slug="relation",
        title=_("My relation with the organisation"),
        summary=_("Whether it is active today, and a document of it for others."),
        route="relation",
        icon="briefcase",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("active certificate institution bank embassy proof insured"),
    ),
)
