"""Logs: one line of JSON for each thing that happened, or plain words in the demonstration."""

import re
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

# National IDs, insurance numbers, mobiles, cards and IBANs: eight digits and more that stand alone
# or in groups, so that the digests of the access log, which have letters among them, stay whole.
# Django writes the Persian and Arabic digits of an address as \u06f9 and \u0669.
_NUMBER: Final = re.compile(
    r"(?<![^\W_])(?:IR)?(?:\d|\\u06[6f]\d){8,}(?![^\W_])"
    r"|(?<![^\W_])(?:IR\d\d([ -])(?:\d{4}\1){5}\d\d|\d{3}([ -])\d{3}\2\d{4})(?![^\W_])"
)


def without_numbers(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Leaves out of every text of a line what may tell who somebody is; addresses hold some."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _NUMBER.sub("•••", value)
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configured(level: str, *, as_json: bool) -> dict[str, Any]:
    """Sends what structlog is told through `logging`; returns Django's LOGGING setting."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_numbers,
                    renderer,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
    }
