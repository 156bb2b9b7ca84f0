"""The demonstration town is imported without a fault, once, with its fixed people as told."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.management import call_command
from django.test import Client

from taminyar.accounts import levels
from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.careers import freshness, history
from taminyar.careers.history import History
from taminyar.careers.models import Contribution, Job
from taminyar.demo import build_town
from taminyar.demo.fixed_people import LATE, MEMBERS, PASSPHRASE, WORKPLACES
from taminyar.demo.fixed_staff import STAFF, TOTP_SECRET
from taminyar.demo.management.commands import demo
from taminyar.demo.registry_answers import Town
from taminyar.pensions.models import Pension
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth, date_of
from taminyar.workshops.models import EntryKind, LedgerEntry, MonthlyList, Workshop
from tests import left_behind
from tests.demo.small_town import LAST, PLAN

pytestmark = pytest.mark.django_db

MARYAM, REZA, FATEMEH, ALI, ZAHRA, HASSAN = (member.national_id for member in MEMBERS)


def run_demo() -> str:
    output = io.StringIO()
    call_command("demo", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module", autouse=True)
def town(django_db_setup: None, django_db_blocker: Any, folder: Path) -> Iterator[str]:
    """The command run once, for all tests of this file; what it printed."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(demo, "Plan", lambda last: PLAN)
        patch.setattr("django.conf.settings.VAR", folder)
        yield run_demo()
        left_behind.empty()


def record_of(national_id: str) -> History:
    return history.of(Person.objects.get(national_id=national_id))


def shape_of(record: History) -> tuple[JalaliMonth, JalaliMonth, int, int]:
    """First and last month, how many there are, how many lines."""
    months = list(record.months)
    return months[0], months[-1], len(months), len(record.lines)


def full_days(first: JalaliMonth, last: JalaliMonth) -> int:
    return sum(month.days for month in first.range_to(last))


def test_the_command_says_what_it_made(town: str) -> None:
    # Every row that came stands in a list, those of the lists replaced later among them.
    rows = sum(MonthlyList.objects.values_list("rows", flat=True))
    assert f"{MonthlyList.objects.count():,} lists with {rows:,} rows" in town
    assert f"{Workshop.objects.count()} workshops" in town


def test_the_lists_stay_as_one_zip_a_month(folder: Path) -> None:
    zips = sorted(path.stem for path in (folder / "demo-lists" / str(LAST)).iterdir())
    assert [str(month) for month in PLAN.first.range_to(LAST)] == zips[-12:]


def test_the_command_a_second_time_adds_nothing() -> None:
    tables: list[Any] = [Person, Workshop, MonthlyList, LedgerEntry, Contribution, Job, User]
    tables += [Pension, StaffDuty, Authenticator]
    before = [table.objects.count() for table in tables]
    assert run_demo() == "The demonstration town is there.\n"
    assert [table.objects.count() for table in tables] == before


def test_a_run_that_was_broken_off_is_taken_up_without_changing_a_list(folder: Path) -> None:
    User.objects.all().delete()
    known = MonthlyList.objects.count()
    town = build_town.build_town(PLAN, folder / "demo-lists" / str(LAST))
    assert set(town.lists) == {"unchanged"}
    assert MonthlyList.objects.count() == known
    assert User.objects.count() == len(MEMBERS) + len(STAFF)


def test_maryam_has_eleven_years_with_a_gap_and_a_year_in_two_workshops() -> None:
    record = record_of(MARYAM)
    assert shape_of(record) == (LAST - 136, LAST, 132, 144)
    gap = [month for month in (LAST - 136).range_to(LAST) if month not in record.months]
    assert gap == list((LAST - 88).range_to(LAST - 84))
    both = [month for month, told in record.months.items() if len(told.lines) == 2]
    assert both == list(JalaliMonth(1402, 1).range_to(JalaliMonth(1402, 12)))
    assert len(record.workshops) == 3
    assert record.days == full_days(LAST - 136, LAST - 89) + full_days(LAST - 83, LAST)


def test_reza_has_six_years_and_his_workshop_is_late() -> None:
    record = record_of(REZA)
    assert shape_of(record) == (LAST - 72, LAST - 1, 72, 72)
    today = date_of(1404, 8, 30)
    late = [(late.workshop.name, late.month) for late in freshness.late_lists(record, today)]
    assert late == [(WORKPLACES[LATE].name, LAST)]


def test_fatemeh_has_a_finished_career_of_28_years() -> None:
    first, last = JalaliMonth(1371, 1), JalaliMonth(1398, 12)
    record = record_of(FATEMEH)
    assert shape_of(record) == (first, last, 336, 336)
    assert record.days == full_days(first, last)


def test_ali_is_insured_for_twelve_years_and_owns_two_workshops() -> None:
    assert shape_of(record_of(ALI)) == (LAST - 143, LAST, 144, 144)
    owned = Workshop.objects.filter(owner__national_id=ALI)
    assert {workshop.employer for workshop in owned} == {"علی رحیمی"}
    assert len(owned) == 2


def test_zahra_has_five_years_that_ended_in_1400() -> None:
    assert shape_of(record_of(ZAHRA)) == (JalaliMonth(1395, 7), JalaliMonth(1400, 6), 60, 60)


