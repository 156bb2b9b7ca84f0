"""Jobs of the accounts."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from taminyar.accounts import registration_wishes
from taminyar.accounts.models import OneTimeCode, Tally


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="registration-wishes", pass_context=False)
def tell_who_waits_to_register(timestamp: int) -> None:
    """A message to those who could not register while a registry was silent."""
    registration_wishes.tell_all()


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="forget-codes", pass_context=False)
def forget_codes_and_counts(timestamp: int) -> None:
    """Removes codes and counts that have run out a day ago."""
    yesterday = timezone.now() - timedelta(days=1)
    OneTimeCode.objects.filter(expires_at__lt=yesterday).delete()
    Tally.objects.filter(until__lt=yesterday).delete()
