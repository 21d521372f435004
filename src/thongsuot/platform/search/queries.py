"""Finds. The one filter ``visible_to`` stands in every statement, so a count never tells what a list must not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from thongsuot.platform.access import reach
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.platform.readonly import reading_only, set_locally
from thongsuot.platform.search import kinds, phrases, spelling
from thongsuot.platform.search.domain import typed_words
from thongsuot.platform.search.expressions import ReadyQuery
from thongsuot.platform.search.models import SearchEntry
from thongsuot.platform.search.phrases import Reading, Tier
from thongsuot.platform.search.ranking import Candidate, Hit, hit_of, rank, typed_marks

_ENOUGH_OF_A_KIND = 50  # candidates to order; more equally good answers than a reader looks at
_FEW = 3
_SAMPLE = 4000  # of a very frequent word the index gives about this many rows, not all 200,000
_COLUMNS = ("kind", "key", "title", "subtitle", "url", "weight", "updated_at")


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind, best first; ``more`` when others were left out."""

    kind: str
    label: str
    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Results:
    """Groups in the order of their best hit; ``exact`` is false when only mended or partial readings answered."""

    query: str
    groups: tuple[Group, ...]
    exact: bool


@access(SearchEntry)
def visible_to(actor: Actor) -> QuerySet[SearchEntry]:
    """Public entries and those whose permission the actor holds in the entry's branch."""
    allowed = Q(permission="")
    for permission in kinds.all_permissions():
        allowed |= Q(permission=permission) & reach.within(actor, permission, "unit_path")
    return SearchEntry.objects.filter(allowed)


def search(actor: Actor, query: str, *, kind: str | None = None, per_kind: int = 5) -> Results:
    """Look for a query in everything the actor may see, or in one kind of it.

    Reads without marks, abbreviations, codes, figures in any spelling; with few exact answers also one typing slip,
    and with none at all, a part of the words.
    """
    looking = _Search(visible_to(actor), (kind,) if kind else kinds.names())
    # With LIMIT the planner hopes to meet frequent words early and may read the whole table; the time limit is what a
    # hostile query can cost at most.
    with reading_only(enable_seqscan="off", statement_timeout="3s"):
        looking.run(query)
    return _grouped(query, looking.found.values(), per_kind)


@dataclass(slots=True)
class _Search:
    """Candidates gathered reading by reading; the first reading that finds an entry names its tier."""

    visible: QuerySet[SearchEntry]
    kinds: tuple[str, ...]
    found: dict[tuple[str, str], Candidate] = field(default_factory=dict)

    def run(self, query: str) -> None:
        self._collect(phrases.strict_readings(query))
        well_met = sum(one.tier <= Tier.HEAD_PHRASE for one in self.found.values())
        if well_met < _FEW and len(self.found) < _ENOUGH_OF_A_KIND:
            words = typed_words(query)[1][: phrases.MAX_WORDS]
            self._collect(phrases.corrected_readings(spelling.corrections(words, _known)))
        for reading in (phrases.prefix_reading(query), *phrases.partial_readings(query)):
            if reading and not self.found:
                self._collect([reading])

    def _collect(self, readings: Iterable[Reading]) -> None:
        for reading in readings:
            counts = Counter(kind for kind, _key in self.found)
            wanting = [kind for kind in self.kinds if counts[kind] < _ENOUGH_OF_A_KIND]
            if not wanting:
                return
            # PostgreSQL thins each list by itself, so that lists to be joined would miss each other.
            set_locally(gin_fuzzy_search_limit="0" if reading.joins else str(_SAMPLE))
            first, *others = [self._matching(kind, reading) for kind in wanting]
            for row in first.union(*others, all=True) if others else first:
                self.found.setdefault(row[:2], Candidate(*row, reading.tier, reading.words))

    def _matching(self, kind: str, reading: Reading) -> QuerySet[SearchEntry, tuple[Any, ...]]:
        matching = self.visible.filter(words=ReadyQuery(reading.tsquery(kind)))
        return matching.values_list(*_COLUMNS)[:_ENOUGH_OF_A_KIND]


def _known(words: Iterable[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM platform_searchword WHERE word = ANY(%s)", [list(words)])
        return {word for (word,) in cursor.fetchall()}


def _grouped(query: str, candidates: Iterable[Candidate], per_kind: int) -> Results:
    marked = typed_marks(query)
    ordered = sorted(candidates, key=lambda candidate: rank(marked, candidate))
    by_kind: dict[str, list[Candidate]] = {}
    for candidate in ordered:
        by_kind.setdefault(candidate.kind, []).append(candidate)
    groups = tuple(
        Group(kind, kinds.label_of(kind), tuple(hit_of(query, one) for one in many[:per_kind]), len(many) > per_kind)
        for kind, many in by_kind.items()
    )
    return Results(query, groups, any(one.tier < Tier.CORRECTED for one in ordered))
