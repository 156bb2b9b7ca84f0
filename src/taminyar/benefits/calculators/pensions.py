"""Retirement, disability, survivors, and what pensions become."""

from django.utils.translation import gettext_lazy as _

from taminyar.benefits.calculators.shape import PENSION, Calculator, on_day, this_year
from taminyar.benefits.questions import Choice, Counts, Day, Money, Number, Tick

_SEX = Choice("sex", _("Sex"), choices={"f": _("Woman"), "m": _("Man")})
_PRO_RATA = Tick("pro_rata", _("It was granted with only 10 to 19 years of record"))
_ALL_YEARS = _(
    "Fill in all your years of work: the right depends on all of them, the amount on the wages of "
    "the last two years."
)
_HARD_YEARS = Number(
    "hard_years",
    _("Years in hard and harmful work"),
    most=60,
    initial=0,
    hint=_("Only what the committee has confirmed"),
)
_BORN = Day("birth_date", _("Date of birth"))

CALCULATORS = {
    "old_age": Calculator(
        title=_("Old-age pension"),
        summary=_("Whether you may retire on a day, and the pension of a month."),
        amount=_("Pension of a month"),
        group=PENSION,
        icon="armchair",
        career=_ALL_YEARS,
        facts=(
            on_day(_("Retirement on")),
            _BORN,
            _SEX,
            _HARD_YEARS,
        ),
    ),
    "retirement_dates": Calculator(
        title=_("When may I retire?"),
        summary=_("The earliest day by each way the law knows."),
        amount=_("Earliest days"),
        group=PENSION,
        icon="calendar-days",
        career=_("Fill in all your years of work."),
        wages=False,
        facts=(on_day(_("Worked out for the day")), _BORN, _SEX, _HARD_YEARS),
    ),
    "disability": Calculator(
        title=_("Disability pension"),
        summary=_("The pension, or the single payment, after a loss of ability to work."),
        amount=_("Disability pension of a month, or the single payment"),
        group=PENSION,
        icon="accessibility",
        facts=(
            on_day(_("Day of the disability")),
            Number(
                "degree",
                _("Loss of ability to work, in percent"),
                least=1,
                hint=_("As the medical commission wrote it"),
            ),
            Tick("work_related", _("It came from work")),
            Tick("dependants", _("My spouse, child or parent depends on me")),
        ),
    ),
    "survivors": Calculator(
        title=_("Survivors' pension"),
        summary=_("How a pension is shared among the family after a death."),
        amount=_("Pension of all survivors together"),
        group=PENSION,
        icon="users",
        facts=(
            Money("pension", _("Monthly pension of the deceased (rials)")),
            on_day(_("Date of death")),
            Counts(
                "survivors",
                _("Who is left?"),
                hint=_("How many of each; leave the others empty"),
                choices={
                    "spouse": _("Spouse"),
                    "child": _("Child who has lost one parent"),
                    "orphan": _("Child who has lost both parents"),
                    "parent": _("Father or mother"),
                },
            ),
            _PRO_RATA,
        ),
    ),
    "pension_increase": Calculator(
        title=_("Yearly increase of a pension"),
        summary=_("What a pension of one year becomes in a later one."),
        amount=_("Pension of the later year"),
        group=PENSION,
        icon="trending-up",
        facts=(
            Money("pension", _("Monthly pension (rials)")),
            Number(
                "from_year",
                _("This pension is of the year"),
                least=1380,
                most=1500,
                initial=lambda: this_year() - 1,
            ),
            Number("to_year", _("To the year"), least=1380, most=1500, initial=this_year),
            _PRO_RATA,
        ),
    ),
    "eidi": Calculator(
        title=_("New Year payment of pensioners"),
        summary=_("The Eidi of a year, with spouse and children."),
        amount=_("Eidi"),
        group=PENSION,
        icon="gift",
        facts=(
            Number("year", _("Year"), least=1380, most=1500, initial=this_year),
            Tick("spouse", _("My spouse depends on me")),
            Number("children", _("Children who depend on me"), most=20, initial=0),
        ),
    ),
}
