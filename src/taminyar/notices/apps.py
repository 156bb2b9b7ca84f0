from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "taminyar.notices"
    label = "notices"

    def ready(self) -> None:
        from taminyar.notices import checks  # noqa: F401
