"""Signing in with national ID and passphrase, and how often it may be tried."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
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
BY_A_STRANGER: Final = Limit("sign-in-stranger", 10, timedelta(minutes=15))
BY_ALL_STRANGERS: Final = Limit("sign-in-strangers", 60, timedelta(minutes=15))
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
    counts = _counts(request, national_id)
    for limit, subject in counts:
        limit.spend(subject)
    user = authenticate(request, national_id=national_id, password=password)
    if not isinstance(user, User):
        return None
    for limit, subject in counts:
        limit.give_back(subject)
    return user


def _counts(request: HttpRequest, national_id: str) -> list[tuple[Limit, str]]:
    """What a try is counted in; a known device has its own, whatever strangers do."""
    who, address = subjects(request, national_id), address_of(request)
    if len(who) == 1:
        return [(FROM_AN_ADDRESS, address), (ON_A_KNOWN_DEVICE, who[0])]
    return [(FROM_AN_ADDRESS, address), (BY_A_STRANGER, who[0]), (BY_ALL_STRANGERS, who[1])]


def subjects(request: HttpRequest, national_id: str) -> tuple[str, ...]:
    """Whom a try about a national ID is counted as.

    One subject on a device that is known for the account; else two: this address about this
    person, and everybody about this person.
    """
    try:
        number = national_ids.normalise(national_id)
    except ValueError:
        number = national_id.strip()[:20]
    mark = known_device.mark_for(request, number)
    if mark and known_device.is_of(mark, account_of(number)):
        return (f"{number}:{mark}",)
    return f"{number}@{address_of(request)}", number


def address_of(request: HttpRequest) -> str:
    """The network address a request came from, behind the proxies we trust.

    Of the newer addresses (IPv6) the first half, which is what one customer gets.
    """
    address = ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(address)
