"""Where computed leaves get their inputs (E10): tasks, dossiers, confirmed claims of the year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.periods import PeriodKind
from thongsuot.measuring.criteria.domain.rules import Computed
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.scoring.outcomes import Inputs
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.queries import of_indicators
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.units.models import Unit
from thongsuot.serving.facade import on_time
from thongsuot.steering.facade import tasks_done

TASKS = "tasks.done"
DOSSIERS = "dossiers.on_time"
CLAIM = "claim:"
_HUNDRED, _FINE = Decimal(100), Decimal("0.000001")
_PARTS = ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Found:
    """``claim_id``: the figure it was read from, kept as the leaf's evidence."""

    inputs: Inputs
    claim_id: int | None = None


def computed_leaves(criteria: CriteriaSet) -> list[Node]:
    return [one for one in criteria.leaves() if isinstance(one.rule, Computed)]


def found(criteria: CriteriaSet, unit_ids: Sequence[int], year: int) -> dict[tuple[int, str], Found]:
    """(unit, code) → inputs, for what the record knows. A source not there yet gives nothing: unscored, never 0."""
    leaves = computed_leaves(criteria)
    known: dict[tuple[int, str], Found] = {}
    counted = _counted({source_of(one) for one in leaves}, unit_ids, year)
    keys = [source_of(one).removeprefix(CLAIM) for one in leaves if source_of(one).startswith(CLAIM)]
    figures = _figures(unit_ids, keys, year) if keys else {}
    for node in leaves:
        source, names = source_of(node), node.rule.inputs if node.rule else ()
        for unit_id in unit_ids:
            figure = figures.get((unit_id, source.removeprefix(CLAIM)))
            if unit_id in counted.get(source, {}):
                part, whole = counted[source][unit_id]
                known[unit_id, node.code] = Found(_spread(names, Decimal(part), Decimal(whole)))
            elif figure is not None:
                known[unit_id, node.code] = Found(_of_claim(names, figure), figure.pk)
    return known


def _counted(sources: set[str], unit_ids: Sequence[int], year: int) -> dict[str, dict[int, tuple[int, int]]]:
    """Source → unit → (part, whole) of what the two other loops count on the spot."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    if TASKS in sources:
        found[TASKS] = tasks_done(unit_ids, year)
    if DOSSIERS in sources:  # by index 766, which also counts what is not finished and overdue
        kept = on_time(unit_ids, date(year, 1, 1), date(year, 12, 31))
        found[DOSSIERS] = {unit: (one.kept, one.all) for unit, one in kept.items()}
    return found


def source_of(node: Node) -> str:
    return node.rule.source if isinstance(node.rule, Computed) else ""


def said_of(node: Node) -> str:
    """Where a computed leaf's figure comes from, in words."""
    source = source_of(node)
    if source == TASKS:
        return _("Tự tính từ nhiệm vụ đơn vị chủ trì có hạn trong năm chấm.")
    if source == DOSSIERS:
        return _("Tự tính từ hồ sơ đơn vị giải quyết trong năm chấm, theo cách tính đúng hạn của bộ chỉ số 766.")
    if source.startswith(CLAIM):
        return _("Tự lấy từ số liệu đã xác nhận của đơn vị trong năm chấm.")
    return _("Nguồn số liệu của tiêu chí này chưa nối vào hệ thống nên chưa tự tính được; thẩm định viên sẽ xem xét.")


def link_of(node: Node, unit: Unit, year: int) -> str:
    """The list the figure is counted from; empty where there is none (a claim's own page stands in the evidence)."""
    if source_of(node) == TASKS:
        return f"{reverse('tasks')}?don_vi={unit.key}&nam={year}&trang_thai=tat-ca"
    if source_of(node) == DOSSIERS:
        return f"{reverse('dossier-board')}?don-vi={unit.key}&ky={year}"
    return ""


def _spread(names: Iterable[str], part: Decimal, whole: Decimal) -> Inputs:
    """Part and whole where the rule asks for both; else the percentage, never rounded up over a step."""
    if tuple(names) == _PARTS:
        return {"numerator": part, "denominator": whole}
    share = (part * _HUNDRED / whole).quantize(_FINE, rounding=ROUND_FLOOR).normalize() if whole else None
    return dict.fromkeys(names, share)


def _of_claim(names: Iterable[str], claim: Claim) -> Inputs:
    if claim.numerator is not None and claim.denominator:
        return _spread(names, claim.numerator, claim.denominator)
    if tuple(names) == _PARTS:  # a share printed without its parts
        return {"numerator": claim.value, "denominator": None if claim.value is None else _HUNDRED}
    return dict.fromkeys(names, claim.value)


def _figures(unit_ids: Sequence[int], keys: list[str], year: int) -> dict[tuple[int, str], Claim]:
    """The confirmed figure of each unit and indicator: the year's own before a part of the year, latest first."""
    chosen: dict[tuple[int, str], Claim] = {}
    for claim in of_indicators(SYSTEM, list(unit_ids), keys):  # oldest period first
        if claim.status != ReviewStatus.CONFIRMED or claim.indicator is None or claim.subject_id is None:
            continue
        if claim.period_end is None or claim.period_end.year != year:
            continue
        place = (claim.subject_id, claim.indicator.key)
        held = chosen.get(place)
        if held is None or claim.period_kind == PeriodKind.YEAR.value or held.period_kind != PeriodKind.YEAR.value:
            chosen[place] = claim
    return chosen
