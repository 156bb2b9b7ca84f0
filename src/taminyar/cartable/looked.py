"""What the registries said about a draft: kept with the answers it belongs to, for one day."""

from django.utils import timezone

from taminyar.cartable import kinds, submit
from taminyar.cartable.kinds import Answers, RequestKind
from taminyar.cartable.models import Draft


def up(draft: Draft, kind: RequestKind, answers: Answers) -> None:
    """Asks the registries about the answers, and keeps what they say. Outside any transaction."""
    said = submit.looked_up(draft.person, kind, answers)
    kept = {"for": answers, "said": said, "on": _today()}
    Draft.objects.filter(pk=draft.pk).update(findings=kept)


def findings_of(draft: Draft, kind: RequestKind, answers: Answers) -> kinds.Findings | None:
    """What they said about these answers today, asked now if they were not; None when silent."""
    kept = draft.findings
    if kept and kept["for"] == answers and kept["on"] == _today():
        said: kinds.Findings | None = kept["said"]
        return said
    return submit.looked_up(draft.person, kind, answers)


def _today() -> str:
    return timezone.localdate().isoformat()
