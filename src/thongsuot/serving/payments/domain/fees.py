"""Which fees of a procedure the answers call for. An amount that is not known is not 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thongsuot.serving.procedures.domain.content import Fee


@dataclass(frozen=True, slots=True)
class FeeLine:
    """``applies`` False: spared by the condition ``when`` of the fee. ``amount`` None: chưa rõ."""

    code: str
    name: str
    kind: str
    amount: int | None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Bill:
    """``total``: đồng; 0 when nothing is owed; ``None`` while the amount of a fee that applies is not known."""

    lines: tuple[FeeLine, ...]

    @property
    def total(self) -> int | None:
        amounts = [line.amount for line in self.lines if line.applies]
        return None if None in amounts else sum(amount for amount in amounts if amount is not None)

    @property
    def spared(self) -> tuple[FeeLine, ...]:
        """What the applicant need not pay."""
        return tuple(line for line in self.lines if not line.applies)


def bill(fees: Iterable[Fee], answers: Mapping[str, Any], applies: Callable[[str, Mapping[str, Any]], bool]) -> Bill:
    """``applies`` reads the condition of a fee (``forms.domain``)."""
    return Bill(
        tuple(
            FeeLine(one.code, one.name, one.kind, one.amount, not one.when or applies(one.when, answers))
            for one in fees
        )
    )
