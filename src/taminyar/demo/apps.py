from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "taminyar.demo"
    label = "demo"

    def ready(self) -> None:
        from taminyar.demo.registry_answers import Town
        from taminyar.registries import sandbox

        sandbox.answer_from(Town())
