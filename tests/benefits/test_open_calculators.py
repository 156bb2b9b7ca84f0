"""Every rule of the law can be asked by anybody, with figures they type."""

import dataclasses
import re
from typing import Any

import pytest
from django.test import Client

from taminyar.benefits.calculators import CALCULATORS
from taminyar.law import rules
from taminyar.people.models import Person
from tests.careers.records import paid, workshop
from tests.pages import words


def day(name: str, year: int, month: int, date: int) -> dict[str, str]:
    return {f"{name}_day": str(date), f"{name}_month": str(month), f"{name}_year": str(year)}


def month(name: str, year: int, number: int) -> dict[str, str]:
    return {f"{name}_month": str(number), f"{name}_year": str(year)}


def period(
    first: tuple[int, int], last: tuple[int, int], wage: int, row: int = 1
) -> dict[str, str]:
    return {
        **month(f"period{row}_first", *first),
        **month(f"period{row}_last", *last),
        f"period{row}_wage": str(wage),
    }


TWO_YEARS = period((1403, 1), (1404, 12), 100_000_000)
THIRTY_YEARS = period((1374, 1), (1403, 12), 200_000_000)

# What is typed, and words of the answer: the worked examples of law.md where there is one.
ASKED: dict[str, tuple[dict[str, str], str]] = {
    "sickness": (
        {
            **day("start", 1404, 7, 1),
            **day("end", 1404, 7, 14),
            **period((1404, 4), (1404, 6), 124_000_000),
            "dependants": "on",
        },
        "۳۳٬۰۰۰٬۰۰۰ ریال",
    ),
    "maternity": (
        {
            **day("start", 1404, 7, 1),
            **day("end", 1404, 7, 30),
            **period((1404, 4), (1404, 6), 124_000_000),
            "children": "1",
        },
        "۸۰٬۰۰۰٬۰۰۰ ریال",
    ),
    "marriage": (
        {
            **day("date", 1403, 1, 15),
            **period((1401, 1), (1402, 12), 100_000_000),
            **dict.fromkeys(("first", "registered", "employed"), "on"),
        },
        "۱۰۰٬۰۰۰٬۰۰۰ ریال",
    ),
    "orthosis": (
        {**day("date", 1404, 9, 10), "item": "glasses", "invoice": "۲۰٬۰۰۰٬۰۰۰"},
        "۱۰٬۵۰۰٬۰۰۰ ریال",
    ),
    "funeral": (day("date", 1404, 2, 1), "۱۰۳٬۹۰۹٬۶۸۰ ریال"),
    "unemployment": (
        {
            **day("date", 1404, 7, 1),
            **period((1402, 1), (1404, 6), 155_000_000),
            "dependants": "2",
        },
        "مقرری بیکاری هر ماه",
    ),
    "old_age": (
        {
            **day("date", 1404, 1, 1),
            **day("birth_date", 1340, 1, 1),
            **THIRTY_YEARS,
            "sex": "m",
            "hard_years": "0",
        },
        "مستمری هر ماه",
    ),
    "retirement_dates": (
        {
            **day("date", 1404, 1, 1),
            **day("birth_date", 1345, 1, 1),
            **month("period1_first", 1380, 1),
            **month("period1_last", 1403, 12),
            "sex": "f",
            "hard_years": "0",
        },
        "زودترین روزها",
    ),
    "disability": (
        {
            **day("date", 1404, 1, 1),
            **TWO_YEARS,
            "degree": "70",
            "work_related": "on",
        },
        "مستمری ازکارافتادگی",
    ),
    "survivors": (
        {
            **day("date", 1403, 1, 1),
            "pension": "150,000,000",
            "survivors_spouse": "1",
            "survivors_child": "2",
        },
        "۳۷٬۵۰۰٬۰۰۰",
    ),
    "pension_increase": (
        {"pension": "90000000", "from_year": "1403", "to_year": "1404"},
        "۱۲۸٬۱۱۶٬۰۵۰ ریال",
    ),
    "eidi": ({"year": "1403", "spouse": "on", "children": "2"}, "۴۵٬۸۰۰٬۰۰۰ ریال"),
    "combined_record": (
        {
            **month("period1_first", 1403, 1),
            **month("period1_last", 1403, 12),
            **month("period2_first", 1403, 7),
            **month("period2_last", 1404, 1),
            "period2_days": "10",
        },
        "۳۷۶",
    ),
    "wage_base": (
        {**month("month", 1404, 7), "days": "30", "items_base": "900000000"},
        "۷۲۷٬۳۶۷٬۷۶۰ ریال",
    ),
    "own_account": (
        {
            **month("month", 1404, 1),
            "rate": "12",
            "group": "self_employed",
            "factor": "1",
        },
        "۱۲٬۸۸۴٬۸۰۰ ریال",
    ),
    "military_service": (
        {**day("date", 1405, 1, 10), "months": "21", **TWO_YEARS},
        "۱۴۷٬۰۰۰٬۰۰۰ ریال",
    ),
    "employer_premium": (
        {**month("month", 1404, 7), "wages1_wage": "900000000", "wages1_days": "30"},
        "۵۰٬۹۱۵٬۷۴۳",
    ),
    "arrears": (
        {
            **month("month", 1404, 1),
            **day("paid_on", 1404, 5, 10),
            "premium": "150000000",
        },
        "۱۷۴٬۰۰۰٬۰۰۰ ریال",
    ),
    "contract": ({"amount": "1000000000", "kind": "with_materials"}, "۷۷٬۷۷۷٬۷۷۸ ریال"),
}
RULES = pytest.mark.parametrize("rule", rules.MODULES)


