"""What the service desk offers employers."""

from django.utils.translation import gettext_lazy as _

from taminyar.cartable.desk import Service

SERVICES = (
    Service(
        slug="employer-lists",
        title=_("Lists received"),
        summary=_("The monthly lists of your workshops as they reached us, and the premium due."),
        route="employer-lists",
        icon="building-2",
        group=_("My workshops"),
        levels=frozenset({"employer"}),
        synonyms=_("insurance list workers send correct premium workshop"),
    ),
)
