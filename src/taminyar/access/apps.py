from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "taminyar.access"
    label = "access"

    def ready(self) -> None:
        from taminyar.access import acting, deeds, delegation_events, doubts
        from taminyar.notices import events

        events.register(doubts.ANSWERED, *delegation_events.EVENTS)
        deeds.register(*acting.DEEDS)
        deeds.register_purposes(acting.PURPOSES)
