from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "taminyar.profile"
    label = "profile"

    def ready(self) -> None:
        from taminyar.access import delegates
        from taminyar.notices.events import register
        from taminyar.profile import events

        register(*events.EVENTS)
        delegates.offer("health", start="treatment")
