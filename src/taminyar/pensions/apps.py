from django.apps import AppConfig


class PensionsConfig(AppConfig):
    name = "taminyar.pensions"
    label = "pensions"

    def ready(self) -> None:
        from taminyar.access import delegates
        from taminyar.accounts import levels
        from taminyar.cartable import desk
        from taminyar.pensions import drawn
        from taminyar.pensions.desk import SERVICES

        levels.offer("pensioner", drawn.draws_a_pension)
        levels.close("insured", drawn.insurance_has_ended)
        delegates.offer("payslips", start="pensions")
        desk.register(*SERVICES)
