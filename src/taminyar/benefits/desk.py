"""What the service desk offers about benefits."""

from django.utils.translation import gettext_lazy as _

from taminyar.cartable.desk import Service

_GROUP = _("Work out an amount")
_INSURED = frozenset({"insured"})
_ALL = frozenset({"insured", "pensioner", "employer"})

SERVICES = (
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
