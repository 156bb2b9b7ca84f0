"""What of a queue to show: the form of its filters."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from taminyar.cartable import desks, kinds
from taminyar.cartable.models import RequestQuerySet
from taminyar.cartable.states import AT_A_DESK
from taminyar.office.state_words import in_office


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Every service")), *((kind.slug, kind.title) for kind in kinds.all_kinds())]


def _states() -> list[tuple[str, Any]]:
    return [("", _("Every state")), *((state.value, in_office(state)) for state in AT_A_DESK)]


class QueueFilter(forms.Form):
    """What of a queue to show; all of it when nothing is chosen."""

    kind = forms.ChoiceField(label=_("Service"), choices=_kinds, required=False)
    state = forms.ChoiceField(label=_("State"), choices=_states, required=False)
    late = forms.BooleanField(label=_("Late only"), required=False)
    free = forms.BooleanField(label=_("In nobody's hands only"), required=False)

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked)
        for field in self.fields.values():
            # All may be left out: a mark on each would only be noise.
            field.marked_optional = False  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters that are set and known."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def in_words(self, name: str) -> str:
        """A filter that is set, in a word or two."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(_choices(field))[self.cleaned_data[name]])
        return str(field.label)


def _choices(field: forms.ChoiceField) -> list[tuple[str, Any]]:
    return list(cast("Any", field.choices))


def filtered(requests: RequestQuerySet, chosen: Mapping[str, Any]) -> RequestQuerySet:
    """The requests that the chosen filters leave."""
    same = {name: chosen[name] for name in ("kind", "state") if name in chosen}
    found = requests.filter(**same)
    if chosen.get("late"):
        found = found.filter(desks.is_late())
    return found.filter(holder=None) if chosen.get("free") else found
