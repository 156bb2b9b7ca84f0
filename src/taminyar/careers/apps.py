from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "taminyar.careers"
    label = "careers"

    def ready(self) -> None:
        from taminyar.careers import record_list
        from taminyar.careers.desk import SERVICES
        from taminyar.cartable import desk
        from taminyar.workshops.monthly_list import load

        desk.register(*SERVICES)
        load.record_with(record_list.record)
