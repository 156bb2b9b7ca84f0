"""What is paid for a while: sickness, maternity, marriage, aids, funeral, unemployment."""

from django.utils.translation import gettext_lazy as _

from taminyar.benefits.calculators.shape import HELP, Calculator
from taminyar.benefits.questions import Choice, Day, Money, Number, Tick
from taminyar.persian import jalali

_LAST_DAY = _("This day counts too")

CALCULATORS = {
    "sickness": Calculator(
        title=_("Sick pay"),
        summary=_("What is paid for the days a doctor told you to rest."),
        amount=_("Sick pay for the whole rest"),
        group=HELP,
        icon="thermometer",
        facts=(
            Day("start", _("First day of rest")),
            Day("end", _("Last day of rest"), hint=_LAST_DAY),
            Tick("dependants", _("My spouse, child or parent depends on me")),
            Tick("hospitalised", _("I was in hospital")),
            Tick("accident", _("It was an accident or an occupational disease")),
        ),
    ),
    "maternity": Calculator(
        title=_("Maternity pay"),
        summary=_("What an insured woman is paid during maternity leave."),
        amount=_("Maternity pay for the whole leave"),
        group=HELP,
        icon="baby",
        facts=(
            Day("start", _("First day of the leave")),
            Day("end", _("Last day of the leave"), hint=_LAST_DAY),
            Day(
                "delivery",
                _("Day of birth"),
                hint=_("Leave it empty if it is the first day of the leave"),
                required=False,
            ),
            Number("children", _("Children born"), least=1, most=9, initial=1),
        ),
    ),
    "marriage": Calculator(
        title=_("Marriage gift"),
        summary=_("Paid once to each insured spouse on the first marriage."),
        amount=_("Marriage gift"),
        group=HELP,
        icon="heart",
        facts=(
            Day("date", _("Date of the marriage contract")),
            Tick("first", _("It is my first marriage"), initial=True),
            Tick("registered", _("It is permanent and officially registered"), initial=True),
            Tick("employed", _("I was still in work on that day"), initial=True),
        ),
    ),
    "orthosis": Calculator(
        title=_("Glasses, dentures, hearing aids"),
        summary=_("How much of the price of an aid is paid back."),
        amount=_("Paid back"),
        group=HELP,
        icon="glasses",
        facts=(
            Choice(
                "item",
                _("What did you buy?"),
                choices={
                    "glasses": _("Glasses, frame and lenses"),
                    "lens": _("One lens of glasses"),
                    "contact_lenses": _("A pair of contact lenses"),
                    "full_denture": _("Full denture"),
                    "half_denture": _("Half denture"),
                    "denture_tooth": _("One tooth of a denture"),
                    "hearing_aid": _("Hearing aid"),
                    "artificial_eye": _("Artificial eye"),
                    "wheelchair": _("Wheelchair"),
                    "walker": _("Walker"),
                    "cane": _("Cane"),
                    "voice_prosthesis": _("Voice prosthesis"),
                    "nerve_stimulator": _("Nerve stimulator"),
                },
            ),
            Money("invoice", _("Price on the invoice (rials)")),
            Day("date", _("Date of the invoice"), initial=jalali.today),
            Day(
                "last_paid",
                _("When was the same thing last paid for?"),
                hint=_("Leave it empty if never"),
                required=False,
            ),
        ),
    ),
    "funeral": Calculator(
        title=_("Funeral grant"),
        summary=_("Paid to the family towards the burial."),
        amount=_("Funeral grant"),
        group=HELP,
        icon="flower",
        facts=(Day("date", _("Date of death")),),
    ),
    "unemployment": Calculator(
        title=_("Unemployment pay"),
        summary=_("What is paid each month after work is lost, and for how long."),
        amount=_("Unemployment pay of a month"),
        group=HELP,
        icon="umbrella",
        facts=(
            Day("date", _("First day without work"), initial=jalali.today),
            Number("dependants", _("How many people depend on you?"), most=20, initial=0),
        ),
    ),
}
