"""The aids that are paid for: their names, their tariffs, and when one is paid for again."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.benefits.calculators.short_term import CALCULATORS
from taminyar.benefits.questions import Choice
from taminyar.cartable.models import Request, RequestQuerySet
from taminyar.law import values
from taminyar.law.values import MissingValue
from taminyar.people.models import Person
from taminyar.persian import jalali, names

SLUG: Final = "orthosis"
# Names as the calculator has them; the keys are those of the law.
TITLES: Final = cast("Choice", CALCULATORS["orthosis"].facts[0]).choices
# Other words people use, for finding one in the list.
_WORDS: Final[Mapping[str, str | Promise]] = {
    "glasses": _("spectacles eye sight"),
    "lens": _("spectacles glass eye sight"),
    "contact_lenses": _("eye sight"),
    "full_denture": _("false teeth tooth mouth"),
    "half_denture": _("false teeth tooth mouth"),
    "denture_tooth": _("false teeth mouth"),
    "hearing_aid": _("ear deaf"),
    "artificial_eye": _("glass eye prosthesis"),
    "wheelchair": _("walking legs"),
    "walker": _("walking frame legs"),
    "cane": _("walking stick crutch"),
    "voice_prosthesis": _("larynx throat speech"),
    "nerve_stimulator": _("nerves pain"),
}


def found(words: str) -> list[tuple[str, str | Promise]]:
    """Key and name of the aids in which every word occurs, in the order of the list."""
    wanted = [key for word in words.split() if (key := names.search_key(word))]
    return [(key, title) for key, title in _aids() if _has(key, title, wanted)]


def _aids() -> Iterator[tuple[str, str | Promise]]:
    return ((str(key), title) for key, title in TITLES.items())


def _has(key: str, title: str | Promise, wanted: list[str]) -> bool:
    known = names.search_key(f"{title} {_WORDS[key]}")
    return all(word in known for word in wanted)


def subject_of(item: str, beneficiary: str) -> str:
    """What a request for an aid is about: the aid and the national ID of who needs it."""
    return f"{item}:{beneficiary}"


def tariff(item: str, day: date) -> int | None:
    """The most that is paid for an aid bought on a day, in rials; None where it is not known."""
    return _value(f"orthosis.tariff_{item}", day)


def again(item: str, bought_on: date, day: date) -> date | None:
    """The first day on which another may be bought, by the law of a day.

    None where no time is published.
    """
    name = f"orthosis.renewal_years_{item}"
    years = _value(name, day) if name in values.every() else None
    return None if years is None else jalali.add_years(bought_on, years)


def _value(name: str, day: date) -> int | None:
    try:
        return int(values.on(name, day).value)
    except MissingValue:
        return None


def bought(item: str, beneficiary: str) -> list[date]:
    """Days of the purchases that were paid for, whoever of the family asked. One query."""
    same = Request.objects.filter(kind=SLUG, subject=subject_of(item, beneficiary))
    return sorted(_days(same))


def _days(requests: RequestQuerySet) -> Iterator[date]:
    answers = requests.granted().values_list("answers", flat=True)
    return (jalali.parse_date(each["bought_on"]) for each in answers)


class Paid(NamedTuple):
    """The newest purchase of an aid that was paid for, and when the next may be bought."""

    # The national ID of a dependant; "" for the person themselves.
    dependant: str
    bought_on: date
    again: date | None


def paid_to(person: Person, item: str) -> list[Paid]:
    """What the person's own requests paid for of an aid: the newest for each beneficiary."""
    asked = Request.objects.of(person).granted()
    mine = asked.filter(kind=SLUG, subject__startswith=subject_of(item, ""))
    newest: dict[str, date] = {}
    for answers in mine.values_list("answers", flat=True):
        whose, day = answers["dependant_national_id"], jalali.parse_date(answers["bought_on"])
        newest[whose] = max(day, newest.get(whose, day))
    today = jalali.today()
    return [Paid(whose, day, again(item, day, today)) for whose, day in sorted(newest.items())]
