"""What an employer pays."""

from django.utils.translation import gettext_lazy as _

from taminyar.benefits.calculators.shape import EMPLOYER, Calculator, this_month
from taminyar.benefits.questions import Choice, Day, Money, Month, Number, Repeated, Tick
from taminyar.persian import jalali

CALCULATORS = {
    "employer_premium": Calculator(
        title=_("Premium of a workshop"),
        summary=_("The premium of a month's list, share by share."),
        amount=_("Premium of the month"),
        group=EMPLOYER,
        icon="building-2",
        facts=(
            Month("month", _("Month of the list"), initial=this_month),
            Repeated(
                "wages",
                _("Workers of the list"),
                hint=_("A line for each worker; leave the others empty"),
                columns=(
                    Money("wage", _("Insured wage of the month (rials)")),
                    Number("days", _("Paid days"), least=1, most=31, initial=30),
                ),
                times=8,
            ),
            Tick("hard", _("The work is hard and harmful")),
        ),
    ),
    "arrears": Calculator(
        title=_("Late premium"),
        summary=_("Premium, fines and relief when a list or a payment is late."),
        amount=_("To pay"),
        group=EMPLOYER,
        icon="hourglass",
        facts=(
            Money("premium", _("Premium of the month (rials)")),
            Month("month", _("Month of the list")),
            Day(
                "list_sent_on",
                _("When was the list sent?"),
                hint=_("Leave it empty if it was not sent"),
                required=False,
            ),
            Day("paid_on", _("When is it paid?"), initial=jalali.today),
            Tick("relief", _("With the relief of 30 % for paying before the writ")),
        ),
    ),
    "contract": Calculator(
        title=_("Premium of a contract"),
        summary=_("What a contractor pays on a contract (article 38)."),
        amount=_("Premium of the contract"),
        group=EMPLOYER,
        icon="file-text",
        facts=(
            Money("amount", _("Amount of the contract (rials)")),
            Choice(
                "kind",
                _("Kind of contract"),
                choices={
                    "with_materials": _("With the contractor's materials"),
                    "labour_only": _("Labour only"),
                    "development": _("Development project"),
                    "development_labour_only": _("Development project, labour only"),
                    "consultant": _("Consultants of development projects"),
                },
            ),
        ),
    ),
}
