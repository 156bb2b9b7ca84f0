from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "taminyar.careers"
    label = "careers"

    def ready(self) -> None:
        from taminyar.access import delegates
        from taminyar.accounts import levels
        from taminyar.careers import record_list
        from taminyar.careers.desk import SERVICES
        from taminyar.careers.models import Contribution
        from taminyar.cartable import desk
        from taminyar.workshops.monthly_list import load

        levels.offer("insured", lambda person: Contribution.objects.of(person).exists())
        delegates.offer("record", start="records")
        desk.register(*SERVICES)
        load.record_with(record_list.record)
