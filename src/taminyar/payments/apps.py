from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "taminyar.payments"
    label = "payments"

    def ready(self) -> None:
        from taminyar.notices.events import register
        from taminyar.payments import events

        register(*events.EVENTS)
