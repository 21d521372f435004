"""Carry figures across the changes of units: old → new and back.

Sums are exact to the last digit. Ratios travel as their two parts. Scores, averages and ranks do not travel at all.
Where a divided unit has no known weight the result says so; where a part is missing the result says which one
(missing is not zero).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from thongsuot.kernel.formatting import format_date
from thongsuot.registry.units.timeline.errors import NotMappableError
from thongsuot.registry.units.timeline.history import Timeline, Weights
from thongsuot.registry.units.timeline.model import Kind

ESTIMATED = "ước tính"
EQUAL_PARTS = "chia đều các phần vì chưa có tỷ trọng"
GIVEN_WEIGHTS = "chia theo tỷ trọng được cung cấp"


class Measure(StrEnum):
    ADDITIVE = "additive"  # số hồ sơ, số nhiệm vụ, số tiền
    RATIO = "ratio"  # tỷ lệ: only with its two parts
    SCORE = "score"  # điểm chỉ số, bình quân
    RANK = "rank"


_REFUSALS = {
    Measure.RATIO: "Không cộng hay lấy bình quân tỷ lệ của các đơn vị cũ; hãy đưa tử số và mẫu số để tính lại tỷ lệ.",
    Measure.SCORE: "Điểm chỉ số và số bình quân không cộng được qua sáp nhập; hãy giữ theo đơn vị cũ hoặc chấm lại.",
    Measure.RANK: (
        "Thứ hạng không quy đổi được qua sáp nhập: hạng 33/63 không có nghĩa giữa 34 đơn vị. "
        "Có thể so vị trí tương đối (phân vị) của từng đơn vị cũ."
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one old unit gave: ``share`` of its value."""

    unit: str
    amount: Decimal
    share: Fraction


@dataclass(frozen=True, slots=True)
class Carried:
    value: Decimal
    parts: tuple[Part, ...]
    basis: str = ""  # «chia đều các phần vì chưa có tỷ trọng» when estimated
    missing: tuple[str, ...] = ()  # units that should have been counted and had no figure

    @property
    def estimated(self) -> bool:
        return bool(self.basis)

    @property
    def complete(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class CarriedRatio:
    numerator: Carried
    denominator: Carried

    @property
    def value(self) -> Fraction | None:
        """The re-computed ratio, exact; None where the denominator is 0."""
        return Fraction(self.numerator.value) / Fraction(self.denominator.value) if self.denominator.value else None

    @property
    def estimated(self) -> bool:
        return self.numerator.estimated or self.denominator.estimated

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.numerator.missing + self.denominator.missing))


@dataclass(frozen=True, slots=True)
class _Journey:
    """From the units of ``level`` on one day to those of ``target`` on another."""

    timeline: Timeline
    level: Kind
    as_of: date
    to: date
    target: Kind
    weights: Weights | None = None

    def handed_on(self, key: str, value: Decimal) -> Iterable[tuple[str, Part, bool]]:
        """(new unit, what it receives, whether that is an estimate)."""
        landings = self.timeline.become(key, self.to, kind=self.target, weights=self.weights)
        shares = [landing.share for landing in landings if landing.share is not None and not landing.functions]
        if len(shares) < len(landings):
            raise NotMappableError(_no_share(self.timeline, key, [landing.unit for landing in landings]))
        for landing, amount, share in zip(landings, allocate(value, shares), shares, strict=True):
            yield landing.unit, Part(key, amount, share), landing.estimated

    def expected(self, wanted: set[str]) -> dict[str, set[str]]:
        """For each wanted unit of the target, every unit of ``level`` that it holds a part of."""
        out: dict[str, set[str]] = {unit: set() for unit in wanted}
        for unit in self.timeline.alive(self.as_of, self.level):
            for landing in self.timeline.become(unit.key, self.to, kind=self.target):
                if landing.unit in wanted:
                    out[landing.unit].add(unit.key)
        return out


def refuse_unless_additive(measure: Measure) -> None:
    if measure is not Measure.ADDITIVE:
        raise NotMappableError(_REFUSALS[measure])


def percentile(rank: int, out_of: int) -> Decimal:
    """Relative place, 100 = first, 0 = last, one decimal: the only thing of a rank that outlives a merger."""
    if not 1 <= rank <= out_of:
        raise NotMappableError(f"Hạng {rank} không nằm trong 1–{out_of}; hãy kiểm tra lại số đơn vị được xếp hạng.")
    if out_of == 1:
        return Decimal("100.0")
    return (Decimal(100 * (out_of - rank)) / (out_of - 1)).quantize(Decimal("0.1"))


def aggregate(
    timeline: Timeline,
    values: Mapping[str, Decimal],
    *,
    as_of: date,
    to: date,
    kind: Kind | None = None,
    weights: Weights | None = None,
    measure: Measure = Measure.ADDITIVE,
) -> dict[str, Carried]:
    """Values of units alive on ``as_of`` as values of the units of ``to``, by key.

    ``kind`` is the level wanted; default the level given, and the province for districts (they have no heir of their
    own level). ``weights`` are parts of divided units, (old, new) → fraction.
    """
    refuse_unless_additive(measure)
    level = _one_level(timeline, values, as_of)
    target = kind or (Kind.PROVINCE if level is Kind.DISTRICT else level)
    journey = _Journey(timeline, level, as_of, to, target, weights)
    received: dict[str, list[tuple[Part, bool]]] = defaultdict(list)
    for key, value in values.items():
        for unit, part, guessed in journey.handed_on(key, value):
            received[unit].append((part, guessed))
    expected = journey.expected(set(received))
    basis = GIVEN_WEIGHTS if weights else EQUAL_PARTS
    return {unit: _total(parts, basis, expected[unit] - values.keys()) for unit, parts in received.items()}


