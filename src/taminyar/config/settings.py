"""Settings, all from the environment; the defaults are those of the demonstration."""

import os

from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from environs import Env

from taminyar.config import catalogue, embedded_database, logs

env = Env()

VAR = env.path("VAR_ROOT", embedded_database.PROJECT / "var")

DEBUG = env.bool("DEBUG", False)
DEMONSTRATION = env.bool("DEMONSTRATION", not env.str("SECRET_KEY", ""))
SECRET_KEY = env.str("SECRET_KEY", "") or "demonstration-only-key-that-protects-nothing-real"
# How many times more one person may try a thing where a few stand for everybody.
FOR_TRYING = 10 if DEMONSTRATION else 1

if not DEMONSTRATION and not env.str("SECRET_KEY", ""):
    raise ImproperlyConfigured("Outside the demonstration SECRET_KEY must be set.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "taminyar.registries",
    "taminyar.people",
    "taminyar.notices",
    "taminyar.accounts",
    "taminyar.access",
    "taminyar.mailbox",
    "taminyar.payments",
    "taminyar.cartable",
    "taminyar.workshops",
    "taminyar.careers",
    "taminyar.benefits",
    "taminyar.pensions",
    "taminyar.profile",
    "taminyar.portal",
    "taminyar.office",
    "taminyar.demo",
    "taminyar.config",
]

MIDDLEWARE = [
    "taminyar.portal.middleware.body_is_not_endless",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "taminyar.portal.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "taminyar.accounts.idle.SessionsRunOut",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "taminyar.access.acting.acts_for",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "taminyar.portal.middleware.private_pages_are_not_kept",
    "taminyar.portal.middleware.get_never_writes",
]

# A larger body is not read at all; of a file that is too large for its page nothing is kept.
MOST_BODY = 60 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "taminyar.mailbox.paper_forms.DropsTooLarge",
    *global_settings.FILE_UPLOAD_HANDLERS,
]

ROOT_URLCONF = "taminyar.config.urls"
WSGI_APPLICATION = "taminyar.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "taminyar.portal.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "taminyar.portal.shell.shell",
            ],
        },
    },
]

if not env.str("DATABASE_URL", ""):
    # Child processes (web server, worker) find the same server through the environment.
    os.environ["DATABASE_URL"] = embedded_database.start("database", "taminyar")
DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}

# Shared by all processes, for what may be lost; the table is made by a migration of accounts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["taminyar.accounts.sign_in.NationalIdBackend"]
PASSWORD_HASHERS = ["taminyar.accounts.passphrases.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"taminyar.accounts.passphrases.{name}"} for name in ("LongEnough", "NotGuessable")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "landing"
# The library's own limits would let a stranger lock somebody out; ours are in accounts.throttle.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_ADAPTER = "taminyar.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "national_id"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
MFA_ADAPTER = "taminyar.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A passkey is bound to one address; on this machine itself that may be without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION

# The name under which people reach the service; the last line of a code's message carries it.
SITE_DOMAIN = env.str("SITE_DOMAIN", "localhost" if DEMONSTRATION else ALLOWED_HOSTS[0])
# Proxies in front of us that say where a request came from; 0 believes nobody.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)

# The key that signs documents, and its certificate, both in one PEM file. The demonstration makes
# its own and says so on each document.
SIGNING_KEY_FILE = env.str("SIGNING_KEY_FILE", "")
# Above this amount in rials a second officer confirms an approval.
FOUR_EYES_RIALS = env.int("FOUR_EYES_RIALS", 500_000_000)
# From this amount in rials on the medical reviewer gives an opinion on an aid.
REVIEWED_RIALS = env.int("REVIEWED_RIALS", 30_000_000)
# Who pays people: the name, IBAN and (if the bank wants it) BIC that stand in files for the bank.
PAYER_NAME = env.str("PAYER_NAME", "سازمان نمونه تأمین اجتماعی" if DEMONSTRATION else "")
PAYER_IBAN = env.str("PAYER_IBAN", "IR760170000000000000000001" if DEMONSTRATION else "")
PAYER_BIC = env.str("PAYER_BIC", "")
# host:port of a ClamAV server that looks at every uploaded paper; without it none does.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", "")

SMS_BACKEND = env.str("SMS_BACKEND", "outbox")
SMS = {
    name: env.str(f"SMS_{name.upper()}", "")
    for name in ("key", "username", "password", "sender", "template", "url")
}
REGISTRIES = {
    name: {"url": url, "token": env.str(f"REGISTRY_{name.upper()}_TOKEN", "")}
    for name in ("civil", "mobile", "bank", "conscription", "postcode")
    if (url := env.str(f"REGISTRY_{name.upper()}_URL", ""))
}

SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
# The longest a sign-in lasts, and the longest without a sign of life; both in seconds.
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", 12 * 60 * 60)
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 20 * 60)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMONSTRATION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "taminyar.portal.errors.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMONSTRATION else 365 * 24 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", _("Persian")), ("en", _("English"))]
LOCALE_PATHS = [catalogue.LOCALE]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tehran"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Documents and papers: a folder, or (with S3_BUCKET) S3-compatible storage.
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR / "media")
S3 = {
    "bucket_name": env.str("S3_BUCKET", ""),
    "endpoint_url": env.str("S3_ENDPOINT", "") or None,
    "region_name": env.str("S3_REGION", "") or None,
    "access_key": env.str("S3_ACCESS_KEY", "") or None,
    "secret_key": env.str("S3_SECRET_KEY", "") or None,
}
STORAGES = {
    "default": (
        {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": S3 | {"file_overwrite": False}}
        if S3["bucket_name"]
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Lists an import loads in one transaction at most; each list is still all or nothing.
MONTHLY_LIST_BATCH_LISTS = env.int("MONTHLY_LIST_BATCH_LISTS", 500)
MONTHLY_LIST_ENCODING = env.str("MONTHLY_LIST_ENCODING", "iran-system")
MONTHLY_LIST_REVERSE_DIGITS = env.bool("MONTHLY_LIST_REVERSE_DIGITS", True)

LOGGING = logs.configured(env.str("LOG_LEVEL", "WARNING"), as_json=not DEMONSTRATION)
