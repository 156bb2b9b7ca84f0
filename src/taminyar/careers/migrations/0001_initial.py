from importlib.resources import files

import django.db.models.deletion
from django.db import migrations, models

import taminyar.people.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("workshops", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=6)),
                ("title", models.CharField(max_length=100)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "title"), name="job_is_stored_once")
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    files("taminyar.careers").joinpath("contribution.sql").read_text(),
                    "DROP TABLE careers_contribution",
                ),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "person_id",
                                "month",
                                "workshop_id",
                                "list_number",
                                "kind",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("month", taminyar.people.fields.JalaliMonthField()),
                        ("list_number", models.CharField(blank=True, max_length=12)),
                        (
                            "kind",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Mandatory"),
                                    (2, "Voluntary"),
                                    (3, "Self-employed"),
                                    (4, "Student"),
                                    (5, "Housewife"),
                                    (6, "Unemployment insurance"),
                                    (7, "Sickness allowance"),
                                    (8, "Military service"),
                                    (9, "Driver"),
                                    (10, "Construction worker"),
                                    (11, "Transferred from another fund"),
                                    (12, "Correction"),
                                ],
                                default=1,
                            ),
                        ),
                        (
                            "source",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Employer's list"),
                                    (2, "Own payment"),
                                    (3, "Decision of the organisation"),
                                    (4, "Another fund"),
                                ]
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField()),
                        ("daily_wage", models.BigIntegerField()),
                        ("monthly_wage", models.BigIntegerField()),
                        ("benefits", models.BigIntegerField()),
                        ("insured_wage", models.BigIntegerField()),
                        ("total", models.BigIntegerField()),
                        ("premium", models.BigIntegerField()),
                        ("recorded_on", models.DateField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="people.person"
                            ),
                        ),
                        (
                            "workshop",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="workshops.workshop"
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="careers.job",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "careers_contribution",
                    },
                ),
            ],
        ),
    ]
