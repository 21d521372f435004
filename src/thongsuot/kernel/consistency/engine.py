"""Runs every check over the figures and keeps the strongest doubt about each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from thongsuot.kernel.consistency import (
    breakdowns,
    changes,
    contradictions,
    maxima,
    nesting,
    ranks,
    ratios,
    scales,
    targets,
    units,
)
from thongsuot.kernel.consistency.model import Breakdown, Finding, FindingKind, Severity
from thongsuot.kernel.figures import Figure

FigureCheck = Callable[[Figure], Iterator[Finding]]
CollectionCheck = Callable[[Sequence[Figure]], Iterator[Finding]]

CHECKS: tuple[FigureCheck, ...] = (
    ratios.part_exceeds_total,
    ratios.ratio_mismatch,
    ratios.implied_base,
    maxima.above_maximum,
    scales.scale_mismatch,
    scales.change_scale_mismatch,
    changes.change_mismatch,
    changes.change_direction,
    changes.change_from_zero,
    ranks.rank_out_of_bounds,
    ranks.rank_change_mismatch,
    units.missing_unit,
    targets.target_status,
)
COLLECTION_CHECKS: tuple[CollectionCheck, ...] = (
    contradictions.contradiction,
    targets.target_already_met,
    nesting.period_nesting,
)

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
# A part larger than its whole also spoils the rate computed from it: say the cause, not the consequence.
_SILENCES = {
    FindingKind.PART_EXCEEDS_TOTAL: {FindingKind.RATIO_MISMATCH, FindingKind.CONTRADICTION},
    FindingKind.ABOVE_MAXIMUM: {
        FindingKind.RATIO_MISMATCH,
        FindingKind.SCALE_MISMATCH,
        FindingKind.CHANGE_MISMATCH,
        FindingKind.CONTRADICTION,
    },
    FindingKind.RATIO_MISMATCH: {FindingKind.CONTRADICTION, FindingKind.TOTAL_OUTSIDE_PARTS},
    FindingKind.SCALE_MISMATCH: {FindingKind.CONTRADICTION},
    FindingKind.RANK_OUT_OF_BOUNDS: {FindingKind.CONTRADICTION, FindingKind.CHANGE_MISMATCH},
}


def examine(
    figures: Iterable[Figure],
    wholes: Iterable[Breakdown] = (),
    collections: Sequence[CollectionCheck] = COLLECTION_CHECKS,
) -> list[Finding]:
    """Every doubt about ``figures`` and ``wholes``; linear in their number, so that a whole record can be swept.

    ``collections`` are the checks that compare figures with one another. Spans are not compared here: two claims of
    different documents may well have the same offsets.
    """
    everything = list(figures)
    found: list[Finding] = []
    for figure in everything:
        found.extend(_without_consequences([finding for check in CHECKS for finding in check(figure)]))
    for collection_check in collections:
        found.extend(collection_check(everything))
    for whole in wholes:
        found.extend(breakdowns.breakdown(whole))
    return found


def settle(found: Iterable[Finding]) -> list[Finding]:
    """For one text: drop repeats and consequences of a doubt already voiced about the same words; reading order."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (_ORDER[each.severity], each.span.start, each.span.end)):
        near = [other for other in kept if _touch(other, finding)]
        if not any(_covers(other, finding) for other in near):
            kept = [other for other in kept if other not in near or not _covers(finding, other)]
            kept.append(finding)
    return sorted(kept, key=lambda each: (each.span.start, each.kind))


def _touch(one: Finding, other: Finding) -> bool:
    """A contradiction touches both places it compares: a value already known to be wrong contradicts nothing more."""
    if other.kind is FindingKind.CONTRADICTION and one.kind is not FindingKind.CONTRADICTION:
        return any(one.span.overlaps(figure.span) for figure in other.figures) or one.span.overlaps(other.span)
    return one.span.overlaps(other.span)


def _without_consequences(found: list[Finding]) -> list[Finding]:
    return [weak for weak in found if not any(weak.kind in _SILENCES.get(cause.kind, ()) for cause in found)]


def _covers(strong: Finding, weak: Finding) -> bool:
    """Only called for findings about overlapping words, or for two statements of which one is known to be wrong."""
    return strong.kind is weak.kind or weak.kind in _SILENCES.get(strong.kind, ())
