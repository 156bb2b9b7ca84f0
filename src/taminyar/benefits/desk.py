"""What the service desk offers about benefits."""

from collections.abc import Iterator
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.benefits.requests import KINDS, maternity
from taminyar.cartable.desk import Service

_ASK = _("Ask for something")
_GROUP = _("Work out an amount")
_FOR_WOMEN = _("For women")
_INSURED = frozenset({"insured"})
_ALL = frozenset({"insured", "pensioner", "employer"})

# Other words people use for what they ask for.
_WORDS: Final[dict[str, str | Promise]] = {
    "marriage": _("wedding loan gift spouse married contract request"),
    "maternity": _("pregnancy birth delivery child leave mother request"),
    "sickness": _("illness rest doctor hospital accident wage compensation request"),
    "orthosis": _(
        "glasses lenses hearing aid dentures tooth cane walker wheelchair prosthesis orthosis "
        "request"
    ),
    "funeral": _("death burial grave deceased dead request"),
}


def _requests() -> Iterator[Service]:
    for kind in KINDS:
        yield Service(
            slug=kind.route,
            title=kind.title,
            summary=kind.summary,
            route=kind.route,
            icon=kind.icon,
            group=_ASK,
            levels=kind.levels,
            synonyms=_WORDS[kind.slug],
            only_for=_FOR_WOMEN if kind.slug == maternity.KIND.slug else "",
            closed_to=kind.closed_to,
        )


SERVICES = (
    *_requests(),
    Service(
        slug="sickness",
        title=_("Sick pay: work it out"),
        summary=_("From the days of your rest and the wages on your record."),
        route="sickness",
        icon="thermometer",
        group=_GROUP,
        levels=_INSURED,
        synonyms=_("illness rest doctor hospital accident wage compensation leave"),
    ),
    Service(
        slug="marriage",
        title=_("Marriage gift: work it out"),
        summary=_("From the date of the contract and the wages on your record."),
        route="marriage",
        icon="heart",
        group=_GROUP,
        levels=_INSURED,
        synonyms=_("wedding loan gift spouse allowance"),
    ),
    Service(
        slug="maternity",
        title=_("Maternity pay: work it out"),
        summary=_("For women: from the days of the leave and the wages on the record."),
        route="maternity",
        icon="baby",
        group=_GROUP,
        levels=_INSURED,
        synonyms=_("pregnancy birth delivery child leave mother"),
        only_for=_FOR_WOMEN,
        closed_to=maternity.KIND.closed_to,
    ),
    Service(
        slug="calculators",
        title=_("All calculators"),
        summary=_("Pension, retirement age, glasses, unemployment, premiums and more."),
        route="calculators",
        icon="calculator",
        group=_GROUP,
        levels=_ALL,
        synonyms=_(
            "glasses dentures hearing aid wheelchair funeral unemployment retirement pension "
            "disability survivors increase Eidi military service self-employed premium fine "
            "contract"
        ),
    ),
    Service(
        slug="law",
        title=_("The values of the law"),
        summary=_("Minimum wage, ceilings, rates and limits of every year, each with its source."),
        route="law",
        icon="scale",
        group=_GROUP,
        levels=_ALL,
        synonyms=_("minimum wage ceiling rate percent regulation decree circular act article"),
    ),
)
