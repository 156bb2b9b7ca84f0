from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "taminyar.profile"
    label = "profile"

    def ready(self) -> None:
        from taminyar.access import delegates
        from taminyar.profile import events

        events.register_all()
        delegates.offer("health", start="treatment")
