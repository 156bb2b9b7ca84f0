"""Who asks: under which number, and at which branch."""

from taminyar.careers.models import Contribution
from taminyar.people.models import Branch, Person


def number_of(person: Person) -> str:
    """The national ID; the insurance number of a foreigner, who has none."""
    return person.national_id or person.insurance_number or ""


def branch_of(person: Person) -> Branch | None:
    """The branch of the newest workshop on record; None without a record. One query."""
    months = Contribution.objects.of(person).select_related("workshop__branch")
    newest = months.order_by("-month", "-workshop_id").first()
    return newest.workshop.branch if newest else None
