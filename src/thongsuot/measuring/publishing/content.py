"""What a published result says: the shape of ``Publication.content``, and dataclasses that read it. Pure.

Plain JSON; every number is the text of a decimal, a missing one is left out, never 0::

    format      "thongsuot/ket-qua-cham-diem/1"
    engine      version of the arithmetic (``ENGINE``); the capsule carries its own copy of it
    round       key, title, year, population, home {key, name}, sample
    criteria    digest and the whole set in plain form (criteria/domain/plain.py)
    thresholds  [{"name": "Xuất sắc", "from": "90"}, …] best first; thresholds_reference
    rounding    {"percent": 2}: places a percentage is rounded to, half-up, before ranking (a leaf: the set's decimals)
    units       [{key, id, name, peer_group, totals, percent, rank, out_of, tied, class, leaves}]
      totals    self, appraised, final, base, bonus, penalty, maximum (applicable to the unit)
      leaves    [{code, not_applicable (the reason), inputs, found, by, self, appraised, final, flag, verdict,
                  reason, clause, note, final_reason, explanation {question, answer, outcome, reason},
                  evidence [{title, sha256, locator, dated, document, claim, file}]}]

Of a leaf, ``inputs`` are the unit's figures, ``found`` the appraiser's where they differ. ``by`` names what the final
points follow from: ``inputs``, ``found``, or ``decision`` where a person set them with a reason; ``none``: unscored.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from threading import Lock
from typing import Any, Protocol

from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node

FORMAT = "thongsuot/ket-qua-cham-diem/1"
ENGINE = "1"
Plain = Mapping[str, Any]


class By(StrEnum):
    """What the final points of a leaf follow from."""

    INPUTS = "inputs"
    FOUND = "found"
    DECISION = "decision"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proof:
    """One line of the evidence manifest; ``sha256`` is empty where the proof is a figure of the record."""

    title: str
    sha256: str = ""
    locator: str = ""
    dated: date | None = None
    document: str = ""  # key
    claim: int | None = None
    file: str = ""  # name

    @classmethod
    def read(cls, plain: Plain) -> Proof:
        dated = plain.get("dated")
        return cls(**{**plain, "dated": date.fromisoformat(dated) if dated else None})


@dataclass(frozen=True, slots=True)
class Explained:
    """What the unit was asked, what it said and what came of it (``outcome``: kept, changed, open)."""

    question: str
    answer: str = ""
    outcome: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeafResult:
    """Three scores kept apart; ``None`` is «not scored», never 0. Inputs are texts of decimals by input name."""

    code: str
    is_applicable: bool
    not_applicable_reason: str
    inputs: Mapping[str, str]
    found: Mapping[str, str]
    by: By
    self_points: Decimal | None
    appraised: Decimal | None
    final: Decimal | None
    flag: str
    verdict: str
    reason: str
    clause: str
    note: str
    final_reason: str
    explanation: Explained | None
    evidence: tuple[Proof, ...]

    @property
    def counted(self) -> Mapping[str, str]:
        """The inputs that counted in the end."""
        return self.found if self.by is By.FOUND else self.inputs

    @classmethod
    def read(cls, plain: Plain) -> LeafResult:
        return cls(
            code=plain["code"],
            is_applicable="not_applicable" not in plain,
            not_applicable_reason=plain.get("not_applicable", ""),
            inputs=plain.get("inputs", {}),
            found=plain.get("found", {}),
            by=By(plain.get("by", By.INPUTS)),
            self_points=decimal_of(plain.get("self")),
            appraised=decimal_of(plain.get("appraised")),
            final=decimal_of(plain.get("final")),
            flag=plain.get("flag", ""),
            verdict=plain.get("verdict", ""),
            reason=plain.get("reason", ""),
            clause=plain.get("clause", ""),
            note=plain.get("note", ""),
            final_reason=plain.get("final_reason", ""),
            explanation=Explained(**plain["explanation"]) if "explanation" in plain else None,
            evidence=tuple(Proof.read(one) for one in plain.get("evidence", ())),
        )


@dataclass(frozen=True, slots=True)
class UnitTotals:
    """Points of the whole tree; ``self`` and ``appraised`` are sums of the leaves that have such a score."""

    self_points: Decimal | None
    appraised: Decimal | None
    final: Decimal
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class UnitResult:
    """``percent`` = final ÷ applicable maximum × 100, rounded as the round says; ``None``: nothing applies."""

    key: str
    id: int
    name: str
    peer_group: str
    totals: UnitTotals
    percent: Decimal | None
    rank: int | None
    out_of: int | None
    is_tied: bool
    class_name: str
    plain_leaves: tuple[Plain, ...]

    @cached_property
    def leaves(self) -> Mapping[str, LeafResult]:
        """By code, in the set's order; read when first asked for (a commune round has 332,100 of them)."""
        return {one["code"]: LeafResult.read(one) for one in self.plain_leaves}

    @classmethod
    def read(cls, plain: Plain) -> UnitResult:
        totals = {name: decimal_of(value) for name, value in plain["totals"].items()}
        self_points, appraised = totals.pop("self", None), totals.pop("appraised", None)
        return cls(
            key=plain["key"],
            id=plain["id"],
            name=plain["name"],
            peer_group=plain.get("peer_group", ""),
            totals=UnitTotals(self_points, appraised, **{name: value or Decimal(0) for name, value in totals.items()}),
            percent=decimal_of(plain.get("percent")),
            rank=plain.get("rank"),
            out_of=plain.get("out_of"),
            is_tied=plain.get("tied", False),
            class_name=plain.get("class", ""),
            plain_leaves=tuple(plain["leaves"]),
        )


