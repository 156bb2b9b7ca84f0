from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "taminyar.profile"
    label = "profile"

    def ready(self) -> None:
        from taminyar.access import delegates
        from taminyar.benefits.requests import cover
        from taminyar.notices.events import register
        from taminyar.profile import events
        from taminyar.profile.cover import on

        register(*events.EVENTS)
        delegates.offer("health", start="treatment")
        cover.offer(on)
