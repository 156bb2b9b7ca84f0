"""What a record holds, and what it costs to add to it."""

from django.utils.translation import gettext_lazy as _

from taminyar.benefits.calculators.shape import RECORD, Calculator, on_day, this_month
from taminyar.benefits.questions import Amounts, Choice, Money, Month, Number
from taminyar.law.wage_base import COUNTED, NOT_COUNTED

CALCULATORS = {
    "combined_record": Calculator(
        title=_("Combined record"),
        summary=_("Adds up months of several workshops; a day counts once."),
        amount=_("Record"),
        group=RECORD,
        icon="layers",
        wages=False,
    ),
    "wage_base": Calculator(
        title=_("Insured wage of a month"),
        summary=_("Which parts of a payslip count for the premium, up to the ceiling."),
        amount=_("Insured wage of the month"),
        group=RECORD,
        icon="banknote",
        facts=(
            Month("month", _("Month of the payslip"), initial=this_month),
            Number("days", _("Paid days"), least=1, most=31, initial=30),
            Amounts(
                "items",
                _("Lines of the payslip (rials)"),
                hint=_("Fill in those you have"),
                choices={word: _(label) for word, label in (COUNTED | NOT_COUNTED).items()},
            ),
        ),
    ),
    "own_account": Calculator(
        title=_("Premium of the self-employed"),
        summary=_("For the self-employed, students and housewives, by the rate they choose."),
        amount=_("Premium of the month"),
        group=RECORD,
        icon="wallet",
        facts=(
            Month("month", _("Month"), initial=this_month),
            Choice(
                "rate",
                _("Cover"),
                choices={
                    12: _("12 %: retirement, and death after it"),
                    14: _("14 %: also death before retirement"),
                    18: _("18 %: also disability"),
                    27: _("27 %: drivers between towns"),
                    7: _("7 %: construction workers"),
                },
            ),
            Choice(
                "group",
                _("I am insured as"),
                choices={
                    "self_employed": _("Self-employed"),
                    "student": _("Student"),
                    "housewife": _("Housewife"),
                    "driver": _("Driver"),
                    "construction": _("Construction worker"),
                },
                initial="self_employed",
            ),
            Choice(
                "factor",
                _("Factor of the job"),
                choices={
                    "1": _("1: students, housewives, most jobs"),
                    "1.1": _("1.1: drivers in town"),
                    "1.2": _("1.2: employers, contractors, ordinary construction workers"),
                    "1.3": _("1.3: semi-skilled construction workers"),
                    "1.35": _("1.35: drivers of cars and minibuses between towns"),
                    "1.4": _("1.4: skilled construction workers"),
                    "1.65": _("1.65: drivers of lorries and coaches"),
                },
                initial="1",
            ),
            Money(
                "wage",
                _("Chosen monthly wage (rials)"),
                hint=_("Leave it empty for the minimum wage"),
                required=False,
            ),
        ),
    ),
    "military_service": Calculator(
        title=_("Buying military service"),
        summary=_("What it costs to count the months of military service."),
        amount=_("Your share of the price"),
        group=RECORD,
        icon="shield",
        facts=(
            on_day(_("Day of the request")),
            Number("months", _("Months of service"), least=1, most=36, initial=21),
        ),
    ),
}