class Frozen(Protocol):
    """A ``Publication``: ``content`` is only asked for when its digest is not yet known here."""

    digest: str
    content: Any


@dataclass(frozen=True)
class Result:
    """A whole published (or previewed) result."""

    round_key: str
    title: str
    year: int
    population: str
    home_key: str
    home_name: str
    is_sample: bool
    criteria: CriteriaSet
    criteria_digest: str
    thresholds: tuple[Mapping[str, str], ...]
    thresholds_reference: str
    percent_decimals: int
    engine: str
    units: tuple[UnitResult, ...]

    @cached_property
    def by_key(self) -> Mapping[str, UnitResult]:
        return {one.key: one for one in self.units}

    @cached_property
    def leaf_nodes(self) -> tuple[Node, ...]:
        return tuple(self.criteria.leaves())

    @property
    def groups(self) -> Mapping[str, list[UnitResult]]:
        """Peer group → its units, best first, unranked ones last."""
        found: dict[str, list[UnitResult]] = {}
        for unit in sorted(self.units, key=lambda one: (one.peer_group, one.rank is None, one.rank or 0)):
            found.setdefault(unit.peer_group, []).append(unit)
        return found

    @classmethod
    def of(cls, publication: Frozen) -> Result:
        """The result of a publication, read once a process for each digest (a version never changes)."""
        kept = _kept.get(publication.digest)
        return kept if kept is not None else _keep(publication.digest, cls.read(publication.content))

    @classmethod
    def read(cls, plain: Plain) -> Result:
        """From plain content, published or just built; raises ``ValueError`` for a shape of another version."""
        if plain.get("format") != FORMAT:
            raise ValueError(f"Nội dung công bố có dạng «{plain.get('format')}», phần mềm này đọc dạng «{FORMAT}».")
        about = plain["round"]
        return cls(
            round_key=about["key"],
            title=about["title"],
            year=about["year"],
            population=about["population"],
            home_key=about["home"]["key"],
            home_name=about["home"]["name"],
            is_sample=about["sample"],
            criteria=set_from(plain["criteria"]["set"]),
            criteria_digest=plain["criteria"]["digest"],
            thresholds=tuple(plain["thresholds"]),
            thresholds_reference=plain.get("thresholds_reference", ""),
            percent_decimals=plain["rounding"]["percent"],
            engine=plain["engine"],
            units=tuple(UnitResult.read(one) for one in plain["units"]),
        )


_MOST_KEPT = 8
_kept: OrderedDict[str, Result] = OrderedDict()
_lock = Lock()


def _keep(digest: str, result: Result) -> Result:
    with _lock:
        _kept[digest] = result
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return result


def written_form(plain: Plain) -> bytes:
    """Sorted names, no spaces, UTF-8: the bytes whose SHA-256 is ``digest_of(plain)``."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decimal_of(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