def test_every_rule_has_a_calculator_and_an_example_here() -> None:
    assert rules.MODULES.keys() == CALCULATORS.keys() == ASKED.keys()


@RULES
def test_every_fact_of_a_rule_is_asked_for(rule: str) -> None:
    facts = {field.name for field in dataclasses.fields(rules.find(rule).facts)}
    assert {fact.name for fact in CALCULATORS[rule].facts} == facts


@RULES
def test_a_visitor_sees_the_form_without_a_query(
    rule: str, client: Client, db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.get(f"/calculators/{rule}/")
    assert response.status_code == 200
    assert "محاسبه مبلغ" in words(response)


@RULES
def test_a_visitor_gets_an_answer_without_a_query(
    rule: str, client: Client, db: None, django_assert_num_queries: Any
) -> None:
    typed, told = ASKED[rule]
    with django_assert_num_queries(0):
        response = client.post(f"/calculators/{rule}/", typed)
    page = words(response)
    assert response.status_code == 200, page
    assert told in page
    assert "از سابقه شما" not in page


@RULES
def test_nothing_typed_into_a_form_breaks_it(rule: str, client: Client, db: None) -> None:
    typed, _told = ASKED[rule]
    for nonsense in ("", "x", "۹۹", "-1", "9" * 30, "<b>"):
        response = client.post(f"/calculators/{rule}/", dict.fromkeys(typed, nonsense))
        assert response.status_code in (200, 422)
        assert "<b>" not in response.content.decode()


def test_the_list_names_every_calculator(client: Client, db: None) -> None:
    html = client.get("/calculators/").content.decode()
    assert all(f'href="/calculators/{rule}/"' in html for rule in CALCULATORS)
    assert 'href="/law/"' in html


def test_a_rule_nobody_knows_is_not_found(client: Client, db: None) -> None:
    assert client.get("/calculators/lottery/").status_code == 404


def test_what_the_law_refuses_stands_beside_its_field(client: Client, db: None) -> None:
    typed = ASKED["pension_increase"][0] | {"to_year": "1402"}
    response = client.post("/calculators/pension_increase/", typed)
    assert response.status_code == 422
    html = response.content.decode()
    assert 'href="#id_to_year"' in html
    assert 'value="90000000"' in html


def test_a_fault_inside_a_list_is_told_too(client: Client, db: None) -> None:
    typed = ASKED["employer_premium"][0] | {"wages3_wage": "5", "wages3_days": "31"}
    response = client.post("/calculators/employer_premium/", typed)
    assert response.status_code == 422
    summary = response.content.decode().partition('id="error-summary"')[2].partition("</ul>")[0]
    assert 'href="#id_wages3_days"' in summary
    assert "روز کارکرد: نباید بیش از روزهای آن ماه باشد" in summary


def test_a_fault_of_several_fields_is_told_above_them(client: Client, db: None) -> None:
    typed = ASKED["survivors"][0] | {"survivors_parent": "3"}
    response = client.post("/calculators/survivors/", typed)
    assert response.status_code == 422
    assert "بازماندگان چه کسانی هستند؟:" in words(response)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"period1_wage": ""}, "دستمزد بیمه‌شده هر ماه (ریال): لطفاً این را بنویسید"),
        ({"period1_last_year": "1400"}, "این ماه پیش از ماه شروع است"),
        ({"period1_first_year": "1301"}, "کسی این همه سال کار نکرده است"),
        ({"period2_wage": "5"}, "از: لطفاً این را بنویسید"),
        ({"period1_last_month": ""}, "تا: ماه را انتخاب کنید"),
    ],
)
def test_a_period_that_cannot_be_is_told(
    changed: dict[str, str], told: str, client: Client, db: None
) -> None:
    typed = ASKED["marriage"][0] | changed
    response = client.post("/calculators/marriage/", typed)
    assert response.status_code == 422
    assert told in words(response)


