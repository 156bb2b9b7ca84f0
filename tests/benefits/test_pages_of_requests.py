"""The pages on which a member asks for a benefit, and the ways to them."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taminyar.benefits.desk import SERVICES
from taminyar.benefits.requests import KINDS, aids
from taminyar.cartable import desk
from taminyar.cartable.models import Draft, Request
from taminyar.cartable.states import State
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.benefits.asked import KIND, Civil, answers, appraised, day, granted, sent, works
from tests.cartable.requests import user_of
from tests.pages import words

SPOUSE, CHILD, FATHER = "9990000026", "9990002029", "9990002037"
MARRIAGE = {"spouse_national_id": SPOUSE, **day("contract_date", "1405-01-15")}
GLASSES = {
    "beneficiary": "me",
    "item": "glasses",
    **day("bought_on", "1404-10-01"),
    "invoice": "8000000",
}
# Some read the record, cover asks for pensions too; four ask what is granted once for all.
CHECK_QUERIES = {"marriage": 10, "maternity": 10, "sickness": 9, "orthosis": 12, "funeral": 9}
# What makes each kind due, and what makes it not due.
DUE: dict[str, dict[str, str]] = {
    "marriage": MARRIAGE,
    "maternity": day("start", "1405-01-01")
    | day("end", "1405-06-01")
    | day("delivery", "1405-01-02"),
    "sickness": day("start", "1404-07-01")
    | day("end", "1404-07-14")
    | {"marital_status": "single"},
    "orthosis": GLASSES,
    "funeral": {"deceased_national_id": FATHER, "relation": "parent"}
    | day("death_date", "1404-05-10"),
}
NOT_DUE: dict[str, dict[str, str]] = {
    "marriage": day("contract_date", "1404-01-15"),
    "maternity": day("start", "1398-01-01")
    | day("end", "1398-06-01")
    | day("delivery", "1398-01-02"),
    "sickness": day("start", "1398-07-01") | day("end", "1398-07-14"),
    "orthosis": {"beneficiary": "dependant", "dependant_national_id": SPOUSE},
    "funeral": day("death_date", "1404-05-11"),
}


@pytest.fixture
def asker(member: Client, person: Person, civil: Civil) -> Client:
    """Maryam, years in work, newly married, reads English."""
    works(person)
    civil.marries(SPOUSE, "1405-01-15")
    civil.died[FATHER] = jalali.parse_date("1404-05-10")
    member.cookies["django_language"] = "en"
    return member


def page_of(slug: str) -> str:
    return f"/benefits/{slug}/request/"


def checked(asker: Client, slug: str, typed: dict[str, str]) -> Any:
    """The last page before sending."""
    asker.post(page_of(slug), typed)
    return asker.get(f"{page_of(slug)}check/")


@pytest.mark.feature("S-04", "S-16")
def test_the_marriage_gift_is_asked_for_in_two_steps(
    asker: Client, person: Person, civil: Civil, django_assert_num_queries: Any
) -> None:
    assert 'name="spouse_national_id"' in asker.get("/benefits/marriage/request/").content.decode()
    answered = asker.post("/benefits/marriage/request/", MARRIAGE)
    assert answered["Location"] == "/benefits/marriage/request/check/"
    with django_assert_num_queries(CHECK_QUERIES["marriage"]):
        check = asker.get(answered["Location"])
    page = words(check)
    assert "183,750,000 rials" in page
    assert "Met: It is the first marriage The civil registry has no earlier marriage" in page
    assert "Send the request" in page
    assert civil.asked == 1
    gone = asker.post(answered["Location"], {"key": str(Draft.objects.get().key)})
    [request] = Request.objects.of(person)
    assert gone["Location"] == f"/my/requests/{request.tracking}/"
    assert request.state == State.WAITING
    assert request.assessment
    assert request.assessment["amount"] == 183_750_000
    assert request.answers == {"spouse_national_id": SPOUSE, "contract_date": "1405-01-15"}


@pytest.mark.parametrize("slug", KIND)
def test_every_request_has_its_questions_at_its_address(
    slug: str, asker: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):  # one looks for an earlier request
        response = asker.get(page_of(slug))
    html = response.content.decode()
    assert response.status_code == 200
    assert reverse(KIND[slug].route) == page_of(slug)
    for name in DUE[slug]:
        assert f'name="{name}"' in html


@pytest.mark.parametrize("slug", KIND)
def test_every_check_page_shows_what_is_due(
    slug: str, asker: Client, person: Person, django_assert_num_queries: Any
) -> None:
    asker.post(page_of(slug), DUE[slug])
    with django_assert_num_queries(CHECK_QUERIES[slug]):
        response = asker.get(f"{page_of(slug)}check/")
    page = words(response)
    assert response.status_code == 200
    due = appraised(slug, person, DUE[slug]).amount
    assert due
    assert f"{due:,} rials" in page
    assert ("Still missing" in page) is bool(KIND[slug].papers(answers(slug, person, DUE[slug])))


@pytest.mark.feature("C-02")
@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("slug", KIND)
def test_no_request_ends_with_a_way_to_a_branch(slug: str, language: str, asker: Client) -> None:
    """Not due: what is missing, and what can be done from where one is."""
    asker.cookies["django_language"] = language
    response = checked(asker, slug, DUE[slug] | NOT_DUE[slug])
    html = response.content.decode().partition("<main")[2]
    assert 'name="key"' not in html
    assert "condition--unmet" in html
    assert f'href="{page_of(slug)}"' in html
    assert "1420" in html or "۱۴۲۰" in html
    assert not sends_to_a_branch(words(response))


@pytest.mark.feature("C-02")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_no_sentence_of_a_request_sends_people_to_a_branch(kind: Any, asker: Client) -> None:
    asked = sent_answers(kind.slug, asker)
    told = [kind.title, kind.summary, *kind.refusals.values()]
    for paper in kind.papers(asked):
        told += [paper.title, paper.hint]
    told += [field.help_text for field in kind.form.base_fields.values()]
    told.append(kind.closed_to(Person(sex="m")) or "")
    assert not [each for each in map(str, told) if sends_to_a_branch(each)]


def sent_answers(slug: str, asker: Client) -> dict[str, Any]:
    filled = KIND[slug].form(Person(), DUE[slug])
    assert filled.is_valid()
    return filled.answers()


def sends_to_a_branch(told: str) -> bool:
    """In either language."""
    ways = r"(visit|go to|come to|in person|at) (a|the|your|any) branch|مراجعه|حضوری به"
    return bool(re.search(ways, told.replace("غیرحضوری", ""), re.IGNORECASE))


@pytest.mark.feature("A-09", "S-14")
def test_maternity_pay_is_for_women_and_says_so_kindly(asker: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(sex="m")
    response = asker.get("/benefits/maternity/request/")
    assert response.status_code == 403
    assert "This service is for women" in words(response)
    assert 'href="/desk/"' in response.content.decode()
    assert asker.post("/benefits/maternity/request/", DUE["maternity"]).status_code == 403
    assert not Draft.objects.exists()


def test_a_silent_registry_does_not_keep_anybody_from_sending(
    asker: Client, person: Person, civil: Civil
) -> None:
    civil.silent = True
    response = checked(asker, "marriage", MARRIAGE)
    assert "The registry gives no answer now" in words(response)
    key = str(Draft.objects.get().key)
    asker.post("/benefits/marriage/request/check/", {"key": key})
    assert Request.objects.of(person).get().state == State.REGISTERED


def test_a_wrong_form_comes_back_filled(asker: Client) -> None:
    response = asker.post(page_of("marriage"), MARRIAGE | {"spouse_national_id": "1234"})
    assert response.status_code == 422
    assert "check each one" in words(response)
    assert 'value="1234"' in response.content.decode()


def test_the_invoice_is_read_once_more_in_toman_too(asker: Client) -> None:
    asker.cookies["django_language"] = "fa"
    page = words(checked(asker, "orthosis", GLASSES | {"invoice": "۸٬۰۰۰٬۰۰۰ ریال"}))
    assert "۸٬۰۰۰٬۰۰۰ ریال هشتصد هزار تومان" in page.partition("آنچه")[2]


def test_the_number_of_a_dependant_is_not_called_optional(asker: Client) -> None:
    html = asker.get(page_of("orthosis")).content.decode()
    label = html.partition('for="id_dependant_national_id"')[2].partition("</label>")[0]
    assert "optional" not in label


# ---- from the calculators


_CARRYING = re.compile(r'<form method="post" action="/benefits/\w+/request/">.*?</form>', re.DOTALL)
CALCULATED = {
    "marriage": day("contract_date", "1405-01-15"),
    "maternity": day("start", "1405-01-01") | day("end", "1405-06-01"),
    "sickness": DUE["sickness"],
}


@pytest.mark.feature("S-04", "S-06", "S-14")
@pytest.mark.parametrize("slug", CALCULATED)
def test_a_calculator_carries_what_was_typed_into_the_request(slug: str, asker: Client) -> None:
    html = asker.post(f"/benefits/{slug}/", CALCULATED[slug]).content.decode()
    [button] = re.findall(
        r'<form method="post" action="/benefits/\w+/request/">.*?</form>', html, re.DOTALL
    )
    assert "Ask for it" in button
    hidden = {
        name: unescape(value)
        for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', button)
        if name != "csrfmiddlewaretoken"
    }
    assert hidden == CALCULATED[slug] | {"carry": "yes"}
    carried = asker.post(page_of(slug), hidden)
    assert carried["Location"] == page_of(slug)
    page = asker.get(page_of(slug))
    assert page.status_code == 200
    assert "Error" not in words(page)
    assert Draft.objects.get().typed.items() >= CALCULATED[slug].items()
    assert not Request.objects.exists()


@pytest.mark.parametrize("slug", CALCULATED)
def test_what_is_not_due_is_not_offered(slug: str, asker: Client) -> None:
    typed = CALCULATED[slug] | NOT_DUE[slug] | day("contract_date", "1398-01-15")
    html = asker.post(f"/benefits/{slug}/", typed).content.decode()
    assert "request/" not in html.partition("<main")[2]


# ---- while an aid is asked for


def test_the_tariff_and_the_last_payment_stand_beside_the_aid(
    asker: Client, person: Person, civil: Civil, django_assert_num_queries: Any
) -> None:
    granted(sent("orthosis", person, GLASSES | {"dependant_national_id": "", "seller_tax_id": ""}))
    asker.get("/desk/")
    with django_assert_num_queries(3):
        page = words(asker.get("/benefits/orthosis/renewal/", {"item": "glasses"}))
    assert "Today at most 10,500,000 rials are paid for it." in page
    assert "Paid for last for you: the purchase of 1 Dey 1404." in page
    assert "The next can be paid for from 1 Dey 1414." in page
    other = words(asker.get("/benefits/orthosis/renewal/", {"item": "hearing_aid"}))
    assert "By your requests here it was not paid for before." in other


def test_a_dependant_s_last_payment_is_told_apart(
    asker: Client, person: Person, civil: Civil
) -> None:
    civil.bears("1394-05-03", CHILD)
    cane = GLASSES | {"item": "cane", "beneficiary": "dependant", "dependant_national_id": CHILD}
    granted(sent("orthosis", person, cane))
    page = words(asker.get("/benefits/orthosis/renewal/", {"item": "cane"}))
    assert f"Paid for last for {CHILD}: the purchase of 1 Dey 1404." in page
    assert "When it is paid for again is not published; the branch decides." in page


def test_nobody_reads_another_person_s_payments(
    asker: Client, other_person: Person, civil: Civil
) -> None:
    works(other_person)
    granted(sent("orthosis", other_person, GLASSES))
    page = words(asker.get("/benefits/orthosis/renewal/", {"item": "glasses"}))
    assert "1404" not in page


@pytest.mark.parametrize("item", ["", "aeroplane"])
def test_nothing_is_told_of_no_aid(item: str, asker: Client) -> None:
    assert words(asker.get("/benefits/orthosis/renewal/", {"item": item})) == ""


@pytest.mark.parametrize(
    ("typed", "item"),
    [("hearing", "hearing_aid"), ("EAR", "hearing_aid"), ("walking stick", "cane")],
)
def test_an_aid_is_found_by_the_words_people_use(
    typed: str, item: str, asker: Client, django_assert_num_queries: Any
) -> None:
    asker.get("/desk/")
    with django_assert_num_queries(2):
        html = asker.get("/benefits/orthosis/items/", {"words": typed, "item": ""}).content.decode()
    assert re.findall(r'<input type="radio"[^>]* value="(\w+)" checked>', html) == [item]
    assert re.findall(r'value="(\w+)"', html) == [item]
    assert "1 found. Chosen: " in html


def aids_found(asker: Client, words: str, item: str) -> str:
    return asker.get("/benefits/orthosis/items/", {"words": words, "item": item}).content.decode()


def test_an_aid_that_is_not_among_those_found_does_not_stay_chosen(asker: Client) -> None:
    html = aids_found(asker, "hearing", "cane")
    assert 'value="cane"' not in html
    assert "“Cane” is not chosen any more. Chosen: Hearing aid." in html


def test_of_several_hits_none_is_chosen_by_itself(asker: Client) -> None:
    html = aids_found(asker, "teeth", "")
    assert len(re.findall(r'type="radio"', html)) > 1
    assert " checked" not in html
    assert "Choose one." in html
    assert '"full_denture" checked' in aids_found(asker, "teeth", "full_denture")


@pytest.mark.parametrize("typed", ["aeroplane", ""])
def test_where_nothing_is_found_the_whole_list_comes_back(typed: str, asker: Client) -> None:
    html = aids_found(asker, typed, "cane")
    assert ("Nothing found. Try one short word" in html) is bool(typed)
    assert len(re.findall(r'<option value="\w+"', html)) == len(aids.TITLES)
    assert '<option value="cane" selected>' in html
    assert "Chosen: Cane." in html


def test_the_search_box_comes_by_itself_where_there_is_htmx(asker: Client) -> None:
    assert (
        'type="search"' not in asker.get(page_of("orthosis")).content.decode().partition("<main")[2]
    )
    assert 'type="search"' in asker.get("/benefits/orthosis/items/").content.decode()


def test_every_aid_has_other_words_too() -> None:
    assert aids._WORDS.keys() == set(aids.TITLES)


# ---- on the service desk


@pytest.mark.feature("N-01")
@pytest.mark.parametrize(
    ("level", "slugs"),
    [
        ("insured", ["marriage", "maternity", "sickness", "orthosis", "funeral"]),
        ("pensioner", ["orthosis", "funeral"]),
        ("employer", []),
    ],
)
def test_the_desk_offers_each_request_to_its_level(level: str, slugs: list[str]) -> None:
    routes = [service.route for service in desk.services_of(level)]
    assert [route for route in routes if route.endswith("-request")][: len(slugs)] == [
        f"{slug}-request" for slug in slugs
    ]
    assert [s.route for s in SERVICES][:5] == [kind.route for kind in KINDS]


@pytest.mark.feature("N-01")
def test_the_desk_leads_to_every_request(asker: Client) -> None:
    html = asker.get("/desk/").content.decode().partition("<main")[2]
    for slug in KIND:
        assert f'href="{page_of(slug)}"' in html
    assert "Ask for something" in html


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("loan", "marriage"),
        ("pregnancy", "maternity"),
        ("doctor", "sickness"),
        ("hearing aid", "orthosis"),
        ("denture", "orthosis"),
        ("burial", "funeral"),
    ],
)
def test_a_request_is_found_by_the_words_people_use(typed: str, slug: str, asker: Client) -> None:
    html = asker.get("/desk/", {"q": typed}).content.decode().partition("<main")[2]
    assert f'href="{page_of(slug)}"' in html


def test_a_draft_is_the_own_one(asker: Client, other_person: Person) -> None:
    user_of(other_person)
    Draft.objects.create(person=other_person, kind="marriage", typed={"spouse_national_id": "77"})
    assert 'value="77"' not in asker.get(page_of("marriage")).content.decode()
