"""What is wrong with the registries of the sandbox: switched at run time, for all processes.

The switches stand in `sandbox.json` of the folder of changing files and are read at every call.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Fault:
    """How a registry behaves; `delay` in seconds."""

    delay: float = 0
    refuse: bool = False
    wrong: bool = False
    outage: bool = False


def of(registry: str) -> Fault:
    return switched().get(registry, Fault())


def switched() -> dict[str, Fault]:
    """The registries with a fault."""
    try:
        text = _file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {registry: Fault(**fault) for registry, fault in json.loads(text).items()}


def switch(registry: str, fault: Fault) -> None:
    """In place of what was wrong with the registry before."""
    others = {name: other for name, other in switched().items() if name != registry}
    _write(others if fault == Fault() else others | {registry: fault})


def _write(faults: dict[str, Fault]) -> None:
    """At once, so that nobody reads half a file."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".writing")
    half.write_text(json.dumps({name: asdict(fault) for name, fault in faults.items()}), "utf-8")
    half.replace(path)


def _file() -> Path:
    folder: Path = settings.VAR
    return folder / "sandbox.json"
