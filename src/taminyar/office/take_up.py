"""Taking up the most urgent request of a queue that nobody has."""

from django.db import transaction
from django.db.models import Q

from taminyar.accounts.models import Role, User
from taminyar.cartable import decide
from taminyar.cartable.models import Request, RequestQuerySet
from taminyar.cartable.move import NotAllowed, Overtaken
from taminyar.cartable.states import State


def next_of(requests: RequestQuerySet, user: User, role: Role) -> Request | None:
    """The most urgent one, taken up; None when none is free for this account.

    Two who ask at once never get the same, and neither waits for the other.
    """
    passed: list[int] = []
    free = requests.filter(holder=None).exclude(_was_first(user)).order_by("due_at", "pk")
    while True:
        with transaction.atomic():
            left = free.exclude(pk__in=passed).select_related("person")
            found = left.select_for_update(of=("self",), skip_locked=True).first()
            if found is None or _taken(found, user, role):
                return found
            passed.append(found.pk)


def _taken(request: Request, user: User, role: Role) -> bool:
    """Not what names this account, or is asked by whom it acts for: that is passed over."""
    try:
        decide.claim(request, user, role)
    except (NotAllowed, Overtaken):
        return False
    return True


def _was_first(user: User) -> Q:
    """`decide.was_first` as a query."""
    refused = Q(objected_at__isnull=False, refused_by=user)
    return refused | Q(state=State.CONFIRMING, decided_by=user)
