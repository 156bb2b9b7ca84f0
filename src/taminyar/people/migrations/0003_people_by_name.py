from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_bank_accounts_and_mobiles"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["search_key"], name="person_by_name", opclasses=["varchar_pattern_ops"]
            ),
        ),
    ]
