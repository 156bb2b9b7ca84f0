"""Signing in with national ID and passphrase, and how often it may be tried."""

from datetime import timedelta
from typing import Final

from allauth.account.adapter import get_adapter
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.db.models import OuterRef
from django.http import HttpRequest

from taminyar.accounts import known_device
from taminyar.accounts.models import User
from taminyar.accounts.throttle import Limit
from taminyar.notices.models import unread_of
from taminyar.persian import national_id as national_ids

# Many share one address (a café, a mobile network), so it may be wrong often; one account from
# devices it does not know may not, and a known device has its own count.
FROM_AN_ADDRESS: Final = Limit("sign-in-address", 100, timedelta(minutes=10))
BY_STRANGERS: Final = Limit("sign-in-stranger", 10, timedelta(minutes=15))
ON_A_KNOWN_DEVICE: Final = Limit("sign-in-device", 10, timedelta(minutes=15))


class NationalIdBackend(ModelBackend):
    """Finds the account by national ID, typed in any digits; loads the person with the user."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, national_id: str = "", password: str = ""
    ) -> User | None:
        """The user, or None. Takes as long for an unknown national ID as for a wrong password."""
        user = account_of(national_id)
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def get_user(self, user_id: int) -> User | None:
        """The user with the person and the number of unread notices, in one query."""
        users = User.objects.select_related("person").annotate(
            unread_notices=unread_of(OuterRef("person_id"))
        )
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


def account_of(typed: str) -> User | None:
    """The account of a national ID typed in any digits, open or closed."""
    try:
        number = national_ids.normalise(typed)
    except ValueError:
        return None
    return User.objects.select_related("person").filter(national_id=number).first()


def try_passphrase(request: HttpRequest, national_id: str, password: str) -> User | None:
    """The user, or None for a wrong passphrase. Raises `TooManyTries`.

    A try is counted before the passphrase is looked at, and forgotten when it was right.
    """
    account, limit = _count_of(request, national_id)
    address = address_of(request)
    FROM_AN_ADDRESS.spend(address)
    limit.spend(account)
    user = authenticate(request, national_id=national_id, password=password)
    if not isinstance(user, User):
        return None
    limit.clear(account)
    FROM_AN_ADDRESS.give_back(address)
    return user


def _count_of(request: HttpRequest, national_id: str) -> tuple[str, Limit]:
    try:
        number = national_ids.normalise(national_id)
    except ValueError:
        number = national_id.strip()[:20]
    mark = known_device.mark_for(request, number)
    return (f"{number}:{mark}", ON_A_KNOWN_DEVICE) if mark else (number, BY_STRANGERS)


def address_of(request: HttpRequest) -> str:
    """The network address a request came from, behind the proxies we trust."""
    address: str = get_adapter().get_client_ip(request)
    return address
