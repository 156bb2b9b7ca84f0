from django.apps import AppConfig


class CartableConfig(AppConfig):
    name = "taminyar.cartable"
    label = "cartable"
