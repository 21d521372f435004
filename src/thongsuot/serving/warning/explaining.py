"""Why each dossier of a page is warned about, in words; a constant number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.versions import content_of
from thongsuot.serving.warning.domain.words import why
from thongsuot.serving.warning.gathering import OpenDossier, opened
from thongsuot.serving.warning.models import StepBaseline

_MOST = 500  # dossiers looked at for the jam


@dataclass(frozen=True, slots=True)
class Explained:
    """``step`` is where it is likely to be late; ``why`` a sentence, empty where it is in no step yet."""

    dossier: Dossier
    step: str
    why: str


def explained(dossiers: Sequence[Dossier], now: datetime, fewest: int) -> list[Explained]:
    seen = {one.dossier.pk: one for one in opened(dossiers, now)}
    usual = _usual(list(seen.values()), fewest)
    names = {one.pk: one.name for one in Unit.objects.filter(pk__in={_place(one).unit for one in seen.values()})}
    return [_explain(one, seen.get(one.pk), usual, names) for one in dossiers]


def jam(dossiers: Sequence[Dossier]) -> tuple[str, str]:
    """(step, unit) at which most of them are likely to be late; empty where there are none."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in dossiers[:_MOST]:
        steps = content_of(one.version).steps
        if one.risk_step and one.risk_step <= len(steps) and one.holder_unit:
            counts[steps[one.risk_step - 1].title, one.holder_unit.name] += 1
    return counts.most_common(1)[0][0] if counts else ("", "")


def _place(one: OpenDossier):  # type: ignore[no-untyped-def]
    """The step it is likely to be late at, as the last estimate said; the current one where it has moved on since."""
    place = (one.dossier.risk_step or 0) - one.first - 1
    return one.snapshot.ahead[place if 0 <= place < len(one.snapshot.ahead) else 0]


def _usual(seen: Sequence[OpenDossier], fewest: int) -> dict[tuple[int, str, int | None], int]:
    procedures = {one.dossier.procedure_id for one in seen}
    rows = StepBaseline.objects.filter(procedure__in=procedures, passages__gte=fewest)
    return {(one.procedure_id, one.code, one.unit_id): one.median for one in rows}


def _explain(
    dossier: Dossier,
    seen: OpenDossier | None,
    usual: dict[tuple[int, str, int | None], int],
    names: dict[int, str],
) -> Explained:
    if seen is None:
        return Explained(dossier, "", "")
    at = _place(seen)
    title = next((one.title for one in content_of(dossier.version).steps if one.code == at.step), at.step)
    here = usual.get((at.procedure, at.step, at.unit))
    unit = names.get(at.unit, "") if here is not None else ""
    minutes = here if here is not None else usual.get((at.procedure, at.step, None))
    is_current = at == seen.snapshot.ahead[0]
    return Explained(dossier, title, why(title, unit, minutes, seen.snapshot.elapsed, is_current=is_current))
