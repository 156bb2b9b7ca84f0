"""What every importing process needs, loaded once before they are forked."""

import django

django.setup()

import taminyar.workshops.monthly_list.receive  # noqa: E402, F401
