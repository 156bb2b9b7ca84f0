"""Database fields for Persian values."""

from functools import cache
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from taminyar.persian.jalali import JalaliMonth

# One object a month: a long record reads the same few hundred months over and over.
_month = cache(JalaliMonth.from_number)


if TYPE_CHECKING:
    _Number = models.IntegerField[JalaliMonth | int, JalaliMonth]
else:
    _Number = models.IntegerField


class JalaliMonthField(_Number):
    """A Jalali month, kept as a number that reads well (140305) and sorts in time.

    Python sees a `JalaliMonth`; queries take one, or its number.
    """

    description = _("Jalali month")
    if TYPE_CHECKING:
        _pyi_lookup_exact_type: JalaliMonth | int  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_: object) -> JalaliMonth | None:
        return None if value is None else _month(value)

    def to_python(self, value: object) -> JalaliMonth | None:
        if value is None or isinstance(value, JalaliMonth):
            return value
        try:
            return JalaliMonth.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: object) -> int | None:
        if isinstance(value, JalaliMonth):
            return value.number
        number: int | None = super().get_prep_value(value)
        return number

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))
