"""Which fees of a procedure the answers call for. An amount that is not known is not 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thongsuot.serving.procedures.domain.content import Fee


@dataclass(frozen=True, slots=True)
class FeeLine:
    """``applies`` False: spared by the condition ``when`` of the fee; None: what it asks was not answered.

    ``amount`` None: chưa rõ.
    """

    code: str
    name: str
    kind: str
    amount: int | None
    applies: bool | None = True


@dataclass(frozen=True, slots=True)
class Bill:
    """``total``: đồng; 0 when nothing is owed; ``None`` while it is not known what applies, or how much that is."""

    lines: tuple[FeeLine, ...]

    @property
    def total(self) -> int | None:
        amounts = [line.amount if line.applies else None for line in self.lines if line.applies is not False]
        return None if None in amounts else sum(amount for amount in amounts if amount is not None)

    @property
    def spared(self) -> tuple[FeeLine, ...]:
        """What the applicant need not pay."""
        return tuple(line for line in self.lines if line.applies is False)


def bill(
    fees: Iterable[Fee], answers: Mapping[str, Any], evaluate: Callable[[str, Mapping[str, Any]], bool | None]
) -> Bill:
    """``evaluate`` reads the condition of a fee (``forms.domain``): yes, no, or not known."""
    return Bill(
        tuple(
            FeeLine(one.code, one.name, one.kind, one.amount, evaluate(one.when, answers) if one.when else True)
            for one in fees
        )
    )
