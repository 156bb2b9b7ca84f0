from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "taminyar.mailbox"
    label = "mailbox"

    def ready(self) -> None:
        from taminyar.access import deeds
        from taminyar.mailbox import checks, events, kinds, looks  # noqa: F401
        from taminyar.notices import events as notices

        notices.register(*events.EVENTS)
        kinds.register(*kinds.OURS)
        deeds.register(looks.DEED)
        deeds.register_programs(looks.PROGRAMS)
        deeds.register_purposes(looks.PURPOSES)
