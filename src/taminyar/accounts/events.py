"""What people are told about their account. All of it is critical: nobody can switch it off."""

from django.utils.translation import gettext_lazy as _

from taminyar.notices.events import Event

EVENTS = (
    Event(
        slug="signed-in",
        title=_("A sign-in on a new device"),
        text=_(
            "Your account was opened on a device we had not seen before: %(device)s."
            " Not you? Call 1420."
        ),
        sms=_("Your account was opened on a new device: %(device)s. Not you? Call 1420."),
        group="account",
        critical=True,
        route="sessions",
    ),
    Event(
        slug="passphrase-changed",
        title=_("Your passphrase was changed"),
        text=_("The passphrase of your account was changed. Other devices were signed out."),
        sms=_("The passphrase of your account was changed. Not you? Call 1420."),
        group="account",
        critical=True,
        route="security",
    ),
    Event(
        slug="passphrase-recovered",
        title=_("A new passphrase was set with a code"),
        text=_(
            "A new passphrase was set with a code to your mobile. For three days bank account,"
            " mobile and delegates cannot be changed."
        ),
        sms=_("A new passphrase was set for your account. Not you? Call 1420."),
        group="account",
        critical=True,
        route="security",
    ),
    Event(
        slug="mobile-replaced",
        title=_("An account was opened with another mobile"),
        text=_("An account was opened in your name, and its codes go to %(mobile)s now."),
        sms=_("An account was opened in your name with mobile %(mobile)s. Not you? Call 1420."),
        group="account",
        critical=True,
        route="mobile",
    ),
    Event(
        slug="second-factor-changed",
        title=_("The second step of signing in was changed"),
        text=_("A passkey or an authenticator app was added to your account or taken away."),
        sms=_("The second step of signing in was changed. Not you? Call 1420."),
        group="account",
        critical=True,
        route="security",
    ),
)
