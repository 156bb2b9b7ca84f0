from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "taminyar.benefits"
    label = "benefits"

    def ready(self) -> None:
        from taminyar.benefits.desk import SERVICES
        from taminyar.benefits.requests import KINDS
        from taminyar.cartable import desk, kinds

        kinds.register(*KINDS)
        desk.register(*SERVICES)
