from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "taminyar.benefits"
    label = "benefits"

    def ready(self) -> None:
        from taminyar.benefits.desk import SERVICES
        from taminyar.cartable import desk

        desk.register(*SERVICES)
