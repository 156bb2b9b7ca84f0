"""What a person wants to be told, and how."""

from collections.abc import Mapping

from taminyar.notices.events import Event, Group
from taminyar.notices.models import Channel, Choice
from taminyar.people.models import Person

type Wanted = dict[tuple[Group, Channel], bool]


def channels_for(person: Person, event: Event) -> set[Channel]:
    """The ways in which the person is told about the event; of a critical one all."""
    every = set(Channel)
    if event.critical:
        return every
    off = Choice.objects.of(person).filter(group=event.group, wanted=False)
    return every - {Channel(name) for name in off.values_list("channel", flat=True)}


def of(person: Person) -> Wanted:
    """Every group and channel; what the person never chose is wanted."""
    chosen = {(row.group, row.channel): row.wanted for row in Choice.objects.of(person)}
    return {
        (group, channel): chosen.get((group, channel), True)
        for group in Group
        for channel in Channel
    }


def choose(person: Person, wanted: Mapping[tuple[Group, Channel], bool]) -> None:
    """Keeps what the person chose; saying the same again changes nothing."""
    Choice.objects.bulk_create(
        [
            Choice(person=person, group=group, channel=channel, wanted=yes)
            for (group, channel), yes in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "group", "channel"],
        update_fields=["wanted"],
    )
