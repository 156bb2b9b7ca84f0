"""Acting for another person: what a right opens, and giving, accepting and ending one."""

import datetime
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.access.delegation_models import STARTS, Delegation, Ender, Scope
from taminyar.accounts.levels import View
from taminyar.accounts.throttle import Limit
from taminyar.notices.tell import tell
from taminyar.people.models import Person
from taminyar.persian import jalali

MOST_GIVEN: Final = 5
MOST_HELD: Final = 20
INVITATIONS: Final = Limit("delegation", 10, datetime.timedelta(days=1))

SENTENCES = {
    Scope.RECORD: gettext_lazy("See my insurance record: workplaces, days and wages."),
    Scope.PAYSLIPS: gettext_lazy("See my pensions and payslips."),
    Scope.HEALTH: gettext_lazy("See whether my treatment is covered, and for whom."),
    Scope.REQUESTS: gettext_lazy("See my requests and how they stand."),
}


class NotPossible(Exception):
    """A right that cannot be given or taken up; the message tells the person why."""


def offer(scope: str, start: str) -> None:
    """A room says that it has pages for the scope, and the route on which they start.

    A scope without pages is not offered to anybody.
    """
    STARTS[Scope(scope)] = start


def open_to_delegates(scope: str) -> Callable[[View], View]:
    """Opens a view to delegates who hold the scope; every other view is closed to them.

    The view must take its person from `accounts.signed_in.person_of`. Stands on top of the
    view's decorators.
    """
    known = Scope(scope)

    def mark(view: View) -> View:
        view.delegate_scope = known  # type: ignore[attr-defined]
        return view

    return mark


def opens(view: View, delegation: Delegation) -> Scope | None:
    """The scope under which the delegation opens the view, if it does."""
    scope: Scope | None = getattr(view, "delegate_scope", None)
    return scope if scope in delegation.scopes else None


def why_not(principal: Person, national_id: str, until: datetime.date) -> str | None:
    """What stands against giving this right, in words for the principal; None when nothing does.

    Looks at nobody's account: the answer is the same whether or not the national ID has one.
    """
    live = Delegation.objects.given_by(principal).live()
    if national_id == principal.national_id:
        return _("This is your own national ID. Enter that of the other person.")
    if until < jalali.today():
        return _("The last day is over. Choose a later one.")
    if live.filter(delegate_national_id=national_id).exists():
        return _("This person has a right from you already. End it first to give another one.")
    if live.count() >= MOST_GIVEN:
        return _("You have given as many rights as one person may. End one of them first.")
    return None


def give(
    principal: Person, national_id: str, scopes: list[str], until: datetime.date
) -> Delegation:
    """Gives the right, confirmed by the principal's code; it waits for the other's acceptance.

    From today until the day `until`. Raises `NotPossible`.
    """
    from taminyar.access.delegation_jobs import tell_invited

    with transaction.atomic():
        _lock(principal)
        if reason := why_not(principal, national_id, until):
            raise NotPossible(reason)
        now = timezone.now()
        lapsed = Delegation.objects.given_by(principal).filter(delegate_national_id=national_id)
        lapsed.lapsed().update(revoked_at=now, revoked_by=Ender.NOBODY)
        given: Delegation = Delegation.objects.create(
            principal=principal,
            delegate_national_id=national_id,
            scopes=scopes,
            from_day=jalali.today(),
            to_day=until,
            confirmed_by_principal_at=now,
        )
        # By the worker: the answer takes as long for a national ID without an account.
        tell_invited.defer(delegation=given.pk)
    return given


def accept(delegation: Delegation, person: Person) -> None:
    """The invited person takes the right up, once; a second time changes nothing.

    Raises `NotPossible` when the invitation is no longer open or the person holds too many.
    """
    with transaction.atomic():
        _lock(person)
        mine = Delegation.objects.held_by(person)
        if mine.filter(pk=delegation.pk, delegate=person, revoked_at=None).exists():
            return
        if mine.live().filter(delegate=person).count() >= MOST_HELD:
            raise NotPossible(_("You hold as many rights as one person may. End one first."))
        if (
            not mine.waiting()
            .filter(pk=delegation.pk)
            .update(delegate=person, confirmed_by_delegate_at=timezone.now())
        ):
            raise NotPossible(_("This invitation is no longer open."))
        tell(delegation.principal, "delegation-given", name=person.full_name)
        tell(person, "delegation-held", name=delegation.principal.full_name)


def decline(delegation: Delegation, person: Person) -> None:
    """The invited person does not want the right. The principal is not told."""
    waiting = Delegation.objects.held_by(person).waiting()
    waiting.filter(pk=delegation.pk).update(declined_at=timezone.now())


def end(delegation: Delegation, by: Ender) -> None:
    """Ends the right for good, at once; a second time changes nothing.

    Both sides are told of one that had been accepted.
    """
    with transaction.atomic():
        live = Delegation.objects.filter(pk=delegation.pk, revoked_at=None)
        if not live.update(revoked_at=timezone.now(), revoked_by=by):
            return
        # It may have been accepted since it was read.
        ended = Delegation.objects.select_related("principal", "delegate").get(pk=delegation.pk)
        if ended.delegate is None:
            return
        principal, delegate = ended.principal, ended.delegate
        for person in (principal, delegate):
            tell(
                person,
                "delegation-ended",
                delegate=delegate.full_name,
                principal=principal.full_name,
            )


def freeze(principal: Person) -> int:
    """Ends every right the person has given; returns how many those were."""
    with transaction.atomic():
        _lock(principal)
        live = list(Delegation.objects.given_by(principal).live())
        for delegation in live:
            end(delegation, Ender.PRINCIPAL)
    return len(live)


def _lock(person: Person) -> None:
    """One after the other, so that the limits hold when two come at once."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
