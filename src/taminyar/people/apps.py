from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "taminyar.people"
    label = "people"
