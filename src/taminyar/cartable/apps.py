from django.apps import AppConfig


class CartableConfig(AppConfig):
    name = "taminyar.cartable"
    label = "cartable"

    def ready(self) -> None:
        from taminyar.cartable import effects, events
        from taminyar.notices import events as notices
        from taminyar.payments import sources

        notices.register(*events.EVENTS)
        sources.register(effects.SOURCE, effects.follow)
