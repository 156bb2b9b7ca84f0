from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "taminyar.office"
    label = "office"

    def ready(self) -> None:
        from taminyar.access import deeds
        from taminyar.office import purposes

        deeds.register(*purposes.DEEDS)
        deeds.register_programs(purposes.PROGRAMS)
        deeds.register_purposes(purposes.PURPOSES)
