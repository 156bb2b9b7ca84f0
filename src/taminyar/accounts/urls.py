from django.urls import path

from taminyar.accounts import recovery_views, registration_views, security_views, views
from taminyar.accounts import second_factor_views as second_factor

urlpatterns = [
    # Some names are those the sign-in library looks for.
    path("login/", views.sign_in, name="account_login"),
    path("login/code/", views.sign_in_with_code, name="code-sign-in"),
    path("login/second-step/", second_factor.authenticate, name="mfa_authenticate"),
    path("login/passkey/", second_factor.passkey_sign_in, name="passkey-sign-in"),
    path("logout/", views.sign_out, name="logout"),
    path("level/", views.choose_level, name="level"),
    path("stay/", views.stay, name="stay"),
    path("register/", registration_views.register, name="register"),
    path("recover/", recovery_views.recover, name="recover"),
    path("account/confirm/", security_views.confirm, name="confirm"),
    path("account/go-on/", views.go_on, name="go-on"),
    path("account/sessions/", security_views.open_sessions, name="sessions"),
    path("account/security/", security_views.security, name="security"),
    path("account/security/passphrase/", security_views.change_passphrase, name="passphrase"),
    path("account/security/app/", second_factor.activate_app, name="mfa_activate_totp"),
    path("account/security/app/off/", second_factor.deactivate_app, name="mfa_deactivate_totp"),
    path("account/security/passkeys/new/", second_factor.add_passkey, name="add-passkey"),
    path(
        "account/security/passkeys/<int:pk>/off/",
        second_factor.remove_passkey,
        name="remove-passkey",
    ),
    path("account/security/codes/", second_factor.recovery_codes, name="recovery-codes"),
]
