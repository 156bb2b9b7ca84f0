"""What every issuing process needs, loaded once before they are forked."""

import django

django.setup()

import taminyar.mailbox.issue  # noqa: E402, F401
