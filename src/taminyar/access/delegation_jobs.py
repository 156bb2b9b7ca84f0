"""What the worker does for delegates."""

from procrastinate.contrib.django import app

from taminyar.access.delegation_models import Delegation
from taminyar.notices.tell import tell
from taminyar.people.models import Person


@app.task(name="access.tell_invited")
def tell_invited(delegation: int) -> None:
    """Tells the invited person, if they have an account and the invitation is still open."""
    invitation = Delegation.objects.waiting().select_related("principal").filter(pk=delegation)
    for given in invitation:
        invited = Person.objects.filter(
            national_id=given.delegate_national_id, user__is_active=True
        ).first()
        if invited:
            name = given.principal.full_name
            tell(invited, "delegation-invited", key=str(given.pk), name=name)
