"""Giving the right: whom, what for, how long, confirmed by a code; the other side answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from taminyar.access import delegates
from taminyar.access.delegation_jobs import tell_invited
from taminyar.access.delegation_models import Delegation
from taminyar.accounts.models import User
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.access.rights import browser_of, given, invited, person_named
from tests.pages import words

CODE = "123456"
NEW, CHECK, TYPE_CODE = (f"/account/delegates/new/{step}" for step in ("", "check/", "code/"))


@pytest.fixture(autouse=True)
def known_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taminyar.accounts.codes.secrets.randbelow", lambda most: int(CODE))


@pytest.fixture
def maryam(person: Person, user: User) -> Client:
    return browser_of(person)


@pytest.fixture
def reza(other_person: Person) -> Client:
    other_person.mobile = "09120000002"
    other_person.save()
    return browser_of(other_person)


def answers(national_id: str = "9990000026", **more: Any) -> dict[str, Any]:
    return {"national_id": national_id, "scopes": ["record"], "period": "month"} | more


def confirmed(client: Client, code: str = CODE, **more: Any) -> Any:
    """Goes through the three pages; returns the answer to the code."""
    assert client.post(NEW, answers(**more)).status_code == 302
    assert client.post(CHECK).status_code == 302
    return client.post(TYPE_CODE, {"code": code})


def test_the_right_waits_for_the_other_side_once_the_code_is_typed(
    maryam: Client, person: Person
) -> None:
    maryam.post(NEW, answers("۹۹۹ ۰۰۰ ۰۰۲۶"))
    check = words(maryam.get(CHECK))
    assert "۹۹۹۰۰۰۰۰۲۶" in check
    assert not Delegation.objects.exists()
    maryam.post(CHECK)
    assert maryam.post(TYPE_CODE, {"code": "۱۲۳۴۵۶"})["Location"] == "/account/delegates/"
    right = Delegation.objects.get()
    assert (right.principal, right.delegate_national_id) == (person, "9990000026")
    assert right.to_day == jalali.today() + timedelta(days=30)
    assert not right.is_in_force
    job = ProcrastinateJob.objects.get(task_name="access.tell_invited")
    assert job.args == {"delegation": right.pk}
    assert not Delegation.objects.in_force(jalali.today()).exists()


def test_a_wrong_code_gives_nothing(maryam: Client) -> None:
    response = confirmed(maryam, code="654321")
    assert response.status_code == 422
    assert not Delegation.objects.exists()


def test_the_code_counts_once_however_often_it_is_sent(maryam: Client) -> None:
    confirmed(maryam)
    assert maryam.post(TYPE_CODE, {"code": CODE})["Location"] == "/account/delegates/"
    assert Delegation.objects.count() == 1


def test_both_confirm_by_code_and_are_told(
    maryam: Client, reza: Client, person: Person, other_person: Person
) -> None:
    confirmed(maryam)
    page = f"/account/delegates/{Delegation.objects.get().pk}/"
    assert "مریم کریمی" in words(reza.get(page))
    assert reza.post(page + "accept/")["Location"] == page + "accept/"
    assert reza.post(page + "accept/", {"code": "000000"}).status_code == 422
    assert not Delegation.objects.in_force(jalali.today()).exists()
    reza.post(page + "accept/", {"code": CODE})
    right = Delegation.objects.in_force(jalali.today()).get()
    assert right.delegate == other_person
    assert Notice.objects.of(person).filter(event="delegation-given").exists()
    assert Notice.objects.of(other_person).filter(event="delegation-held").exists()


def test_the_pages_are_the_same_with_and_without_an_account(
    maryam: Client, reza: Client, person: Person
) -> None:
    told = []
    for national_id in ("9990000026", "9990000158"):
        pages = [maryam.post(NEW, answers(national_id)), maryam.get(CHECK), maryam.post(CHECK)]
        pages += [maryam.get(TYPE_CODE), maryam.post(TYPE_CODE, {"code": CODE})]
        right = Delegation.objects.get()
        pages += [maryam.get("/account/delegates/"), maryam.get(f"/account/delegates/{right.pk}/")]
        number = national_id.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        told.append([(page.status_code, words(page).replace(number, "…")) for page in pages])
        Delegation.objects.all().delete()
    assert told[0] == told[1]


def test_only_who_has_an_account_is_told_of_the_invitation(
    person: Person, reza: Client, other_person: Person
) -> None:
    without = person_named("9990000050")
    for invited_person in (other_person, without):
        right = invited(person, str(invited_person.national_id))
        tell_invited(delegation=right.pk)
        tell_invited(delegation=right.pk)
    assert Notice.objects.get(event="delegation-invited").person == other_person


def test_declining_is_not_told(maryam: Client, reza: Client, person: Person) -> None:
    right = invited(person, "9990000026")
    address = f"/account/delegates/{right.pk}/"
    before = [words(maryam.get(page)) for page in ("/account/delegates/", address)]
    reza.post(address + "decline/")
    assert [words(maryam.get(page)) for page in ("/account/delegates/", address)] == before
    assert not Notice.objects.filter(event__startswith="delegation").exists()
    with pytest.raises(delegates.NotPossible):
        delegates.accept(right, Person.objects.get(national_id="9990000026"))


def test_an_invitation_can_be_accepted_for_seven_days(person: Person, other_person: Person) -> None:
    late = timezone.now() - timedelta(days=7, minutes=1)
    right = invited(person, "9990000026", confirmed_by_principal_at=late)
    with pytest.raises(delegates.NotPossible):
        delegates.accept(right, other_person)
    again = delegates.give(person, "9990000026", ["record"], jalali.today() + timedelta(days=1))
    delegates.accept(again, other_person)
    assert Delegation.objects.in_force(jalali.today()).get() == again


@pytest.mark.parametrize(
    "wrong",
    [
        {"national_id": "9990000018"},
        {"national_id": "9990000027"},
        {"national_id": ""},
        {"scopes": []},
        {"scopes": ["bank"]},
        {"period": ""},
        {"period": "day"},
        {"period": "day", "until_day": "1", "until_month": "1", "until_year": "1400"},
        {"period": "day", "until_day": "1", "until_month": "1", "until_year": "1499"},
    ],
)
def test_a_wrong_invitation_comes_back_filled(maryam: Client, wrong: dict[str, Any]) -> None:
    response = maryam.post(NEW, answers() | wrong)
    assert response.status_code == 422
    assert 'id="error-summary"' in response.content.decode()
    assert "delegation" not in maryam.session


@pytest.mark.parametrize("period", ["tomorrow", "month", "half-year", "year", "day"])
def test_every_length_on_offer_is_within_a_year(
    maryam: Client, person: Person, period: str
) -> None:
    last = jalali.parts(jalali.add_years(jalali.today(), 1))
    chosen = dict(zip(("until_year", "until_month", "until_day"), map(str, last), strict=True))
    confirmed(maryam, period=period, **(chosen if period == "day" else {}))
    right = Delegation.objects.get()
    assert jalali.today() < right.to_day <= jalali.add_years(jalali.today(), 1)


def test_five_rights_can_be_given_and_not_a_sixth(maryam: Client, person: Person) -> None:
    for number in range(5):
        invited(person, f"999000{number:04}")
    response = maryam.post(NEW, answers())
    assert response.status_code == 422
    with pytest.raises(delegates.NotPossible):
        delegates.give(person, "9990000026", ["record"], jalali.today())


def test_twenty_rights_can_be_held_and_not_one_more(other_person: Person) -> None:
    for number in range(20):
        giver = Person.objects.create(insurance_number=f"2000{number:04}", first_name="زهرا")
        given(giver, other_person)
    one_more = invited(person_named("9990000050"), "9990000026")
    with pytest.raises(delegates.NotPossible):
        delegates.accept(one_more, other_person)


def test_ten_invitations_a_day_are_enough(maryam: Client, person: Person) -> None:
    for _ in range(10):
        delegates.INVITATIONS.spend(str(person.pk))
    maryam.post(NEW, answers())
    assert maryam.post(CHECK).status_code == 422


def test_without_a_mobile_no_code_is_sent(reza: Client, other_person: Person) -> None:
    Person.objects.filter(pk=other_person.pk).update(mobile="")
    reza.post(NEW, answers("9990000018"))
    assert reza.post(CHECK).status_code == 422


def test_giving_asks_for_a_fresh_sign_in(maryam: Client) -> None:
    session = maryam.session
    session["fresh_at"] -= 11 * 60
    session.save()
    assert maryam.get(NEW)["Location"].startswith("/account/confirm/")


def test_steps_that_were_not_begun_lead_back(maryam: Client, person: Person, reza: Client) -> None:
    assert maryam.get(CHECK)["Location"] == NEW
    assert maryam.get(TYPE_CODE)["Location"] == "/account/delegates/"
    page = f"/account/delegates/{invited(person, '9990000026').pk}/"
    assert reza.get(page + "accept/")["Location"] == page
    assert maryam.post(page + "accept/")["Location"] == page
