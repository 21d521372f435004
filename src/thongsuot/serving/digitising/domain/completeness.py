"""How much of a dossier is electronic, and both readings of «25% được số hóa hoàn toàn» (I08). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import round_percent


@dataclass(frozen=True, slots=True)
class Completeness:
    """``parts`` papers of one dossier, ``digitised`` of them; ``has_result``: a signed electronic result."""

    parts: int
    digitised: int
    has_result: bool

    @property
    def is_begun(self) -> bool:
        """At least one paper digitised, or a result given as a file."""
        return self.digitised > 0 or self.has_result

    @property
    def is_whole(self) -> bool:
        """From reception to result: every paper and the result itself."""
        return self.has_result and self.digitised == self.parts


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts of dossiers. Shares are percentages, ``None`` where there is nothing to divide by."""

    all: int
    begun: int
    whole: int

    @property
    def of_all_begun(self) -> Decimal | None:
        return _percent(self.begun, self.all)

    @property
    def whole_of_begun(self) -> Decimal | None:
        """«trong đó có …» read as a share of the digitised ones."""
        return _percent(self.whole, self.begun)

    @property
    def whole_of_all(self) -> Decimal | None:
        """The same dossiers as a share of all."""
        return _percent(self.whole, self.all)


def of_all(begun_of_all: Decimal, whole_of_begun: Decimal) -> Decimal:
    """62,7% digitised, 25% of those wholly → 15,7% of all."""
    return round_percent(begun_of_all * whole_of_begun / 100, 1)


def _percent(part: int, whole: int) -> Decimal | None:
    return round_percent(Decimal(part) * 100 / whole, 1) if whole else None
