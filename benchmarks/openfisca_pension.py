"""The old-age pension and its yearly increase as rules of OpenFisca, for `law_speed` to race with.

Bare formulas: one input a variable, no conditions, no explanation. A year stands for a Jalali
one. Money is a `float`, single precision: its whole numbers end at 2,147,483,647 rials.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="Insured person", is_person=True)


class wages(Variable):  # noqa: N801 - OpenFisca takes the variable's name from the class
    """Insured wages of the last 24 paid months, rials."""

    value_type, entity, definition_period, label = float, PERSON, "year", "Wages of two years"


class paid_days(Variable):  # noqa: N801
    """Paid days of the whole record."""

    value_type, entity, definition_period, label = float, PERSON, "year", "Paid days"


class old_age(Variable):  # noqa: N801
    """Articles 77 and 111."""

    value_type, entity, definition_period, label = float, PERSON, "year", "Old-age pension"

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805
        average = person("wages", period) / 24
        years = np.minimum(person("paid_days", period) / 365, 35)
        return np.maximum(average / 30 * years, parameters(period).minimum)


class pension(Variable):  # noqa: N801
    """The pension of the year: last year's, increased; in the first year the old-age pension."""

    value_type, entity, definition_period, label = float, PERSON, "year", "Pension"

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805
        law = parameters(period)
        if period.start.year == law.first_year:
            return person("old_age", period)
        last, before = person("pension", period.last_year), parameters(period.last_year).minimum
        raised = np.where(last > before, last * law.factor + law.fixed, last * law.least_factor)
        return np.maximum(raised, law.minimum)


def system(values: Mapping[str, Mapping[int, float]]) -> TaxBenefitSystem:
    """The rules with the values of each year, by name."""
    data = {
        name: {"values": {f"{year}-01-01": {"value": value} for year, value in years.items()}}
        for name, years in values.items()
    }
    made = TaxBenefitSystem([PERSON])
    made.parameters = ParameterNode("", data=data)
    made.add_variables(wages, paid_days, old_age, pension)
    return made


def simulation(rules: TaxBenefitSystem, year: int, **inputs: Any) -> Simulation:
    """People with these inputs: an array a variable, one entry a person."""
    [count] = {len(rows) for rows in inputs.values()}
    made = SimulationBuilder().build_default_simulation(rules, count=count)
    made.max_spiral_loops = 3  # a pension asks for that of the year before
    for name, rows in inputs.items():
        made.set_input(name, str(year), rows)
    return made
