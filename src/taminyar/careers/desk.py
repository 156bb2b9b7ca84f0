"""What the service desk offers about the record."""

from django.utils.translation import gettext_lazy as _

from taminyar.cartable.desk import Service

_GROUP = _("My record")
_LEVELS = frozenset({"insured", "pensioner"})

SERVICES = (
    Service(
        slug="records",
        title=_("All my records"),
        summary=_("Every year with its workplaces, then every month with its days."),
        route="records",
        icon="calendar-days",
        group=_GROUP,
        levels=_LEVELS,
        synonyms=_("insurance history years days months premium loan embassy print"),
    ),
    Service(
        slug="record-wages",
        title=_("Wages on record"),
        summary=_("Days and itemised wage of every month."),
        route="record-wages",
        icon="banknote",
        group=_GROUP,
        levels=_LEVELS,
        synonyms=_("salary pay itemised wages benefits payslip"),
    ),
    Service(
        slug="record-combined",
        title=_("Combined record"),
        summary=_("The whole record added up, overlapping days counted once."),
        route="record-combined",
        icon="layers",
        group=_GROUP,
        levels=_LEVELS,
        synonyms=_("total sum years retirement how many years consolidated"),
    ),
    Service(
        slug="record-jobs",
        title=_("Job titles"),
        summary=_("The jobs your employers declared for you."),
        route="record-jobs",
        icon="briefcase",
        group=_GROUP,
        levels=_LEVELS,
        synonyms=_("occupation profession job code hard work"),
    ),
)
