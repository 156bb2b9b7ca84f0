from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "taminyar.portal"
    label = "portal"

    def ready(self) -> None:
        from taminyar.cartable import desk
        from taminyar.portal.desk import SERVICES

        desk.register(*SERVICES)
