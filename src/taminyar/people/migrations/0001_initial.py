from importlib.resources import files

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(
            files("taminyar.people").joinpath("valid_national_id.sql").read_text(),
            "DROP FUNCTION valid_national_id(text); DROP FUNCTION national_id_remainder(text)",
        ),
        migrations.CreateModel(
            name="Branch",
            fields=[
                ("code", models.CharField(max_length=3, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("province", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^\\d{3}$")),
                        name="branch_code_has_three_digits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("national_id", models.CharField(max_length=10, null=True)),
                ("insurance_number", models.CharField(max_length=8, null=True)),
                ("insurance_number_confirmed", models.BooleanField(db_default=False)),
                ("first_name", models.CharField(max_length=100)),
                ("last_name", models.CharField(max_length=100)),
                ("father_name", models.CharField(blank=True, max_length=100)),
                ("birth_date", models.DateField(null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True, choices=[("m", "Man"), ("f", "Woman")], max_length=1
                    ),
                ),
                ("nationality", models.CharField(blank=True, max_length=30)),
                ("certificate_number", models.CharField(blank=True, max_length=15)),
                ("certificate_place", models.CharField(blank=True, max_length=100)),
                ("mobile", models.CharField(blank=True, max_length=11)),
                ("search_key", models.CharField(editable=False, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("national_id",), name="person_national_id_is_unique"
                    ),
                    models.UniqueConstraint(
                        fields=("insurance_number",), name="person_insurance_number_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("national_id", None),
                            models.Func(
                                models.F("national_id"),
                                function="valid_national_id",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="person_national_id_is_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("insurance_number", None),
                            ("insurance_number__regex", "^[1-9]\\d{7}$"),
                            _connector="OR",
                        ),
                        name="person_insurance_number_has_eight_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("national_id__isnull", False),
                            ("insurance_number__isnull", False),
                            _connector="OR",
                        ),
                        name="person_has_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["", "m", "f"])),
                        name="person_sex_is_known_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mobile__regex", "^(09\\d{9})?$")),
                        name="person_mobile_is_canonical",
                    ),
                ],
            },
        ),
    ]
