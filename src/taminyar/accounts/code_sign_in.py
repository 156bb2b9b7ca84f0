"""Signing in with a code to the mobile on file."""

from typing import Any

from django import forms
from django.http import HttpRequest

from taminyar.accounts import codes, sign_in
from taminyar.accounts.fields import NationalIdField
from taminyar.accounts.forms import wait
from taminyar.accounts.models import Purpose, User
from taminyar.accounts.throttle import TooManyTries


class CodeSignInForm(forms.Form):
    """Whose mobile gets the code. The answer is the same for everybody."""

    national_id = NationalIdField()

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors:
            try:
                send_code(self.request, answers["national_id"])
            except TooManyTries as error:
                raise wait(error) from error
        return answers


def send_code(request: HttpRequest, national_id: str) -> None:
    """A code to the mobile of the account, or the same motions for nobody.

    Raises `TooManyTries` for the address or the person asked about.
    """
    sign_in.FROM_AN_ADDRESS.spend(sign_in.address_of(request))
    user = sign_in.account_of(national_id)
    known = user is not None and user.is_active and bool(user.person.mobile)
    codes.send(
        request.session,
        Purpose.SIGN_IN,
        user.person.mobile if user and known else "",
        counted_as=sign_in.subjects(request, national_id),
        to_nobody=not known,
        user=user.pk if user and known else 0,
    )


def account_of(subject: dict[str, Any]) -> User | None:
    """The account a right code opens; None when it was closed or has another mobile by now."""
    user = User.objects.select_related("person").filter(pk=subject["user"], is_active=True).first()
    return user if user and user.person.mobile == subject["mobile"] else None
