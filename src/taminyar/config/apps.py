"""The roof: settings, addresses, commands, background jobs."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "taminyar.config"
    label = "config"
