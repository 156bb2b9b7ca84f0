"""`taminyar check --deploy`: which registries are missing, and which are asked in the clear."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks

from taminyar.registries import NAMES


def registries_are_configured(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:
    return list(_faults())


def _faults() -> Iterator[checks.CheckMessage]:
    for registry in NAMES:
        variable = f"REGISTRY_{registry.upper()}_URL"
        known = settings.REGISTRIES.get(registry)
        if known is None:
            yield checks.Warning(
                f"{variable} is not set: this registry never answers.", id="registries.W1"
            )
        elif not known["url"].startswith("https://"):
            yield checks.Error(f"{variable} must begin with https://.", id="registries.E1")
