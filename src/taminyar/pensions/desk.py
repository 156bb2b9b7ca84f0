"""What the service desk offers pensioners."""

from django.utils.translation import gettext_lazy as _

from taminyar.cartable.desk import Service

SERVICES = (
    Service(
        slug="pensions",
        title=_("My pensions"),
        summary=_("Each pension with its number, its kind, since when, and its branch."),
        route="pensions",
        icon="armchair",
        group=_("My pension"),
        levels=frozenset({"pensioner"}),
        synonyms=_("pension number old age disability survivors retirement branch"),
    ),
)
