"""What tests that commit leave in the database, and taking it away.

The order of the files is random: a row one file leaves changes what another one finds, on some
days only. So each file gives the database back as it got it, and is named when it does not.
"""

from typing import Final

from django.conf import settings
from django.db import connection

from tests.access.looks import erase_the_log

# Written with the tables themselves, not by a test.
MADE_WITH_THE_TABLES: Final = {"django_migrations", "django_content_type", "auth_permission"}


def is_made() -> bool:
    """Whether the database of the tests is there; those of the law alone need none."""
    return bool(connection.settings_dict["NAME"] == settings.DATABASES["default"]["TEST"]["NAME"])


def filled() -> list[str]:
    """Names of the tables that hold rows, those that came with the tables left out."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - MADE_WITH_THE_TABLES
        each = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in sorted(names))
        cursor.execute(" UNION ALL ".join(each))
        return [name for [name] in cursor.fetchall()]


def empty() -> None:
    """Empties every table, also those the database itself never lets anybody change."""
    erase_the_log()
    if names := filled():
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
