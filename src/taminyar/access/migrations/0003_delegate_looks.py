from importlib.resources import files

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0002_delegation")]

    operations = [
        migrations.RunSQL(
            files("taminyar.access").joinpath("delegate_looks.sql").read_text(),
            "DROP FUNCTION access_record_of_a_delegate("
            "bigint, bigint, text, text, text, text, text, interval)",
        ),
    ]
