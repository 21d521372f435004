"""A criteria set as law-data: domains, criteria, sub-criteria, with what each asks for and is worth. Pure.

``maximum`` is ``None`` where no source prints it: unknown stays unknown and is shown so. A set with unknown maxima can
be read and compared but no round can run on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thongsuot.measuring.criteria.domain.rules import Rule


class Part(StrEnum):
    """Where a top-level node counts: in the 100 points, on top of them, or taken off."""

    BASE = "base"
    BONUS = "bonus"
    PENALTY = "penalty"


class Method(StrEnum):
    """Where the score of a leaf comes from (par-sipas §1.2: two views of one score, by domain and by block)."""

    APPRAISAL = "appraisal"  # self-scored, then appraised on evidence
    SURVEY = "survey"  # leaders and managers asked
    SATISFACTION = "satisfaction"  # SIPAS
    STATISTICS = "statistics"
    PANEL = "panel"


class Standing(StrEnum):
    """How sure we are of what the node says (design §5)."""

    OFFICIAL = "official"
    SAMPLE = "sample"
    TO_VERIFY = "to-verify"


@dataclass(frozen=True, slots=True)
class Guide:
    """«Cách đạt điểm tối đa» (E01): what is asked, a worked example, what usually costs points."""

    how: str = ""
    example: str = ""
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The same thing elsewhere: ``target`` is ``par-index``, ``sipas``, ``pci``, ``papi`` or the key of another set."""

    target: str
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    code: str  # «1», «1.2», «1.2.3», «T.1»
    name: str
    maximum: Decimal | None
    rule: Rule | None = None  # leaves only
    part: Part = Part.BASE  # of the top-level node it stands under
    method: Method = Method.APPRAISAL
    standing: Standing = Standing.OFFICIAL
    field: str = ""  # key of registry.indicators.models.Field, from the domain down
    evidence: str = ""  # what has to be shown
    owner: str = ""  # who in the scoring body answers for this node
    reference: str = ""  # legal basis
    guide: Guide = Guide()
    links: tuple[Link, ...] = ()
    children: tuple[Node, ...] = ()

    @property
    def is_leaf(self) -> bool:
        return not self.children

    @property
    def is_self_scored(self) -> bool:
        return self.is_leaf and self.method is Method.APPRAISAL

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """``decimals``: places a leaf's score is rounded to, half-up; sums are exact."""

    key: str
    title: str
    population: str  # ministry | province | department | commune
    reference: str  # decision
    standing: Standing
    nodes: tuple[Node, ...]
    total: Decimal = Decimal(100)
    decimals: int = 2
    first_year: int | None = None
    last_year: int | None = None
    note: str = ""
    by_code: dict[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {one.code: one for one in self.walk()})

    def walk(self) -> Iterator[Node]:
        for node in self.nodes:
            yield from node.walk()

    def leaves(self) -> list[Node]:
        return [one for one in self.walk() if one.is_leaf]

    def parent_of(self, code: str) -> Node | None:
        return next((one for one in self.walk() if any(child.code == code for child in one.children)), None)
