"""One measured ratio, and whether it keeps its limit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """`value` is ours against a peer (or a plain figure); it must stay on one side of `limit`."""

    name: str
    value: float
    limit: float
    at_least: bool = False
    detail: str = ""

    @property
    def kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "ok  " if self.kept else "FAIL"
        return f"{verdict} {self.name}: {self.value:.2f} ({sign} {self.limit:g})  {self.detail}"
