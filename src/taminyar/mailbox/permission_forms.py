"""What the owner lets others check of a document, and for how long."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from taminyar.mailbox import kinds
from taminyar.mailbox.models import Item, Verifiable

_KEEP: Final = "keep"
_ALWAYS: Final = "always"
PERIODS: Final = (
    ("7", _("7 days from now")),
    ("30", _("30 days from now")),
    ("90", _("90 days from now")),
    ("365", _("One year from now")),
    (_ALWAYS, _("Without an end, as long as the document holds")),
)


class PermissionForm(forms.Form):
    """The fields a verifier sees, as slugs of the kind, and the days it stays open from now on."""

    use_required_attribute = False

    fields_shown = forms.MultipleChoiceField(
        label=_("What may they see?"),
        help_text=_(
            "Whoever checks the document always sees what it is, when it was issued and for whom "
            "it is meant. Of what stands in it they see only what you choose."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    period = forms.ChoiceField(
        label=_("For how long may it be checked?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long, please.")},
    )

    def __init__(self, item: Item, document: Verifiable, *args: Any, **kwargs: Any) -> None:
        choices = field_choices(item, document.language)
        chosen = sorted(_chosen(document)) if choices else []
        kwargs["initial"] = {
            "fields_shown": chosen,
            "period": _KEEP if document.open_until else _ALWAYS,
        }
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["fields_shown"].choices = choices
        fields["fields_shown"].marked_optional = False
        keep = [(_KEEP, _("As it is set now"))] if document.open_until else []
        fields["period"].choices = keep + list(PERIODS)

    def days(self) -> int | None:
        """Days from now; None for no end."""
        period = self.cleaned_data["period"]
        return None if period == _ALWAYS else int(period)

    @property
    def keeps_period(self) -> bool:
        return bool(self.cleaned_data["period"] == _KEEP)


def field_choices(item: Item, language: str) -> list[tuple[str, str]]:
    """Slug, and label with value, of each field of the document that has one.

    The value is isolated: it may run in the other direction than the page.
    """
    try:
        kind = kinds.named(item.kind)
    except KeyError:
        return []
    found = [(field, kinds.shown(kind, item.data, [field.slug], language)) for field in kind.fields]
    return [
        (field.slug, f"{field.label}: \u2068{shown[0][1]}\u2069") for field, shown in found if shown
    ]


def _chosen(document: Verifiable) -> set[str]:
    """Slugs of the fields shown now, found again by their labels."""
    labels = {label for label, _value in document.shown}
    fields = kinds.named(document.kind).fields
    with override(document.language):
        return {field.slug for field in fields if str(field.label) in labels}
