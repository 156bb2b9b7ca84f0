"""Age in Jalali years."""

from datetime import date

from taminyar.persian.jalali import add_years, parts


def age(born: date, day: date) -> int:
    """Full years on a day; who was born on 30 Esfand turns on 29 Esfand where there is no 30."""
    years = parts(day)[0] - parts(born)[0]
    return years - (add_years(born, years) > day)
