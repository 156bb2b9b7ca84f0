from django.apps import AppConfig


class CartableConfig(AppConfig):
    name = "taminyar.cartable"
    label = "cartable"

    def ready(self) -> None:
        from taminyar.access import delegates
        from taminyar.cartable import effects, events, my_requests
        from taminyar.mailbox import my_sections
        from taminyar.notices import events as notices
        from taminyar.payments import sources

        notices.register(*events.EVENTS)
        sources.register(effects.SOURCE, effects.follow, name=effects.name_of)
        my_sections.register(my_requests.SECTION)
        delegates.offer("requests", start="requests")
