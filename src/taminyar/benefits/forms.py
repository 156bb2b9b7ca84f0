"""The forms of the calculators: three of the desk, and one made from the facts of any rule."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taminyar.benefits.calculators.shape import Calculator, this_month
from taminyar.benefits.questions import Fact, Money, Month, Number, Repeated, Tick
from taminyar.law.facts import BadInput
from taminyar.people.forms import JalaliDateField
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

# Such as `facts.end`, `facts.wages[2].days` and `facts.items.base`.
_PATH = re.compile(r"facts\.(?P<fact>\w+)(\[(?P<row>\d+)\])?(\.(?P<part>\w+))?")
LONGEST_PERIOD = 12 * 60  # months of one line of a career


class FactsForm(forms.Form):
    """A form whose answers are the facts of a rule."""

    use_required_attribute = False

    def facts(self) -> dict[str, Any]:
        """The facts as `calculate` reads them."""
        raise NotImplementedError

    def refuse(self, wrong: BadInput) -> None:
        """Puts what the law finds wrong beside the field it means."""
        name, label = self._meant(wrong.field)
        told = gettext("%(label)s: %(message)s.") % {
            "label": label,
            "message": gettext(wrong.message),
        }
        self.add_error(name if name in self.fields else None, told)

    def _meant(self, field: str) -> tuple[str, Any]:
        """The form field behind `facts.end`, and its label."""
        name = field.removeprefix("facts.")
        return name, self.fields[name].label if name in self.fields else name


class PeriodForm(FactsForm):
    """A first and a last day, both included."""

    start = JalaliDateField()
    end = JalaliDateField(help_text=_("This day counts too"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day is before the first day."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: jalali.iso(self.cleaned_data[name]) for name in ("start", "end")}


class SicknessForm(PeriodForm):
    """S-06."""

    marital_status = forms.ChoiceField(
        label=_("Marital status"),
        choices=[
            ("single", _("Single, and nobody depends on me")),
            ("married", _("Married, or a child or parent depends on me")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Marital status: choose one, please.")},
    )
    hospitalised = forms.BooleanField(label=_("I was in hospital"), required=False)
    accident = forms.BooleanField(
        label=_("It was an accident or an occupational disease"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].label = _("First day of rest")
        self.fields["end"].label = _("Last day of rest")

    def facts(self) -> dict[str, Any]:
        return super().facts() | {
            "dependants": self.cleaned_data["marital_status"] == "married",
            "hospitalised": self.cleaned_data["hospitalised"],
            "accident": self.cleaned_data["accident"],
        }


class MaternityForm(PeriodForm):
    """S-08."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].label = _("First day of the leave")
        self.fields["end"].label = _("Last day of the leave")


class MarriageForm(FactsForm):
    """S-07."""

    contract_date = JalaliDateField(label=_("Date of the marriage contract"))

    def facts(self) -> dict[str, Any]:
        return {"date": jalali.iso(self.cleaned_data["contract_date"])}

    def _meant(self, field: str) -> tuple[str, Any]:
        return super()._meant("contract_date" if field == "facts.date" else field)


_MONTHS: tuple[Fact, ...] = (
    Month("first", _("From"), initial=lambda: this_month() - 24),
    Month("last", _("Until"), initial=lambda: this_month() - 1),
)
_DAYS = Number(
    "days",
    _("Paid days of a month"),
    hint=_("Leave it empty for whole months"),
    least=1,
    most=31,
    required=False,
)
WAGES = Repeated(
    "period",
    _("When did you work, and for what wage?"),
    hint=_("A line for each stretch of work with about the same wage."),
    columns=(*_MONTHS, Money("wage", _("Insured wage of a month (rials)")), _DAYS),
)
DAYS = Repeated(
    "period",
    _("When did you work?"),
    hint=_("A line for each stretch of work."),
    columns=(*_MONTHS, _DAYS),
)
OWN_RECORD = Tick("own_record", _("Use my own insurance record"), initial=True)


class CalculatorForm(FactsForm):
    """Asks for the facts of a rule, and for a career where the rule needs one.

    `own_record` offers the member's record in place of typed months.
    """

    def __init__(
        self,
        calculator: Calculator,
        data: Any = None,
        *,
        career: bool,
        own_record: bool = False,
        known: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(known or {}))
        self.own_record_offered = career and own_record
        self.periods = (WAGES if calculator.wages else DAYS) if career else None
        offered = (OWN_RECORD if self.own_record_offered else None, self.periods)
        self.asked = [*calculator.facts, *filter(None, offered)]
        for fact in self.asked:
            self.fields |= fact.fields()

    def _meant(self, field: str) -> tuple[str, Any]:
        path = _PATH.fullmatch(field)
        for fact in self.asked if path else ():
            if path and fact.name == path["fact"]:
                name = fact.field_behind(self.cleaned_data, int(path["row"] or 0), path["part"])
                return name, self.fields[name].label if name in self.fields else fact.label
        return super()._meant(field)

    def begun(self, fact: Repeated, row: int) -> bool:
        """Whether something was typed into a row."""
        names = [fact.field_name(row, column) for column in fact.columns]
        return any(self.fields[name].has_changed(None, self[name].data) for name in names)

    @property
    def typing_months(self) -> bool:
        """Whether a member chose to type months in place of the own record."""
        return self.is_bound and not self["own_record"].value()

    @property
    def from_own_record(self) -> bool:
        return bool(self.cleaned_data.get("own_record"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for fact in self.asked:
            if isinstance(fact, Repeated) and not (fact is self.periods and self.from_own_record):
                self._check_rows(fact, cleaned)
        return cleaned

    def _check_rows(self, fact: Repeated, cleaned: Mapping[str, Any]) -> None:
        for name, column in fact.gaps(cleaned):
            if name not in self.errors:
                self.add_error(name, _("%(label)s: enter this, please.") % {"label": column.label})
        for number, row in enumerate(fact.rows(cleaned), 1):
            if row.get("first") and row.get("last"):
                self._check_period(f"period{number}_last", row["last"] - row["first"])

    def _check_period(self, name: str, months: int) -> None:
        if months < 0:
            self.add_error(name, _("Until: this month is before the first one."))
        elif months >= LONGEST_PERIOD:
            self.add_error(name, _("Until: nobody has worked for so long."))

    def facts(self) -> dict[str, Any]:
        ours = (OWN_RECORD, self.periods)
        told = {f.name: f.told(self.cleaned_data) for f in self.asked if f not in ours}
        return {name: value for name, value in told.items() if value is not None}

    def career(self) -> list[dict[str, Any]]:
        """The typed periods month by month, as `calculate` reads them."""
        told = self.periods.told(self.cleaned_data) if self.periods else []
        return [row for period in told for row in _months(period)]


def _months(period: Mapping[str, Any]) -> list[dict[str, Any]]:
    first: JalaliMonth = period["first"]
    return [
        {
            "month": str(month),
            "days": min(period["days"] or month.days, month.days),
            "wage": period.get("wage", 0),
        }
        for month in first.range_to(period["last"])
    ]
