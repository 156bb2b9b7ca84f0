"""What people are told about their requests. No text carries an address."""

from django.utils.translation import gettext_lazy as _

from taminyar.notices.events import Event, Group

EVENTS = tuple(
    Event(
        f"request-{slug}",
        title=title,
        text=text,
        sms=sms,
        group=Group.REQUESTS,
        route="request",
        about="tracking",
    )
    for slug, title, text, sms in (
        (
            "sent",
            _("Your request has arrived"),
            _("%(title)s: your request %(tracking)s has arrived."),
            _("%(title)s: your request has arrived. Tracking code %(tracking)s"),
        ),
        (
            "ask-papers",
            _("Papers are needed from you"),
            _("%(title)s (%(tracking)s): some papers are needed again. See which and why."),
            _("%(title)s, request %(tracking)s: papers are needed from you. See your requests."),
        ),
        (
            "papers-reminder",
            _("Papers are still missing"),
            _(
                "%(title)s (%(tracking)s): papers are still missing; without them it is closed on "
                "%(until)s. With the last one it goes on by itself."
            ),
            _("%(title)s, request %(tracking)s: without the papers it is closed on %(until)s."),
        ),
        (
            "expire",
            _("Your request was closed"),
            _("%(title)s (%(tracking)s): the papers did not come. You may send a new request."),
            _("%(title)s, request %(tracking)s was closed: the papers did not come."),
        ),
        (
            "refer",
            _("A reviewer looks at your request"),
            _("%(title)s (%(tracking)s): the medical reviewer looks at it. You need do nothing."),
            _("%(title)s, request %(tracking)s: the medical reviewer looks at it."),
        ),
        (
            "refuse",
            _("Your request was refused"),
            _("%(title)s (%(tracking)s): refused. See why, and how to object."),
            _("%(title)s, request %(tracking)s was refused. See why, and object if it is wrong."),
        ),
        (
            "to-finance",
            _("Your request was approved"),
            _("%(title)s (%(tracking)s): approved and sent to finance."),
            _("%(title)s, request %(tracking)s: approved and sent to finance."),
        ),
        (
            "account-needed",
            _("Approved: an account of yours is needed"),
            _(
                "%(title)s (%(tracking)s): approved, but you have no bank account here. "
                "Register one, and we pay you."
            ),
            _(
                "%(title)s, request %(tracking)s: approved, but you have no bank account here. "
                "Register one in your account, and we pay you."
            ),
        ),
        (
            "account-held",
            _("Your request was approved"),
            _("%(title)s (%(tracking)s): approved. Your new account is paid from %(payable)s on."),
            _("%(title)s, request %(tracking)s: approved. Your account is paid from %(payable)s."),
        ),
        (
            "propose",
            _("A second officer looks at your request"),
            _(
                "%(title)s (%(tracking)s): one officer has finished, and a second one looks at it, "
                "too. You need do nothing."
            ),
            _("%(title)s, request %(tracking)s: a second officer looks at it, too."),
        ),
        (
            "object",
            _("Your objection has arrived"),
            _("%(title)s (%(tracking)s): another officer than the first looks at it anew."),
            _("%(title)s, request %(tracking)s: your objection has arrived."),
        ),
        (
            "finish",
            _("Your request is done"),
            _("%(title)s (%(tracking)s): approved and done."),
            _("%(title)s, request %(tracking)s: approved and done."),
        ),
        (
            "queue-payment",
            _("Your money is on its way"),
            _("%(title)s (%(tracking)s): the payment is with the bank."),
            _("%(title)s, request %(tracking)s: the payment is with the bank."),
        ),
        (
            "pay",
            _("You were paid"),
            _("%(title)s (%(tracking)s): paid to your account."),
            _("%(title)s, request %(tracking)s: paid to your account."),
        ),
        (
            "escalate",
            _("Your request takes longer"),
            _(
                "%(title)s (%(tracking)s): this step takes longer than it should. We are sorry; it "
                "was reported to the management."
            ),
            _("%(title)s, request %(tracking)s takes longer. We are sorry; it was reported."),
        ),
        (
            "message",
            _("A message about your request"),
            _("%(title)s (%(tracking)s): the office wrote to you."),
            _("%(title)s, request %(tracking)s: the office wrote to you. See your requests."),
        ),
    )
)
