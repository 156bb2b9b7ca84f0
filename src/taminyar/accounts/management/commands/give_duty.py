"""`taminyar give_duty`: makes somebody staff, or ends a duty."""

from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.people.models import Branch


def _tomorrow() -> datetime:
    """Until when the first second step may be set up."""
    return timezone.now() + timedelta(days=1)


class Command(BaseCommand):
    help = "Give the owner of an account a duty of staff, or take it with --take."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("national_id")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--branch", help="code of the branch; without it, everywhere")
        parser.add_argument("--take", action="store_true", help="end the duty instead")

    @transaction.atomic
    def handle(
        self, *, national_id: str, role: str, branch: str | None, take: bool, **options: Any
    ) -> None:
        user = User.objects.select_for_update().filter(national_id=national_id).first()
        if user is None:
            raise CommandError(f"{national_id} has no account yet: register first.")
        if branch and not Branch.objects.filter(code=branch).exists():
            raise CommandError(f"There is no branch {branch}.")
        if take:
            StaffDuty.objects.filter(user=user, role=role).delete()
        else:
            StaffDuty.objects.update_or_create(
                user=user, role=role, defaults={"branch_id": branch, "enrol_until": _tomorrow()}
            )
        user.is_staff = StaffDuty.objects.filter(user=user).exists()
        user.save(update_fields=["is_staff"])
        self.stdout.write(f"{user}: {', '.join(user.duties.values_list('role', flat=True)) or '–'}")
