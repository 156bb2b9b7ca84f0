"""Settings of the tests: the project's own, on a database server that may lose its data."""

import os
import tempfile
from pathlib import Path
from typing import Any

from taminyar.config import catalogue, embedded_database

# Before Django reads a first translation.
catalogue.compile_catalogue()

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = embedded_database.start(
        "test-database", "taminyar", disposable=True
    )

from taminyar.config.settings import *  # noqa: E402, F403

# Text messages and the sandbox's switches of each run stay apart.
VAR = Path(tempfile.gettempdir()) / f"taminyar-tests-{os.getpid()}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# Argon2 takes the better part of a second on purpose; tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [*MIDDLEWARE, "tests.visits.NoteRoute"]  # noqa: F405
_jinja: dict[str, Any] = TEMPLATES[0]["OPTIONS"]  # type: ignore[assignment]  # noqa: F405
_jinja["environment"] = "tests.visits.noting_environment"
# Two runs at once must not share a database.
DATABASES["default"]["TEST"] = {"NAME": f"test_taminyar_{os.getpid()}"}  # noqa: F405
