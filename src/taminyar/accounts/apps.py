from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "taminyar.accounts"
    label = "accounts"
