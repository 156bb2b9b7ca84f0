from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "taminyar.demo"
    label = "demo"
