"""Finds. The one filter ``visible_to`` stands in every statement, so a count never tells what a list must not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thongsuot.platform.access import reach
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.platform.search import kinds, phrases, spelling
from thongsuot.platform.search.domain import words_of
from thongsuot.platform.search.expressions import ReadyQuery
from thongsuot.platform.search.models import SearchEntry, SearchWord
from thongsuot.platform.search.phrases import Reading, Tier
from thongsuot.platform.search.ranking import Candidate, Hit, hit_of, rank, typed_marks

_ENOUGH = 200  # candidates to order; more equally good answers than a reader looks at
_FEW = 3
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
    visible = visible_to(actor)
    found = _strict(visible, query, kind)
    if sum(one.tier <= Tier.HEAD_PHRASE for one in found.values()) < _FEW:
        sequences = spelling.corrections(words_of(query)[: phrases.MAX_WORDS], _known) if words_of(query) else []
        _collect(visible, phrases.corrected_readings(sequences), kind, found)
    for reading in phrases.partial_readings(query):
        if not found:
            _collect(visible, [reading], kind, found)
    if kind is None:
        _fill_absent_kinds(visible, query, found)
    return _grouped(query, found.values(), per_kind)


def _strict(visible: QuerySet[SearchEntry], query: str, kind: str | None) -> dict[tuple[str, str], Candidate]:
    found: dict[tuple[str, str], Candidate] = {}
    _collect(visible, phrases.strict_readings(query), kind, found)
    return found


def _collect(
    visible: QuerySet[SearchEntry],
    readings: Iterable[Reading],
    kind: str | None,
    found: dict[tuple[str, str], Candidate],
) -> None:
    """Add answers reading by reading until there are enough; the first reading that finds an entry names its tier."""
    for reading in readings:
        if len(found) >= _ENOUGH:
            return
        tsquery = phrases.of_kind(kind, reading.tsquery) if kind else reading.tsquery
        for row in _matching(visible, tsquery)[:_ENOUGH]:
            found.setdefault(row[:2], Candidate(*row, tier=reading.tier, words=reading.words))


def _fill_absent_kinds(visible: QuerySet[SearchEntry], query: str, found: dict[tuple[str, str], Candidate]) -> None:
    """A kind crowded out by many answers of another still shows its own few."""
    if len(found) < _ENOUGH:
        return
    present = {kind for kind, _key in found}
    anywhere = [reading for reading in phrases.strict_readings(query) if reading.tier is Tier.ANYWHERE]
    for kind in kinds.names():
        if kind not in present:
            for reading in anywhere:
                for row in _matching(visible, phrases.of_kind(kind, reading.tsquery))[:10]:
                    found[row[:2]] = Candidate(*row, tier=reading.tier, words=reading.words)


def _matching(visible: QuerySet[SearchEntry], tsquery: str) -> QuerySet[SearchEntry, tuple]:
    return visible.filter(words=ReadyQuery(tsquery)).values_list(*_COLUMNS)


def _known(words: Iterable[str]) -> set[str]:
    return set(SearchWord.objects.filter(word__in=list(words)).values_list("word", flat=True))


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
