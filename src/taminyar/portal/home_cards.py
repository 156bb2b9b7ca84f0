"""What the home page tells first: one sentence, one number, one button."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taminyar.careers import history
from taminyar.careers.words import span_in_words
from taminyar.cartable import kinds, own, waiting
from taminyar.cartable.models import Request
from taminyar.cartable.my_requests import NotSent, drafts_of
from taminyar.law.record import span
from taminyar.pensions.drawn import pensions_of
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.portal.jinja import jalali_date, jalali_month, localised_digits
from taminyar.workshops.models import MonthlyList


@dataclass(frozen=True)
class Card:
    title: str
    value: str
    unit: str
    sentence: str
    url: str
    action: str


def of(person: Person, level: str) -> list[Card]:
    """The cards of a level, the most important first: what waits for the person before all."""
    main, requests = _MAIN.get(level, _record)(person), waiting.for_home(person)
    drafts = [_draft(each) for each in drafts_of(person)[:1] if level in each.levels]
    if requests.newest is None:
        return [main, *drafts]
    card = _requests(requests)
    return [card, main, *drafts] if requests.waiting else [main, card, *drafts]


def _draft(draft: NotSent) -> Card:
    """What was begun last and not sent."""
    sentence = _("%(service)s: kept since %(day)s, and nobody looks at it until you send it.") % {
        "service": draft.title,
        "day": jalali_date(draft.saved_at),
    }
    return Card(_("Not sent yet"), "", "", sentence, draft.go_on, _("Go on with it"))


def _requests(requests: waiting.AtHome) -> Card:
    if requests.waiting:
        value, unit = (
            localised_digits(requests.waiting),
            ngettext("request", "requests", requests.waiting),
        )
        sentence = _("waiting for you: papers, or an account to be paid to.")
        return Card(
            *(_("Something is needed from you"), value, unit, sentence),
            *(_where(requests), _("See what is needed")),
        )
    newest = cast("Request", requests.newest)
    if until := own.objection_until(newest):
        return _refused(newest, until)
    sentence = _("%(service)s: %(state)s.") % {
        "service": kinds.named(newest.kind).title,
        "state": newest.get_state_display(),
    }
    url = reverse("request", args=[newest.tracking])
    return Card(_("My newest request"), "", "", sentence, url, _("See where it stands"))


def _where(requests: waiting.AtHome) -> str:
    """The one that waits, if it is that; else all of them."""
    newest: Any = requests.newest
    if requests.waiting == 1 and (newest.waits or newest.accountless):
        return reverse("request", args=[newest.tracking])
    return reverse("requests")


def _refused(request: Request, until: datetime) -> Card:
    sentence = _("%(service)s: refused. You may object until %(day)s.") % {
        "service": kinds.named(request.kind).title,
        "day": jalali_date(until),
    }
    url = reverse("request", args=[request.tracking])
    return Card(_("Your request was refused"), "", "", sentence, url, _("See why, or object"))


def _record(person: Person) -> Card:
    record = history.of(person)
    if record.lines:
        value = localised_digits(span_in_words(span(record.days)))
        newest = jalali_month(record.lines[-1].month)
        sentence = _("of paid contribution, the newest in %(month)s.") % {"month": newest}
    else:
        value, sentence = "", _("No list with your name has reached us yet.")
    url, action = reverse("records"), _("See my record")
    return Card(_("My insurance record"), value, "", sentence, url, action)


def _pensions(person: Person) -> Card:
    drawn = pensions_of(person, jalali.today())
    value = localised_digits(len(drawn))
    unit = ngettext("pension", "pensions", len(drawn))
    sentence = _("%(kinds)s, drawn today.") % {
        "kinds": _(" and ").join(str(pension.get_kind_display()) for pension in drawn)
    }
    url, action = reverse("pensions"), _("See my pensions")
    return Card(_("My pensions"), value, unit, sentence, url, action)


def _received_lists(person: Person) -> Card:
    newest = MonthlyList.objects.of(person).current().order_by("-month").first()
    if newest:
        value = jalali_month(newest.month)
        sentence = _("is the newest month whose list has reached us.")
    else:
        value, sentence = "", _("No list of your workshops has reached us yet.")
    url, action = reverse("employer-lists"), _("See the lists")
    return Card(_("Lists of my workshops"), value, "", sentence, url, action)


_MAIN = {"employer": _received_lists, "pensioner": _pensions}
