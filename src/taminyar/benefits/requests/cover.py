"""Whether who asks was covered for treatment on a day: the rule of the account area (P-02).

It lies in a room above, which hands it over from its apps.py.
"""

from collections.abc import Callable
from datetime import date

from taminyar.law.assessment import Assessment, Condition
from taminyar.law.texts import N_, text
from taminyar.people.models import Person

type Rule = Callable[[Person, date], Assessment]
_rules: list[Rule] = []


def offer(rule: Rule) -> None:
    """Takes the rule that tells of one person and day."""
    _rules[:] = [rule]


def on(person: Person, day: date) -> Assessment:
    """What the law says of the cover of that day, by record, own premiums and pensions."""
    [rule] = _rules
    return rule(person, day)


def condition(made: Assessment, *, dependant: bool) -> Condition:
    """That cover is needed, as one condition with what tells most about it."""
    told = N_("Covered for treatment on the day of the purchase")
    if dependant:
        told = N_("The dependant is covered for treatment, through who asks, on that day")
    telling = _telling(made)
    return Condition("cover", made.eligible, text(told), telling.article, telling.evidence)


def _telling(made: Assessment) -> Condition:
    """The last condition of the way that is open, or of the first that had begun."""
    ways: dict[str, list[Condition]] = {}
    for each in made.conditions:
        ways.setdefault(each.alternative, []).append(each)
    opened = [way for way in ways.values() if all(each.met for each in way)]
    begun = [way for way in ways.values() if any(each.met for each in way)]
    return [*opened, *begun, *ways.values()][0][-1]
