"""What people are told about acting for another person. No text carries an address."""

from django.utils.translation import gettext_lazy as _

from taminyar.notices.events import Event

EVENTS = (
    Event(
        "delegation-invited",
        title=_("Somebody asks you to act for them"),
        text=_("%(name)s wants to give you the right to act for them. Answer within 7 days."),
        sms=_("%(name)s asks you to act for them. Answer in your account under “Delegates”."),
        group="access",
        critical=True,
        route="delegates",
    ),
    Event(
        "delegation-given",
        title=_("Another person may act for you now"),
        text=_("%(name)s has accepted and may act for you now. You can end it at any time."),
        sms=_("%(name)s may act for you now. If you do not want this, end it in your account."),
        group="access",
        critical=True,
        route="delegates",
    ),
    Event(
        "delegation-held",
        title=_("You may act for another person now"),
        text=_("You may act for %(name)s now. They see each time you look at their file."),
        sms=_("You may act for %(name)s now."),
        group="access",
        critical=True,
        route="delegates",
    ),
    Event(
        "delegation-used",
        title=_("Another person acts for you today"),
        text=_("%(name)s acts for you today. If you do not want this, end the right."),
        sms=_("%(name)s acts for you today. If you do not want this, end it in your account."),
        group="access",
        route="delegates",
    ),
    Event(
        "delegation-ended",
        title=_("The right to act for another person has ended"),
        text=_("%(delegate)s may no longer act for %(principal)s."),
        sms=_("%(delegate)s may no longer act for %(principal)s."),
        group="access",
        critical=True,
        route="delegates",
    ),
)
