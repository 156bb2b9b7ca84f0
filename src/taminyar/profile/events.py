"""What people are told about bank account and mobile. A change cannot be switched off."""

from django.utils.translation import gettext_lazy as _

from taminyar.notices.events import Event, Group

EVENTS = (
    Event(
        slug="bank-account-changed",
        title=_("Your bank account was registered"),
        text=_(
            "The bank account ending in %(ending)s is registered for you. Payments go to it"
            " from %(payable)s. Was it not you? Call 1420 at once."
        ),
        sms=_(
            "The bank account ending in %(ending)s is registered for you; payments go to it"
            " from %(payable)s. Not you? Call 1420."
        ),
        group=Group.ACCOUNT,
        critical=True,
        route="bank",
    ),
    Event(
        slug="bank-account-refused",
        title=_("Your bank account was not registered"),
        text=_(
            "The bank account ending in %(ending)s was not registered. The page of your bank"
            " account says why and what you can do."
        ),
        sms=_("The bank account ending in %(ending)s was not registered. See your account."),
        group=Group.ACCOUNT,
        route="bank",
    ),
    Event(
        slug="mobile-changed",
        title=_("Your mobile was changed"),
        text=_(
            "Codes and messages now go to %(mobile)s. For 72 hours nothing is paid to a new"
            " bank account. Was it not you? Call 1420 at once."
        ),
        sms=_("Your mobile with us is now %(mobile)s. Not you? Call 1420."),
        group=Group.ACCOUNT,
        critical=True,
        route="mobile",
    ),
)
