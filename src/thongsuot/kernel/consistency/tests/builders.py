"""Short ways to state a figure in a test."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.consistency import Finding, FindingKind, examine
from thongsuot.kernel.figures import Figure, Span


def stated(name: str = "nhiệm vụ hoàn thành", *, at: int = 0, **fields: object) -> Figure:
    """A figure whose numbers may be given as strings with their printed digits."""
    values = {
        key: Decimal(value) if isinstance(value, str) and key in _NUMBERS else value for key, value in fields.items()
    }
    return Figure(name=name, quote="…", span=Span(at, at + 1), **values)  # type: ignore[arg-type]


_NUMBERS = frozenset(
    {
        "value",
        "numerator",
        "denominator",
        "change",
        "equivalent",
        "change_equivalent",
        "target",
        "previous",
    }
)


def kinds(*figures: Figure) -> set[FindingKind]:
    return {finding.kind for finding in examine(figures)}


def only(figure: Figure) -> Finding:
    (finding,) = examine([figure])
    return finding
