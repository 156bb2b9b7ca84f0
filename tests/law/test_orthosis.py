"""Help with orthoses and prostheses: the tariff list of Azar 1404."""

from typing import Any

import pytest

from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from tests.law.questions import ask, condition

# The published tariffs of Azar 1404, in toman.
TARIFFS = {
    "full_denture": 8_400_000,
    "half_denture": 4_900_000,
    "denture_tooth": 350_000,
    "lens": 350_000,
    "glasses": 1_050_000,
    "contact_lenses": 845_000,
    "hearing_aid": 3_900_000,
    "artificial_eye": 5_850_000,
    "wheelchair": 3_900_000,
    "voice_prosthesis": 7_800_000,
    "nerve_stimulator": 2_275_000,
    "cane": 390_000,
    "walker": 715_000,
}


@pytest.mark.parametrize(("item", "toman"), TARIFFS.items())
def test_the_smaller_of_tariff_and_invoice_is_paid(item: str, toman: int) -> None:
    for invoice, paid in ((10 * toman + 1, 10 * toman), (10 * toman - 1, 10 * toman - 1), (0, 0)):
        made = ask("orthosis", item=item, invoice=invoice, date="1404-09-01")
        assert (made.eligible, made.amount) == (True, paid)
    assert str(condition(made, "listed").evidence) == f"Its tariff is {10 * toman} rials"


@pytest.mark.parametrize(
    ("item", "last_paid", "date", "again", "eligible"),
    [
        ("lens", "1402-10-01", "1404-09-30", "1404-10-01", False),
        ("lens", "1402-10-01", "1404-10-01", "1404-10-01", True),
        ("glasses", "1394-10-02", "1404-10-01", "1404-10-02", False),
        ("glasses", "1394-10-01", "1404-10-01", "1404-10-01", True),
        ("contact_lenses", "1404-10-01", "1404-10-01", "1414-10-01", False),
        ("artificial_eye", "1399-12-30", "1404-12-29", "1409-12-29", False),
    ],
)
def test_an_item_is_paid_again_only_after_its_time(
    item: str, last_paid: str, date: str, again: str, eligible: bool
) -> None:
    made = ask("orthosis", item=item, invoice=1_000_000, date=date, last_paid=last_paid)
    assert made.eligible is eligible
    assert made.amount == (1_000_000 if eligible else None)
    evidence = f"Paid on {last_paid}; possible again from {again}"
    assert str(condition(made, "renewal").evidence) == evidence


def test_where_no_time_is_published_the_branch_decides() -> None:
    made = ask("orthosis", item="walker", invoice=5, date="1404-10-01", last_paid="1404-01-01")
    assert made.eligible
    assert [each.id for each in made.conditions] == ["listed"]
    assert any("the payment of 1404-01-01" in str(told) for told in made.assumptions)


def test_before_the_tariff_is_in_force_it_is_named() -> None:
    with pytest.raises(MissingValue, match=r"orthosis.tariff_cane is known for 1404-08-30"):
        ask("orthosis", item="cane", invoice=5, date="1404-08-30")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"item": "sofa"}, "facts.item"),
        ({"item": ["cane"]}, "facts.item"),
        ({"invoice": -1}, "facts.invoice"),
        ({"invoice": 1.5}, "facts.invoice"),
        ({"last_paid": "1404-10-02"}, "facts.last_paid"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        ask("orthosis", **{"item": "cane", "invoice": 5, "date": "1404-10-01"} | facts)
    assert wrong.value.field == field
