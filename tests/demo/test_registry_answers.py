"""What the registers of the demonstration say of its people, always the same."""

from datetime import date

import pytest

from taminyar.demo import fixed_people
from taminyar.demo.registry_answers import Town
from taminyar.people.models import Person
from taminyar.persian import iban, national_id, postal_code
from taminyar.persian.jalali import JalaliMonth, date_of, parts, today
from taminyar.registries import sandbox
from taminyar.registries.bank import AccountState, BankAnswer
from taminyar.registries.civil import Child, Identity

pytestmark = pytest.mark.django_db

TOWN = Town()
NEWCOMER, NEWCOMER_BORN, NEWCOMER_S_MOBILE = "9990000131", date_of(1378, 3, 12), "09120000013"
MARYAM, REZA, FATEMEH, ALI, ZAHRA, HASSAN = (m.national_id for m in fixed_people.MEMBERS[:6])


@pytest.fixture
def maryam(person: Person) -> Person:
    person.birth_date = date_of(1365, 3, 20)
    person.save()
    return person


def iban_ending_in(digits: str) -> str:
    account = "017" + digits.zfill(19)
    return f"IR{iban.check_digits(account)}{account}"


def test_the_sandbox_asks_this_source() -> None:
    assert isinstance(sandbox._sources[0], Town)


def test_everybody_in_the_table_is_known_by_number_and_birth_date(maryam: Person) -> None:
    assert TOWN.identity(MARYAM, date_of(1365, 3, 20)) == Identity(
        *(MARYAM, "مریم", "کریمی", "علی", "f", date_of(1365, 3, 20), "", ""), alive=True
    )
    assert TOWN.identity(MARYAM, date_of(1365, 3, 21)) is None
    assert TOWN.identity("9991000019", date_of(1365, 3, 20)) is None


def test_the_newcomer_is_known_before_anybody_registers_her() -> None:
    found = TOWN.identity(NEWCOMER, NEWCOMER_BORN)
    assert found
    assert found.alive
    assert (found.first_name, found.last_name) == ("سارا", "نوری")
    assert TOWN.identity(NEWCOMER, date_of(1378, 3, 13)) is None


def test_the_newcomer_s_mobile_is_hers_alone(person: Person) -> None:
    assert TOWN.belongs(NEWCOMER_S_MOBILE, NEWCOMER)
    assert not TOWN.belongs(NEWCOMER_S_MOBILE, person.national_id)


def test_a_mobile_of_somebody_of_the_town_is_theirs_alone(person: Person) -> None:
    assert TOWN.belongs(person.mobile, person.national_id)
    assert not TOWN.belongs(person.mobile, NEWCOMER)


def test_any_other_mobile_is_whoever_asks_unless_it_ends_in_0000(person: Person) -> None:
    assert TOWN.belongs("09351234567", person.national_id)
    assert not TOWN.belongs("09351230000", person.national_id)


@pytest.mark.parametrize(
    ("ending", "state"), [("1", AccountState.ACTIVE), ("9999", AccountState.CLOSED)]
)
def test_an_account_is_the_asker_s(maryam: Person, ending: str, state: AccountState) -> None:
    found = TOWN.inquire(iban_ending_in(ending), MARYAM, date_of(1365, 3, 20))
    assert found == BankAnswer("مریم کریمی", "017", state, matches=True)


def test_an_account_does_not_match_a_wrong_birth_date(maryam: Person) -> None:
    found = TOWN.inquire(iban_ending_in("1"), MARYAM, date_of(1365, 3, 21))
    assert found
    assert not found.matches


def test_an_account_that_ends_in_0000_does_not_exist(maryam: Person) -> None:
    assert TOWN.inquire(iban_ending_in("10000"), MARYAM, date_of(1365, 3, 20)) is None


def test_an_account_that_ends_in_somebody_s_national_id_is_theirs(
    maryam: Person, other_person: Person
) -> None:
    found = TOWN.inquire(iban_ending_in(REZA), MARYAM, date_of(1365, 3, 20))
    assert found == BankAnswer("رضا احمدی", "017", AccountState.ACTIVE, matches=False)


def test_somebody_unknown_has_no_account() -> None:
    assert TOWN.inquire(iban_ending_in("1"), "9991000019", date_of(1365, 3, 20)) is None


@pytest.mark.parametrize("member", fixed_people.MEMBERS[:6], ids=lambda m: m.national_id)
def test_families_are_those_told_of_the_fixed_people(member: fixed_people.Member) -> None:
    years = [parts(it.contract_date)[0] for it in TOWN.marriages(member.national_id)]
    married = [] if member.national_id == REZA else [member.married_from]
    assert [year for year in years if member.national_id != REZA] == [y for y in married if y]
    assert len(TOWN.children(member.national_id)) == member.children


def test_a_marriage_is_known_from_both_sides() -> None:
    (marriage,) = TOWN.marriages(REZA)
    (hers,) = TOWN.marriages(marriage.spouse_national_id)
    assert hers.spouse_national_id == REZA
    assert hers.contract_date == marriage.contract_date


def test_reza_married_within_the_last_months() -> None:
    (marriage,) = TOWN.marriages(REZA)
    assert JalaliMonth.of(today()) - JalaliMonth.of(marriage.contract_date) == 2
    assert marriage.permanent
    assert marriage.registered
    assert marriage.ended_on is None


def test_maryam_s_younger_child_is_a_newborn_without_a_number() -> None:
    older, newborn = TOWN.children(MARYAM)
    assert older.national_id
    assert newborn == Child(None, newborn.birth_date, "f")
    assert 0 < (today() - newborn.birth_date).days < 60


def test_fatemeh_s_husband_died_and_the_marriage_ended_that_day() -> None:
    (marriage,) = TOWN.marriages(FATEMEH)
    assert marriage.ended_on == TOWN.death(marriage.spouse_national_id) is not None
    born = date_of(1340, 2, 5)
    husband = TOWN.identity(marriage.spouse_national_id, born)
    assert husband
    assert not husband.alive
    assert TOWN.death(FATEMEH) is None


def test_whoever_is_born_or_married_is_known_with_a_right_number() -> None:
    for member in fixed_people.MEMBERS[:6]:
        spouses = [it.spouse_national_id for it in TOWN.marriages(member.national_id)]
        numbers = [it.national_id for it in TOWN.children(member.national_id) if it.national_id]
        assert all(national_id.is_valid(number) for number in spouses + numbers)
        assert all(number.startswith("999") for number in spouses + numbers)


def test_hassan_served_twenty_four_months_before_his_first_work() -> None:
    (service,) = TOWN.services(HASSAN)
    months = JalaliMonth.of(service.last_day) - JalaliMonth.of(service.first_day) + 1
    assert months == 24
    first_job = fixed_people.MEMBERS[5].career(JalaliMonth(1404, 6))[0]
    assert service.last_day < first_job.first.first_day
    assert TOWN.services(REZA) == []


def test_a_few_postcodes_have_an_address() -> None:
    found = TOWN.address("1999911111")
    assert found
    assert (found.province, found.city) == ("تهران", "تهران")
    assert postal_code.is_valid("1999911111")
    assert TOWN.address("1999911112") is None


def test_the_same_question_gets_the_same_answer(maryam: Person) -> None:
    def everything() -> list[object]:
        born: date = date_of(1365, 3, 20)
        return [
            TOWN.identity(MARYAM, born),
            TOWN.marriages(MARYAM),
            TOWN.children(MARYAM),
            TOWN.inquire(iban_ending_in("1"), MARYAM, born),
        ]

    assert everything() == everything()
