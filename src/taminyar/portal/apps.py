from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "taminyar.portal"
    label = "portal"
