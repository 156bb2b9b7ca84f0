"""Database fields for Persian values."""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from taminyar.persian.jalali import JalaliMonth

# One object a month: a long record reads the same few hundred months over and over.
_month = cache(JalaliMonth.from_number)


class JalaliMonthField(models.IntegerField):
    """A Jalali month, kept as a number that reads well (140305) and sorts in time.

    Python sees a `JalaliMonth`; queries take one, or its number.
    """

    description = _("Jalali month")

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
        return super().get_prep_value(value)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))
