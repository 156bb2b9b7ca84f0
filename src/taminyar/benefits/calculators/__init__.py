"""Every calculator: its place in the list, and how each fact of its rule is asked for.

The keys are the rules of `law`; the names of the facts are those of their dataclasses.
"""

from taminyar.benefits.calculators import employers, pensions, records, short_term
from taminyar.benefits.calculators.shape import Calculator

CALCULATORS: dict[str, Calculator] = {
    **short_term.CALCULATORS,
    **pensions.CALCULATORS,
    **records.CALCULATORS,
    **employers.CALCULATORS,
}


def by_group() -> list[tuple[str, list[tuple[str, Calculator]]]]:
    """Title of each group with its calculators and their rules, in the order of the list."""
    groups: dict[str, list[tuple[str, Calculator]]] = {}
    for rule, calculator in CALCULATORS.items():
        groups.setdefault(str(calculator.group), []).append((rule, calculator))
    return list(groups.items())
