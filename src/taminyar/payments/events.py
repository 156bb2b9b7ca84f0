"""What people are told about their payments. Of one that was made, the room it came from tells."""

from django.utils.translation import gettext_lazy as _

from taminyar.notices.events import Event, Group

EVENTS = (
    Event(
        slug="payment-returned",
        title=_("Your bank gave a payment back"),
        text=_(
            "The bank gave back a payment of %(amount)s rials to the account ending in %(ending)s:"
            " %(reason)s. Register another account, please; then we pay it again."
        ),
        sms=_(
            "The bank gave back a payment to your account ending in %(ending)s. Register another"
            " account, please; then we pay it again."
        ),
        group=Group.PENSION,
        route="bank",
    ),
    # Another account was registered while the bank had it.
    Event(
        slug="payment-goes-elsewhere",
        title=_("Your bank gave a payment back"),
        text=_(
            "The bank gave back a payment of %(amount)s rials to the account ending in %(ending)s:"
            " %(reason)s. We pay it to the account you have registered since."
        ),
        sms=_(
            "The bank gave back a payment to your account ending in %(ending)s. We pay it to the"
            " account you have registered since."
        ),
        group=Group.PENSION,
        route="bank",
    ),
)
