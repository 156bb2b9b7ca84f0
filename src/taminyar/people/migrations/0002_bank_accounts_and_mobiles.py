from importlib.resources import files

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            files("taminyar.people").joinpath("valid_iban.sql").read_text(),
            "DROP FUNCTION valid_iban(text)",
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("iban", models.CharField(max_length=26)),
                ("owner_name", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the bank"),
                            ("active", "Registered"),
                            ("replaced", "Replaced"),
                            ("refused", "Not registered"),
                            ("withdrawn", "Cancelled by you"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_yours", "The bank has it in another name"),
                            ("unknown", "The bank has no such account"),
                            ("closed", "The account is closed"),
                            ("blocked", "The bank has blocked the account"),
                            ("no_answer", "The bank gave no answer in three days"),
                        ],
                        max_length=10,
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("payable_from", models.DateTimeField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_accounts",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("iban"),
                                function="valid_iban",
                                output_field=models.BooleanField(),
                            )
                        ),
                        name="iban_is_valid",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")),
                        fields=("person",),
                        name="one_active_account_of_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("person",),
                        name="one_waiting_account_of_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "active"))),
                        fields=("person", "iban"),
                        name="an_iban_is_live_once_for_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("payable_from__gte", models.F("confirmed_at")),
                                ("payable_from__isnull", False),
                                ("state__in", ("active", "replaced")),
                            ),
                            models.Q(
                                ("confirmed_at", None),
                                ("payable_from", None),
                                ("state__in", ["refused", "waiting", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="a_confirmed_account_is_payable_some_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaced_at__isnull", False), ("state", "replaced")),
                            models.Q(
                                models.Q(("state", "replaced"), _negated=True),
                                ("replaced_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_replaced_account_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "refusal__in",
                                    ["not_yours", "unknown", "closed", "blocked", "no_answer"],
                                ),
                                ("state", "refused"),
                            ),
                            models.Q(
                                models.Q(("state", "refused"), _negated=True), ("refusal", "")
                            ),
                            _connector="OR",
                        ),
                        name="a_refused_account_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MobileChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old", models.CharField(blank=True, max_length=11)),
                ("new", models.CharField(max_length=11)),
                ("changed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mobile_changes",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("new__regex", "^09\\d{9}$"), ("old__regex", "^(09\\d{9})?$")
                        ),
                        name="mobile_change_is_canonical",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("old", models.F("new")), _negated=True),
                        name="mobile_change_changes_something",
                    ),
                ],
            },
        ),
    ]
