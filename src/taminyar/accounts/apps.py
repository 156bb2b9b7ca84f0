from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "taminyar.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed

        from taminyar.accounts import events, levels, second_factor
        from taminyar.accounts.models import StaffDuty
        from taminyar.notices.events import register

        authentication_step_completed.connect(second_factor.note)
        levels.offer("staff", lambda person: StaffDuty.objects.filter(user__person=person).exists())
        register(*events.EVENTS)
