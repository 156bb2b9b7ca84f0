"""Reads the fields of a registry's answer, strictly: what is not as agreed is never guessed."""

from collections.abc import Mapping
from datetime import date

from taminyar.persian import jalali, names, national_id


class Unreadable(Exception):
    """A field of the answer is missing, of another kind, or contradicts what was asked."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Answer:
    """One object of an answer; every reader raises `Unreadable`."""

    def __init__(self, fields: object, name: str = "answer") -> None:
        if not isinstance(fields, dict):
            raise Unreadable(name)
        self._fields = fields

    def text(self, name: str) -> str:
        """A string as it is stored here: Persian letters, single spaces; perhaps empty."""
        return names.normalise(self._of(str, name))

    def name(self, name: str) -> str:
        """A string that must not be empty."""
        if text := self.text(name):
            return text
        raise Unreadable(name)

    def flag(self, name: str) -> bool:
        return self._of(bool, name)

    def day(self, name: str) -> date:
        """The Gregorian date of a Jalali one."""
        try:
            return jalali.parse_date(self._of(str, name))
        except ValueError:
            raise Unreadable(name) from None

    def day_or_none(self, name: str) -> date | None:
        return None if self.is_null(name) else self.day(name)

    def national_id(self, name: str) -> str:
        try:
            return national_id.normalise(self._of(str, name))
        except ValueError:
            raise Unreadable(name) from None

    def national_id_or_none(self, name: str) -> str | None:
        return None if self.is_null(name) else self.national_id(name)

    def one_of[T](self, name: str, meanings: Mapping[str, T]) -> T:
        """What the word of this field means."""
        word = self._of(str, name)
        if word not in meanings:
            raise Unreadable(name)
        return meanings[word]

    def inner(self, name: str) -> "Answer":
        return Answer(self._of(dict, name), name)

    def rows(self, name: str) -> "list[Answer]":
        return [Answer(row, name) for row in self._of(list, name)]

    def is_null(self, name: str) -> bool:
        """Whether the field says null; a field that is not there is a fault."""
        if name not in self._fields:
            raise Unreadable(name)
        return self._fields[name] is None

    def must_be(self, name: str, asked: str) -> None:
        """The answer must be about the one who was asked for."""
        if self._of(str, name) != asked:
            raise Unreadable(name)

    def _of[T](self, kind: type[T], name: str) -> T:
        value = self._fields.get(name)
        if not isinstance(value, kind):
            raise Unreadable(name)
        return value
