"""What every deciding process needs, loaded once before they are forked."""

import django

django.setup()

import tests.cartable.requests  # noqa: E402, F401
