"""What a round needs before it opens and a unit before it signs. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from thongsuot.measuring.criteria.domain.rules import Computed
from thongsuot.measuring.criteria.domain.tree import Method, Node, Part
from thongsuot.measuring.scoring.outcomes import BadInput, Inputs

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A class and the lowest percentage that reaches it, as a text of a decimal: «Tốt» from «80»."""

    name: str
    lowest: str


def is_typed(node: Node) -> bool:
    """Whether the unit itself enters this leaf; computed leaves are filled from the record (E10)."""
    return node.is_self_scored and not isinstance(node.rule, Computed)


def is_given(node: Node) -> bool:
    """Whether the scoring body enters this leaf: surveys, statistics, panels."""
    return node.is_leaf and node.method is not Method.APPRAISAL and not isinstance(node.rule, Computed)


def wrong_thresholds(rows: Sequence[Threshold]) -> str | None:
    """What is wrong with the table of classes (best first), in Vietnamese."""
    names = [one.name.strip() for one in rows]
    if not rows or not all(names):
        return "Hãy ghi tên và ngưỡng của từng loại, loại cao nhất trước."
    if len(set(names)) < len(names):
        return "Hai loại trùng tên. Mỗi loại chỉ ghi một lần."
    try:
        lowest = [Decimal(one.lowest) for one in rows]
    except InvalidOperation:
        return "Ngưỡng xếp loại phải là số, ví dụ 90 hoặc 79,5."
    if not all(Decimal(0) <= one <= _HUNDRED for one in lowest):
        return "Ngưỡng xếp loại nằm trong khoảng từ 0 đến 100%."
    if any(upper <= lower for upper, lower in pairwise(lowest)):
        return "Ngưỡng phải giảm dần từ loại cao nhất xuống."
    return None


def decimals_of(node: Node, texts: Mapping[str, str]) -> Inputs:
    """Inputs of a leaf as decimals; blank is missing. Raises ``BadInput`` for a name or text the rule cannot take."""
    wanted = node.rule.inputs if node.rule else ()
    for name in texts:
        if name not in wanted:
            raise BadInput(name, f"Tiêu chí {node.code} không dùng số liệu «{name}».")
    return {name: _decimal(name, texts.get(name, "")) for name in wanted}


def _decimal(name: str, text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) >= Decimal(10) ** 12:
        raise BadInput(name, f"«{text}» không đọc được thành số. Viết như 1.659,5 hoặc 33,8.")
    return found


def texts_of(inputs: Inputs) -> dict[str, str]:
    """Decimals as stored: plain texts, missing ones left out."""
    return {name: format(value.normalize(), "f") for name, value in inputs.items() if value is not None}


class Lack(StrEnum):
    """What a unit's sheet still lacks before its head signs."""

    UNSCORED = "unscored"
    UNPROVED = "unproved"


def lack_of(node: Node, *, points: Decimal | None, applicable: bool, has_proof: bool) -> Lack | None:
    """What one leaf lacks: a score, or evidence or explanation for the points it claims (J2.2).

    A bonus not claimed lacks nothing; penalties have to be declared, but need no proof.
    """
    if not is_typed(node) or not applicable:
        return None
    if points is None:
        return None if node.part is Part.BONUS else Lack.UNSCORED
    if node.part is Part.PENALTY or points == 0 or has_proof:
        return None
    return Lack.UNPROVED
