"""The same claim twice with two values, in one text or in two documents (product §5.4, §5.13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.identity import content_words, identity
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.figures import Figure, Qualifier
from thongsuot.kernel.intervals import RoundingInterval

_QUESTION = "Số nào là số chính thức?"


def contradiction(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Compare figures of one indicator, subject and period with the first one stated exactly."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if len(content_words(figure.name)) >= 2 and figure.status != "mục tiêu":
            period = figure.period.text if figure.period else None
            groups.setdefault((*identity(figure), period), []).append(figure)
    for group in groups.values():
        if len(group) > 1:
            yield from _values(group)
            yield from _ranks(group)


def _values(group: list[Figure]) -> Iterator[Finding]:
    exact = [figure for figure in group if figure.value is not None and figure.qualifier is Qualifier.EXACT]
    if not exact:
        return
    first, *rest = exact
    rest += [figure for figure in group if figure.value is not None and figure.qualifier is not Qualifier.EXACT]
    for other in rest:
        if not compatible(first, other):
            yield _differ(first, other)


def compatible(exact: Figure, other: Figure) -> bool:
    """Can both be true? «gần 98%» and «97,9%» can, «hơn 98%» and «97,9%» cannot (D08)."""
    if exact.value is None or other.value is None:
        return True
    known, told = a.counted(exact.value) if exact.unit != "%" else a.rounding(exact.value), other.value
    step = max(a.unit_in_last_place(told), abs(told) / 100)
    match other.qualifier:
        case Qualifier.MORE | Qualifier.AT_LEAST:
            return known.high >= told
        case Qualifier.LESS | Qualifier.AT_MOST:
            return known.low <= told
        case Qualifier.ABOUT:
            return RoundingInterval(told - 2 * step, told + step).overlaps(known)
        case _:
            stated = a.counted(told) if other.unit != "%" else a.rounding(told)
            return stated.overlaps(known)


def _differ(first: Figure, other: Figure) -> Finding:
    shown = [f"«{figure.quote}»" for figure in (first, other)]
    return doubt(
        FindingKind.CONTRADICTION,
        Severity.ERROR,
        other,
        f"Cùng một nội dung mà hai nơi ghi khác nhau: {shown[0]} và {shown[1]}.",
        _QUESTION,
        first,
    )


def _ranks(group: list[Figure]) -> Iterator[Finding]:
    ranked = [figure for figure in group if figure.rank is not None and figure.rank_max is None]
    for other in ranked[1:]:
        first = ranked[0]
        if other.rank != first.rank and first.rank_scope == other.rank_scope and first.out_of == other.out_of:
            yield doubt(
                FindingKind.CONTRADICTION,
                Severity.ERROR,
                other,
                f"Cùng một xếp hạng mà hai nơi ghi khác nhau: hạng {first.rank} và hạng {other.rank}.",
                _QUESTION,
                first,
            )
