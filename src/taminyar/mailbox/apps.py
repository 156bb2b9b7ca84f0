from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "taminyar.mailbox"
    label = "mailbox"
