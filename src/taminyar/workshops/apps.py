from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "taminyar.workshops"
    label = "workshops"

    def ready(self) -> None:
        from taminyar.accounts import levels
        from taminyar.cartable import desk
        from taminyar.workshops.desk import SERVICES
        from taminyar.workshops.models import Workshop

        levels.offer("employer", lambda person: Workshop.objects.filter(owner=person).exists())
        desk.register(*SERVICES)
