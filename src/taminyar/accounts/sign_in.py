"""Signing in with national ID and passphrase."""

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from taminyar.accounts.models import User
from taminyar.persian import national_id as national_ids


class NationalIdBackend(ModelBackend):
    """Finds the account by national ID, typed in any digits; loads the person with the user."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, national_id: str = "", password: str = ""
    ) -> User | None:
        """The user, or None. Takes as long for an unknown national ID as for a wrong password."""
        user = self._find(national_id)
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def _find(self, typed: str) -> User | None:
        try:
            number = national_ids.normalise(typed)
        except ValueError:
            return None
        return User.objects.select_related("person").filter(national_id=number).first()

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
