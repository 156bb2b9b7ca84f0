"""How rights to act for another person read on the pages."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taminyar.access.delegation_models import Delegation, Ender, Scope
from taminyar.people.models import Person
from taminyar.persian import digits, jalali, national_id

_PAST = 50


@dataclass(frozen=True)
class Shown:
    """A right as one of its two sides sees it."""

    delegation: Delegation
    mine: bool  # whether the one who looks gave it

    @property
    def name(self) -> str:
        """The other side. Somebody only invited is not named: that would tell who they are."""
        other = self.delegation.delegate if self.mine else self.delegation.principal
        return other.full_name if other else _("Somebody you invited")

    @property
    def national_id(self) -> str:
        """Whole where the one who looks typed it; else only so much as tells two people apart."""
        if self.mine:
            return self.delegation.delegate_national_id
        number = self.delegation.principal.national_id
        return national_id.masked(number) if number else ""

    @property
    def is_over(self) -> bool:
        return self.delegation.is_over or self._declined

    @property
    def can_answer(self) -> bool:
        return not (self.mine or self.is_over or self.delegation.is_accepted)

    @property
    def can_act(self) -> bool:
        return not self.mine and self.delegation.is_in_force

    @property
    def can_end(self) -> bool:
        return not self.is_over and (self.mine or self.delegation.is_accepted)

    @property
    def _declined(self) -> bool:
        """Known to who declined, not to who asked."""
        return not self.mine and self.delegation.declined_at is not None

    @property
    def state(self) -> tuple[str, str]:
        """What holds now, as the words and the kind of a chip."""
        given = self.delegation
        if given.revoked_at or self.is_over:
            return self._end(), "neutral"
        if not given.is_accepted:
            day = _day(given.answer_by)
            words = _("Waits for an answer until %(day)s") % {"day": day}
            return words, "warn"
        if given.from_day > jalali.today():
            return _("Begins on %(day)s") % {"day": _day(given.from_day)}, "info"
        if given.is_closed:
            return _("Not open at the moment"), "warn"
        return _("In force until %(day)s") % {"day": _day(given.to_day)}, "full"

    def _end(self) -> str:
        given = self.delegation
        if given.revoked_at and given.revoked_by != Ender.NOBODY:
            own = (given.revoked_by == Ender.PRINCIPAL) == self.mine
            words = _("You ended it on %(day)s") if own else _("The other side ended it on %(day)s")
            return words % {"day": _day(given.revoked_at)}
        if self._declined and given.declined_at:
            return _("You declined it on %(day)s") % {"day": _day(given.declined_at)}
        if not given.is_accepted:
            return _("It was not accepted in time")
        return _("It ran out on %(day)s") % {"day": _day(given.to_day)}

    def facts(self) -> list[tuple[str, Any] | tuple[str, Any, str]]:
        """Label and value of everything about it, for the page of one right."""
        given = self.delegation
        return [
            (_("Who may act"), self.name if self.mine else _("You")),
            (_("For whom"), _("You") if self.mine else self.name),
            (_("National ID"), in_digits(self.national_id), "code"),
            (_("What for"), _("; ").join(given.scope_labels)),
            (_("From"), _day(given.from_day)),
            (_("Last day"), _day(given.to_day)),
        ]


def lists_of(person: Person) -> dict[str, list[Shown]]:
    """The rights of a person: `given` and `held` now, and the newest `past` ones; two queries."""
    mine = Delegation.objects.of(person).with_accounts().order_by("-pk")
    over = mine.exclude(pk__in=Delegation.objects.of(person).live().values("pk"))
    shown = [Shown(one, one.principal_id == person.pk) for one in (*mine.live(), *over[:_PAST])]
    return {
        "given": [one for one in shown if one.mine and not one.is_over],
        "held": [one for one in shown if not one.mine and not one.is_over],
        "past": [one for one in shown if one.is_over],
    }


def past_rows(past: list[Shown]) -> list[list[Any]]:
    """Rows of the table of past rights: whose, for whom, what for, and how it ended."""
    return [
        [
            one.name if one.mine else _("You"),
            _("You") if one.mine else one.name,
            _("; ").join(one.delegation.scope_labels),
            one.state[0],
        ]
        for one in past
    ]


def draft_facts(draft: dict[str, Any]) -> list[tuple[str, Any] | tuple[str, Any, str]]:
    """The answers of an invitation, to be looked at before it is confirmed."""
    return [
        (_("Who may act for you"), in_digits(draft["national_id"]), "code"),
        (_("What for"), _("; ").join(str(Scope(name).label) for name in draft["scopes"])),
        (_("From"), _day(jalali.today())),
        (_("Last day"), _day(jalali.parse_date(draft["until"]))),
    ]


def _day(value: datetime.date) -> str:
    if isinstance(value, datetime.datetime):
        value = value.astimezone(jalali.TEHRAN).date()
    return jalali.long_date(value, get_language() or "fa")


def in_digits(number: str | int) -> str:
    """The number in the reader's digits, without separators."""
    return digits.to_persian(number) if get_language() == "fa" else str(number)
