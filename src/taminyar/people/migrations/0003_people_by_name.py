from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_bank_accounts_and_mobiles"),
    ]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(
                fields=["search_key"], name="person_by_part_of_name", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
