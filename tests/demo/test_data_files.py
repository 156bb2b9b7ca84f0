"""Branches and job titles come as files and are loaded without harm to what is there."""

import pytest

from taminyar.careers.load_job_titles import job_titles, load_job_titles
from taminyar.careers.models import Job
from taminyar.demo.plan import materials
from taminyar.people.load_branches import branches, load_branches
from taminyar.people.models import Branch


@pytest.mark.django_db
def test_loading_branches_twice_adds_each_once() -> None:
    load_branches()
    load_branches()
    assert Branch.objects.count() == len(branches())


@pytest.mark.django_db
def test_a_branch_known_only_by_code_gets_its_name_and_another_keeps_its_own() -> None:
    nameless, named = branches()["code"][0], branches()["code"][1]
    Branch.objects.create(code=nameless)
    Branch.objects.create(code=named, name="نام دیگر")
    load_branches()
    assert Branch.objects.get(code=nameless).name == branches()["name"][0]
    assert Branch.objects.get(code=named).name == "نام دیگر"


@pytest.mark.django_db
def test_loading_job_titles_twice_adds_each_once() -> None:
    load_job_titles()
    load_job_titles()
    assert Job.objects.count() == len(job_titles()) == 120


def test_job_codes_are_six_digits_and_different() -> None:
    codes = job_titles()["code"]
    assert codes.str.contains(r"^\d{6}$").all()
    assert codes.is_unique().all()


def test_every_trade_has_ten_job_titles_and_every_city_a_branch() -> None:
    sizes = dict(job_titles().group_by("group").len().iter_rows())
    assert all(sizes[trade] == 10 for trade in materials()["trades"])
    assert set(materials()["cities"].values()) <= set(branches()["code"])
