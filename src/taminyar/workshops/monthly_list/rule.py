"""A rule of the list as an expression over its columns."""

import dataclasses
from collections.abc import Mapping

import polars as pl


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """Where ``wrong`` is true the fault ``code`` is reported for ``field``.

    Null counts as right: what could not be read is reported by the decoder. ``values`` fill the
    message.
    """

    code: str
    field: str
    wrong: pl.Expr
    values: Mapping[str, pl.Expr] = dataclasses.field(default_factory=dict)


def rule(code: str, field: str, wrong: pl.Expr, **values: pl.Expr | str) -> Rule:
    """A rule whose values are expressions or names of columns."""
    named = {key: pl.col(v) if isinstance(v, str) else v for key, v in values.items()}
    return Rule(code, field, wrong, named)


def too_long(field: str, name: str, limit: int = 100) -> Rule:
    """A text longer than any layout allows, and than the tables hold, in letters."""
    length = pl.col(name).str.len_chars()
    return rule("text_too_long", field, length > limit, value=name, limit=pl.lit(limit))
