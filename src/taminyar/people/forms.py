"""Form fields for Persian values: Jalali dates and months, amounts, numbers, in any digits."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from taminyar.persian import digits, jalali, rials
from taminyar.persian.jalali import JalaliMonth

MOST_RIALS = 10**13  # an amount above it has a digit too many
_UNIT = re.compile(r"(?<=\d)\s*(ریال|ريال|rials?)\s*$", re.IGNORECASE)


def _language() -> str:
    return get_language() or "fa"


def _digits(number: int) -> str:
    return digits.to_persian(number) if _language() == "fa" else str(number)


def _months() -> list[tuple[str, str]]:
    names = jalali.MONTH_NAMES_FA if _language() == "fa" else jalali.MONTH_NAMES_EN
    return [("", ""), *((str(number), name) for number, name in enumerate(names, 1))]


class _MonthSelect(forms.Select):
    """Names of the months, in the language of whoever looks."""

    def __init__(self) -> None:
        super().__init__()
        # A callable, read anew for each page.
        self.choices = _months  # type: ignore[assignment]


class _PartsWidget(forms.MultiWidget):
    """Parts of a date as inputs of their own; the month is chosen by name."""

    parts: ClassVar[tuple[str, ...]]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        kinds: dict[str, forms.Widget | type[forms.Widget]] = dict.fromkeys(
            self.parts, forms.TextInput
        )
        super().__init__(kinds | {"month": _MonthSelect()}, attrs)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> list[str | None]:
        """What was typed, as it was typed; of the month its plain number, to be chosen again."""
        typed = {part: data.get(f"{name}_{part}") for part in self.parts}
        typed["month"] = digits.plain(typed["month"] or "").lstrip("0")
        return list(typed.values())


class JalaliDateWidget(_PartsWidget):
    parts = ("day", "month", "year")

    def decompress(self, value: datetime.date | None) -> list[str | None]:
        if value is None:
            return [None, None, None]
        year, month, day = jalali.parts(value)
        return [_digits(day), str(month), _digits(year)]


class JalaliMonthWidget(_PartsWidget):
    parts = ("month", "year")

    def decompress(self, value: JalaliMonth | None) -> list[str | None]:
        return [str(value.month), _digits(value.year)] if value else [None, None]


class _TypedField(forms.Field):
    """A field whose every message names it, so that the list on top of a page is clear."""

    missing = _("%(label)s: enter this, please.")
    # Whether the page says that it may be left empty.
    marked_optional = True

    def validate(self, value: Any) -> None:
        if self.required and value in self.empty_values:
            raise self.wrong(self.missing)

    def wrong(self, message: Any, **given: Any) -> ValidationError:
        return ValidationError(message, params={"label": self.label, **given})


class _PartsField(_TypedField):
    widget: type[_PartsWidget] | _PartsWidget
    ask: ClassVar[dict[str, Any]] = {
        "day": _("%(label)s: enter the day."),
        "month": _("%(label)s: choose the month."),
        "year": _("%(label)s: enter the year."),
    }

    def to_python(self, value: Sequence[str | None] | None) -> Any:
        typed = [digits.plain(part or "") for part in value or ()]
        if not any(typed):
            return None
        named = dict(zip(self.widget.parts, typed, strict=True))
        for part, text in named.items():
            if not text:
                raise self.wrong(self.ask[part])
        return self.joined({part: self._number(part, text) for part, text in named.items()})

    def joined(self, parts: dict[str, int]) -> Any:
        raise NotImplementedError

    def _number(self, part: str, text: str) -> int:
        number = int(text) if text.isdecimal() and len(text) < 5 else 0
        if part == "year" and not jalali.FIRST_YEAR <= number <= jalali.LAST_YEAR:
            raise self.wrong(
                _("%(label)s: write the year with four digits, such as %(example)s."),
                example=_digits(1403),
            )
        most = {"day": 31, "month": 12, "year": number}[part]
        if not 1 <= number <= most:
            raise self.wrong(self.ask[part])
        return number


class JalaliDateField(_PartsField):
    """A day: `<name>_day`, `<name>_month`, `<name>_year`. Gives a Gregorian `date`."""

    widget = JalaliDateWidget
    missing = _("%(label)s: enter day, month and year.")

    def joined(self, parts: dict[str, int]) -> datetime.date:
        month = JalaliMonth(parts["year"], parts["month"])
        if parts["day"] > month.days:
            raise self.wrong(
                _("%(label)s: %(month)s has only %(days)s days."),
                month=jalali.month_label(month, _language()),
                days=_digits(month.days),
            )
        return jalali.date_of(month.year, month.month, parts["day"])


class JalaliMonthField(_PartsField):
    """A month: `<name>_month`, `<name>_year`. Gives a `JalaliMonth`."""

    widget = JalaliMonthWidget
    missing = _("%(label)s: choose the month and enter the year.")

    def joined(self, parts: dict[str, int]) -> JalaliMonth:
        return JalaliMonth(**parts)


class WholeNumberField(_TypedField):
    """A number without fraction, in digits of any set. Gives an `int`, or None when empty."""

    def __init__(self, *, least: int = 0, most: int, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"})
        super().__init__(**({"widget": widget} | options))
        self.widget.attrs.setdefault("autocomplete", "off")
        self.least, self.most = least, most

    def prepare_value(self, value: Any) -> Any:
        """A number we put there in the reader's digits; what was typed, as it was typed."""
        return _digits(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, int) or not (text := digits.plain(value or "")):
            return value or None
        try:
            number = rials.parse_amount(text)
        except ValueError:
            raise self.out_of_range() from None
        if not self.least <= number <= self.most:
            raise self.out_of_range()
        return number

    def out_of_range(self) -> ValidationError:
        return self.wrong(
            _("%(label)s: write a whole number from %(least)s to %(most)s."),
            least=_digits(self.least),
            most=_digits(self.most),
        )


class AmountField(WholeNumberField):
    """An amount of whole rials, bare or in threes. Gives an `int`, or None when empty.

    The word rials may follow it; no other unit may.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"most": MOST_RIALS} | options))

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_UNIT.sub("", value) if isinstance(value, str) else value)

    def out_of_range(self) -> ValidationError:
        return self.wrong(
            _("%(label)s: write the amount in rials, in digits, such as %(example)s."),
            example=rials.separated(120_000_000, _language()),
        )
