"""What the sign-in library is told about this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.accounts import fresh, idle, known_device, levels, second_factor
from taminyar.accounts.models import User
from taminyar.notices.tell import tell
from taminyar.people.sealing import key


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The steps of a sign-in: passphrase, code or passkey; then the second factor if there is one.

    Addresses and mail play no part; notices are told in our own way.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the code, or it was used already."),
    }

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def login(self, request: HttpRequest, user: User) -> None:
        """Opens the session with a new key, and notes how and as what.

        A code by text message opens the account, and is no proof for what moves money or codes.
        """
        strong = request.session.pop(second_factor.PROVED, None) == user.pk
        super().login(request, user)
        idle.begin(request)
        if strong:
            fresh.note(request)
        levels.remember(request, user.person)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Leads on; a device that was not known yet is told about and known from now on."""
        response: HttpResponse = super().post_login(request, user, **more)
        if not known_device.is_known(request, user):
            device = known_device.in_words(request.META.get("HTTP_USER_AGENT", ""))
            tell(user.person, "signed-in", device=device)
        known_device.remember(request, response, user)
        return response

    def is_safe_url(self, url: str | None) -> bool:
        """Whether an address to go on to is ours; one that cannot be read is not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Never by the library: `fresh.asks_fresh_sign_in` stands before the pages that need it."""
        return False

    def add_message(self, *args: Any, **more: Any) -> None:
        """Our pages speak for themselves."""

    def send_notification_mail(self, template: str, user: User, *args: Any, **more: Any) -> None:
        """A second factor was added or taken away: told on every channel."""
        tell(user.person, "second-factor-changed")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are kept encrypted; names are the service's."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the code, or it was used already."),
    }

    def get_totp_issuer(self) -> str:
        return _("Taminyar")

    def _get_site_name(self) -> str:
        return _("Taminyar")

    def _get_user_identifier(self, user: User) -> str:
        return user.national_id

    def encrypt(self, text: str) -> str:
        return Fernet(key("second-factor")).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return Fernet(key("second-factor")).decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Staff keep at least one second factor."""
        if not authenticator.user.is_staff:
            return True
        kinds = type(authenticator).Type
        others = type(authenticator).objects.filter(
            user=authenticator.user, type__in=[kinds.TOTP, kinds.WEBAUTHN]
        )
        return bool(others.exclude(pk=authenticator.pk).exists())
