from django.apps import AppConfig
from django.core import checks


class RegistriesConfig(AppConfig):
    name = "taminyar.registries"
    label = "registries"

    def ready(self) -> None:
        from taminyar.registries.checks import registries_are_configured

        checks.register(registries_are_configured, checks.Tags.security, deploy=True)