def aggregate_ratios(
    timeline: Timeline,
    parts: Mapping[str, tuple[Decimal, Decimal]],
    *,
    as_of: date,
    to: date,
    kind: Kind | None = None,
    weights: Weights | None = None,
) -> dict[str, CarriedRatio]:
    """Ratios re-computed from summed numerators and denominators, never averaged."""
    tops = {key: top for key, (top, _) in parts.items()}
    bottoms = {key: bottom for key, (_, bottom) in parts.items()}
    carried_tops = aggregate(timeline, tops, as_of=as_of, to=to, kind=kind, weights=weights)
    carried_bottoms = aggregate(timeline, bottoms, as_of=as_of, to=to, kind=kind, weights=weights)
    return {key: CarriedRatio(top, carried_bottoms[key]) for key, top in carried_tops.items()}


def spread_back(
    timeline: Timeline,
    values: Mapping[str, Decimal],
    *,
    as_of: date,
    to: date,
    kind: Kind,
    weights: Mapping[str, Decimal],
    measure: Measure = Measure.ADDITIVE,
) -> dict[str, Carried]:
    """Values of today's units shared out over the units of an earlier day, by ``weights`` of those old units.

    Always an estimate unless the unit did not change. The parts of one unit sum to its value exactly.
    """
    refuse_unless_additive(measure)
    level = _one_level(timeline, values, as_of)
    expected = _Journey(timeline, kind, to, as_of, level).expected(set(values))
    received: dict[str, list[tuple[Part, bool]]] = defaultdict(list)
    for key, value in values.items():
        olds = sorted(expected[key])
        shares = [Fraction(1)] if len(olds) == 1 else _old_shares(timeline, key, olds, as_of, weights)
        for old, amount, share in zip(olds, allocate(value, shares), shares, strict=True):
            received[old].append((Part(key, amount, share), len(olds) > 1))
    return {old: _total(parts, GIVEN_WEIGHTS, set()) for old, parts in received.items()}


def allocate(total: Decimal, shares: Sequence[Fraction]) -> list[Decimal]:
    """Split ``total`` by shares in whole steps of its own last digit; the parts sum to ``total`` exactly.

    Largest remainder, the earlier share first on a tie; a count of people never becomes 3,3 people.
    """
    exponent = min(int(total.as_tuple().exponent), 0)
    step = Decimal(1).scaleb(exponent)
    steps = int(Fraction(total) / Fraction(step))
    whole = sum(shares, Fraction(0))
    exact = [abs(steps) * share / whole for share in shares]
    floors = [part.numerator // part.denominator for part in exact]
    remainders = sorted(range(len(shares)), key=lambda index: (floors[index] - exact[index], index))
    for index in remainders[: abs(steps) - sum(floors)]:
        floors[index] += 1
    sign = -1 if steps < 0 else 1
    with localcontext() as context:
        context.prec = max(28, len(str(abs(steps))) + 2)
        return [Decimal(sign * count).scaleb(exponent) for count in floors]


def _no_share(timeline: Timeline, key: str, heirs: Sequence[str]) -> str:
    name = timeline.unit(key).names[-1].full
    others = ", ".join(timeline.unit(heir).names[-1].full for heir in heirs[:3]) + (", …" if len(heirs) > 3 else "")
    return (
        f"Không chia được số liệu của {name} cho {others} vì không có tỷ trọng; "
        "hãy hỏi ở cấp tỉnh hoặc cung cấp số liệu của từng đơn vị nhỏ hơn."
    )


def _one_level(timeline: Timeline, values: Mapping[str, Decimal], as_of: date) -> Kind:
    """The common level of the given units; mixing a province with its own districts would count twice."""
    units = [timeline.unit(key) for key in values]
    if not units:
        raise NotMappableError("Chưa có số liệu nào để quy đổi.")
    for unit in units:
        if not unit.alive(as_of):
            raise NotMappableError(
                f"{unit.names[-1].full} không hoạt động vào ngày {format_date(as_of)}; "
                "hãy dùng đơn vị của thời điểm đó."
            )
    kinds = {unit.kind for unit in units}
    if len(kinds) > 1:
        raise NotMappableError("Không cộng lẫn số liệu của các cấp khác nhau vì sẽ tính trùng; hãy chọn một cấp.")
    return kinds.pop()


def _old_shares(
    timeline: Timeline, key: str, olds: Sequence[str], as_of: date, weights: Mapping[str, Decimal]
) -> list[Fraction]:
    lacking = [timeline.unit(old).names[-1].full for old in olds if old not in weights]
    if lacking or not any(weights[old] for old in olds):
        raise NotMappableError(
            f"Cần tỷ trọng (dân số hoặc số liệu kỳ gốc) của {', '.join(lacking) or 'các đơn vị cũ'} "
            f"để chia số liệu của {timeline.unit(key).names[-1].full} về đơn vị cũ."
        )
    kind = timeline.unit(key).kind
    held = {
        old: next((landing.share for landing in timeline.become(old, as_of, kind=kind) if landing.unit == key), None)
        for old in olds
    }
    raw = [Fraction(weights[old]) * (held[old] or 0) for old in olds]
    return [part / sum(raw) for part in raw]


def _total(parts: list[tuple[Part, bool]], basis: str, missing: set[str]) -> Carried:
    with localcontext() as context:
        context.prec = 60
        value = sum((part.amount for part, _ in parts), Decimal(0))
    guessed = any(guess for _, guess in parts)
    return Carried(value, tuple(part for part, _ in parts), basis if guessed else "", tuple(sorted(missing)))
