"""The appraiser's queue: every claim of the round one may judge, the most doubtful first, with the reasons (J2.4)."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.measuring.appraisal.domain.progress import Progress
from thongsuot.measuring.appraisal.domain.risk import LeafFacts, Risk, risk_of
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Part
from thongsuot.measuring.rounds.choices import Verdict
from thongsuot.measuring.rounds.domain import decimals_of
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, Flag


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says; empty means all, of ``state`` what is not judged yet."""

    unit: str = ""
    field: str = ""
    state: str = "chua"

    def wants(self, item: Item) -> bool:
        return (
            self.unit in ("", item.unit)
            and self.field in ("", item.node.field)
            and (self.state == "tat-ca" or STATES.get(self.state, Verdict.NONE) == item.verdict)
        )


STATES = {"chua": Verdict.NONE, "hoi": Verdict.ASKED, "dieu-chinh": Verdict.REDUCED, "cong-nhan": Verdict.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the queue as it is read: what the unit says of one leaf."""

    pk: int
    unit: str  # key
    code: str
    points: Decimal | None
    is_applicable: bool
    has_note: bool
    inputs: Mapping[str, str]
    verdict: str


@dataclass(frozen=True, slots=True)
class Item:
    unit: str
    node: Node
    points: Decimal | None
    verdict: str
    risk: Risk

    @property
    def place(self) -> tuple[str, str]:
        return self.unit, self.node.code


@dataclass(frozen=True, slots=True)
class Queue:
    """``items``: what the filters leave, in order; ``progress``: of the units and fields chosen, whatever the state.

    ``known``: every claim one may judge, by (unit, code).
    """

    items: Sequence[Item]
    progress: Progress
    known: Mapping[tuple[str, str], Item]

    def around(self, place: tuple[str, str]) -> tuple[Item | None, Item | None]:
        """The item before and after; after a verdict the place itself may have left the queue."""
        places = [one.place for one in self.items]
        if place not in places:
            return None, (self.items[0] if self.items else None)
        at = places.index(place)
        return (self.items[at - 1] if at else None), (self.items[at + 1] if at + 1 < len(places) else None)


@dataclass(frozen=True, slots=True)
class Background:
    """What a claim is held against: ``dates`` of evidence by score, last year's share by (unit, code).

    ``release`` is the digest of the set, by which answers already worked out are known.
    """

    year: int
    release: str
    dates: Mapping[int, Sequence[date | None]]
    last: Mapping[tuple[str, str], Decimal]


def queue_of(
    criteria: CriteriaSet, claims: Iterable[Claim], background: Background, judgeable: Collection[str], wanted: Filters
) -> Queue:
    """All claims of the round, for what others claim counts too; the queue holds those of ``judgeable`` units."""
    asked = [(criteria.by_code[one.code], one) for one in claims if one.code in criteria.by_code]
    judged = [(node, one) for node, one in asked if node.is_self_scored and _claims(one)]
    full, mean = _full_shares(judged), _mean_maximum(criteria)
    found = []
    for node, one in judged:
        if one.unit not in judgeable:
            continue
        facts = _facts(criteria, node, one, background, full, mean)
        found.append(Item(one.unit, node, one.points, one.verdict, risk_of(facts)))
    inside = [one for one in found if Filters(wanted.unit, wanted.field, "tat-ca").wants(one)]
    progress = Progress(
        sum(one.verdict != Verdict.NONE for one in inside),
        sum(one.verdict == Verdict.ASKED for one in inside),
        len(inside),
    )
    items = sorted((one for one in inside if wanted.wants(one)), key=lambda one: (*one.risk.order, *one.place))
    return Queue(items, progress, {one.place: one for one in found})


def _claims(one: Claim) -> bool:
    return one.points is not None or not one.is_applicable


def _full_shares(judged: Iterable[tuple[Node, Claim]]) -> dict[str, tuple[int, int]]:
    """Code → (units that claim full marks, units that claim anything)."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for node, one in judged:
        if one.points is not None:
            counts[node.code][0] += _is_full(node, one)
            counts[node.code][1] += 1
    return {code: (full, all_) for code, (full, all_) in counts.items()}


def _is_full(node: Node, one: Claim) -> bool:
    return node.part is not Part.PENALTY and one.points == node.maximum


def _mean_maximum(criteria: CriteriaSet) -> Decimal:
    own = [one.maximum for one in criteria.leaves() if one.is_self_scored and one.maximum]
    return sum(own, Decimal(0)) / len(own) if own else Decimal(1)


def _facts(
    criteria: CriteriaSet,
    node: Node,
    one: Claim,
    background: Background,
    full: Mapping[str, tuple[int, int]],
    mean: Decimal,
) -> LeafFacts:
    maximum = node.maximum or Decimal(0)
    claiming, others = full.get(node.code, (0, 0))
    others -= one.points is not None
    return LeafFacts(
        maximum=maximum,
        claimed=one.points,
        computed=_computed(node, one, background.release, criteria.decimals),
        dates=tuple(background.dates.get(one.pk, ())),
        has_note=one.has_note,
        is_applicable=one.is_applicable,
        last_share=background.last.get((one.unit, node.code)),
        full_share=Decimal(claiming - _is_full(node, one)) / others if others else None,
        weight=maximum / mean,
        year=background.year,
    )


_scored: OrderedDict[tuple[str, str, tuple[tuple[str, str], ...]], Decimal | None] = OrderedDict()
_KEPT = 60_000  # answers of a large round, so that the queue after each verdict does not work them out again


def _computed(node: Node, one: Claim, release: str, decimals: int) -> Decimal | None:
    """Points by the rule. The same inputs of the same leaf of the same release are worked out once."""
    key = (release, node.code, tuple(sorted(one.inputs.items())))
    if key not in _scored:
        _scored[key] = _score(node, one.inputs, decimals)
        if len(_scored) > _KEPT:
            _scored.popitem(last=False)
    return _scored[key]


def _score(node: Node, inputs: Mapping[str, str], decimals: int) -> Decimal | None:
    try:
        outcome = score_leaf(node, decimals_of(node, inputs), decimals)
    except BadInput:
        return None
    return None if outcome.flag in (Flag.UNSCORED, Flag.NOT_APPLICABLE) else outcome.points
