"""What may be asked for: the five requests of this room, one module a kind."""

from typing import Final

from taminyar.benefits.requests import funeral, marriage, maternity, orthosis, sickness
from taminyar.cartable.kinds import RequestKind

# In the order of the service desk.
KINDS: Final[tuple[RequestKind, ...]] = (
    marriage.KIND,
    maternity.KIND,
    sickness.KIND,
    orthosis.KIND,
    funeral.KIND,
)