def test_hassan_has_26_years_without_a_gap() -> None:
    record = record_of(HASSAN)
    assert shape_of(record) == (LAST - 311, LAST, 312, 312)
    assert record.days == full_days(LAST - 311, LAST)


def test_members_sign_in_and_have_their_mobiles(client: Client) -> None:
    for member in MEMBERS:
        form = {"national_id": member.national_id, "password": PASSPHRASE}
        assert client.post("/login/", form).status_code == 302
        assert client.session["_auth_user_id"]
        client.logout()
    mobiles = Person.objects.filter(user__is_staff=False).order_by("national_id")
    assert [person.mobile for person in mobiles] == [f"0912000000{n}" for n in range(1, 7)]


@pytest.mark.feature("A-05")
@pytest.mark.feature("A-06")
@pytest.mark.feature("A-07")
@pytest.mark.parametrize(
    ("national_id", "held"),
    [
        (MARYAM, ["insured"]),
        (REZA, ["insured"]),
        (FATEMEH, ["pensioner"]),
        (ALI, ["insured", "employer", "pensioner"]),
        (ZAHRA, ["insured"]),
        (HASSAN, ["insured"]),
        *((member.national_id, ["staff"]) for member in STAFF),
    ],
)
def test_each_holds_the_levels_of_the_table(national_id: str, held: list[str]) -> None:
    assert levels.held_by(Person.objects.get(national_id=national_id)) == held


@pytest.mark.feature("A-05")
@pytest.mark.feature("A-06")
@pytest.mark.feature("A-07")
def test_ali_chooses_and_changes_between_his_three_levels(client: Client) -> None:
    client.post("/login/", {"national_id": ALI, "password": PASSPHRASE})
    opens = {"insured": "/benefits/sickness/", "employer": "/employer/lists/"}
    opens["pensioner"] = "/pensions/"
    for level in ("pensioner", "employer", "insured", "pensioner"):
        assert client.post("/level/", {"level": level}).status_code == 302
        found = {name for name, page in opens.items() if client.get(page).status_code == 200}
        assert found == {level}


def test_fatemeh_draws_two_pensions_and_ali_one() -> None:
    drawn = Pension.objects.drawn(date_of(1404, 8, 30)).order_by("number")
    assert [(pension.holder.national_id, pension.kind) for pension in drawn] == [
        (FATEMEH, "old_age"),
        (ALI, "partial_disability"),
        (FATEMEH, "survivors"),
    ]
    husband = Pension.objects.get(kind="survivors").deceased
    assert husband is not None
    assert Town().death(str(husband.national_id)) == date_of(1399, 10, 3)


def test_staff_have_a_duty_each_a_mobile_and_the_second_factor() -> None:
    users = User.objects.filter(is_staff=True).select_related("person").order_by("national_id")
    duties = [[duty.role for duty in user.duties.all()] for user in users]
    seconds = [Role.BRANCH_OFFICER, Role.FINANCE_OFFICER]
    assert duties == [[role] for role in (*Role, *seconds)]
    endings = ["07", "08", "09", "10", "11", "12", "14", "15"]
    assert [user.person.mobile[-2:] for user in users] == endings
    for user in users:
        assert user.check_password(PASSPHRASE)
        kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        assert decrypt(kept.data["secret"]) == TOTP_SECRET


def test_a_town_made_before_gets_what_it_lacks() -> None:
    Pension.objects.all().delete()
    StaffDuty.objects.all().delete()
    User.objects.filter(is_staff=True).delete()
    assert run_demo() == "The demonstration town is there.\n"
    assert Pension.objects.count() == 3
    assert StaffDuty.objects.count() == Authenticator.objects.count() == len(STAFF)


def test_corrected_lists_leave_their_history_and_a_reversal() -> None:
    old = MonthlyList.objects.filter(current=False)
    assert old.count() >= 5
    reversed_lists = LedgerEntry.objects.filter(kind=EntryKind.REVERSAL).values_list("list_id")
    assert set(old.values_list("pk")) == set(reversed_lists)
    for corrected in old:
        newer = MonthlyList.objects.get(
            workshop=corrected.workshop, month=corrected.month, current=True
        )
        assert newer.days > corrected.days
        assert newer.received_at > corrected.received_at


def test_lists_come_on_the_25th_of_the_next_month() -> None:
    came = MonthlyList.objects.filter(month=LAST.number).values_list("received_at", flat=True)
    assert {moment.date() for moment in came} == {date_of(1404, 7, 25)}


def test_employers_and_foreigners_pay_no_unemployment_premium() -> None:
    """Seven and twenty percent of every wage, three of the others'."""
    workshop = Workshop.objects.get(name=WORKPLACES["rahimi_turning"].name)
    listed = MonthlyList.objects.get(workshop=workshop, month=LAST.number, current=True)
    owner = Contribution.objects.get(workshop=workshop, month=LAST, person__national_id=ALI)
    covered = listed.insured_wages - owner.insured_wage
    assert listed.premium == pytest.approx(
        listed.insured_wages * 0.27 + covered * 0.03, abs=3 * listed.rows
    )