def test_a_row_that_was_begun_is_not_folded_away(client: Client, db: None) -> None:
    typed = ASKED["marriage"][0] | {"period3_wage": "5"}
    html = client.post("/calculators/marriage/", typed).content.decode()
    assert html.count('<details class="more" open>') == 1


def test_periods_add_up_month_by_month(client: Client, db: None) -> None:
    half = {**TWO_YEARS, **period((1404, 1), (1404, 12), 50_000_000, row=2)}
    typed = {**day("date", 1405, 1, 10), "months": "1", **half}
    # 125,000,000 on the average of 24 months, 7 % of it.
    assert "۸٬۷۵۰٬۰۰۰ ریال" in words(client.post("/calculators/military_service/", typed))


def test_a_value_that_is_not_decreed_yet_is_named(client: Client, db: None) -> None:
    page = words(client.post("/calculators/funeral/", day("date", 1499, 1, 1)))
    assert "«حداقل دستمزد روزانه» در سال ۱۴۹۹ لازم است" in page
    assert "ما حدس نمی‌زنیم" in page


def test_ways_of_which_one_is_enough_stand_apart(client: Client, db: None) -> None:
    page = words(client.post("/calculators/old_age/", ASKED["old_age"][0]))
    assert "یک راه برای شما باز است" in page
    assert page.index("یکی کافی است باز") < page.index("باز نیست")


def test_when_no_way_is_open_that_is_said(client: Client, db: None) -> None:
    typed = ASKED["old_age"][0] | day("birth_date", 1380, 1, 1) | TWO_YEARS
    page = words(client.post("/calculators/old_age/", typed))
    assert "هیچ‌یک از راه‌ها باز نیست" in page


def test_a_member_need_not_type_what_is_known(
    member: Client, person: Person, django_assert_num_queries: Any
) -> None:
    Person.objects.filter(pk=person.pk).update(birth_date="1981-03-21")
    paid(person, workshop(), "1380-01", "1404-12", wage=6_000_000)
    html = member.get("/calculators/old_age/").content.decode()
    assert 'value="۱۳۶۰"' in html
    assert re.search(r'name="sex" value="f"[^>]* checked', html)
    typed = {**day("date", 1405, 1, 10), **day("birth_date", 1350, 1, 1), "sex": "f"}
    with django_assert_num_queries(4):
        response = member.post(
            "/calculators/old_age/", typed | {"hard_years": "0", "own_record": "on"}
        )
    page = words(response)
    assert "از سابقه شما" in page
    assert "مستمری هر ماه" in page


def test_a_member_may_type_other_months_all_the_same(member: Client) -> None:
    response = member.post("/calculators/military_service/", ASKED["military_service"][0])
    assert "۱۴۷٬۰۰۰٬۰۰۰ ریال" in words(response)


def test_english_pages_speak_english(client: Client, db: None) -> None:
    client.post("/language/", {"language": "en", "next": "/"})
    page = words(client.post("/calculators/sickness/", ASKED["sickness"][0]))
    assert "Sick pay for the whole rest" in page
    assert "33,000,000 rials" in page
    assert "three quarters" in page
