"""An answer is told in the reader's language, its values written plainly."""

from fractions import Fraction

from taminyar.law import rules
from taminyar.law.facts import BadInput
from taminyar.law.shown import fault, shown, told
from taminyar.law.texts import text
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import JalaliMonth, date_of


def upper(template: str) -> str:
    """A language for tests: the same words aloud, the places of the values kept."""
    return template.upper().replace("%(DAY)S", "%(day)s").replace("%(NAME)S", "%(name)s")


def test_the_template_is_translated_and_the_values_are_not() -> None:
    said = text("paid on %(day)s", day=date_of(1403, 12, 30))
    assert told(said, upper) == "PAID ON 1403-12-30"


def test_values_are_written_in_ascii() -> None:
    said = text("%(a)s %(b)s %(c)s", a=1_000_000, b=Fraction(2, 3), c=JalaliMonth(1404, 1))
    assert told(said, str) == "1000000 2/3 1404-01"


def test_nothing_to_say_stays_nothing() -> None:
    """Catalogues answer the empty text with their own header."""
    assert told(text(""), lambda template: "Project-Id-Version: 1") == ""


def test_every_text_of_an_answer_goes_through_the_translation() -> None:
    made = rules.answer({"rule": "funeral", "facts": {"date": "1404-01-01"}})
    answer = shown(made, lambda template: f"({template})" if template else "")
    texts = [step["label"] for step in answer["steps"]] + answer["assumptions"]
    texts += [condition["text"] for condition in answer["conditions"]]
    assert texts
    assert all(said.startswith("(") for said in texts)


def test_a_fault_names_its_field() -> None:
    assert fault(BadInput("facts.date", "is missing"), upper) == {
        "error": {"field": "facts.date", "message": "IS MISSING"}
    }


def test_a_missing_value_names_the_parameter_and_the_day() -> None:
    assert fault(MissingValue("eidi.base", "1404-01-01"), upper) == {
        "error": {
            "field": "eidi.base",
            "message": "NO VALUE OF eidi.base IS KNOWN FOR 1404-01-01.",
        }
    }
