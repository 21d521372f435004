"""Where orders die (V2): by source, lead and state; the leads with most open work, the others together."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Case, Count, F, Value, When
from django.utils.translation import gettext as _

from thongsuot.steering.overview.scope import Scope
from thongsuot.steering.tasks.choices import OPEN_STATUSES, TaskSource, TaskStatus, Timeliness

_LEADS = 7
# State as shown, its tone, and the filter of the task list that opens it; the order is the order of the drawing.
_STATES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("overdue", "bad", {"han": "qua-han"}),
    ("open", "info", {"trang_thai": "dang-mo"}),
    ("late", "warn", {"trang_thai": "xong-muon"}),
    ("kept", "good", {"trang_thai": TaskStatus.DONE}),
    ("stopped", "neutral", {"trang_thai": "dung"}),
)


def state_words() -> dict[str, str]:
    """State → its word, what is wrong first."""
    return {
        "overdue": _("Quá hạn"),
        "open": _("Đang làm"),
        "late": _("Xong, muộn hạn"),
        "kept": _("Xong đúng hạn"),
        "stopped": _("Dừng, thôi làm"),
    }


@dataclass(frozen=True, slots=True)
class Strand:
    """One ribbon; ``tone`` colours it, the words name it, ``url`` lists the tasks counted."""

    source: str
    unit: str
    state: str
    tone: str
    count: int
    url: str


def strands(scope: Scope) -> list[Strand]:
    """One query; empty where nothing was given."""
    state = Case(
        When(status=TaskStatus.DONE, timeliness=Timeliness.LATE, then=Value("late")),
        When(status=TaskStatus.DONE, then=Value("kept")),
        When(status__in=(TaskStatus.PAUSED, TaskStatus.DROPPED), then=Value("stopped")),
        When(status__in=OPEN_STATUSES, deadline__lt=scope.on, then=Value("overdue")),
        default=Value("open"),
    )
    given = scope.tasks().exclude(status=TaskStatus.PROPOSED).order_by()
    rows = list(
        given.annotate(flow_state=state)
        .values("source", "flow_state", unit_key=F("lead__key"), unit_name=F("lead__short_name"))
        .annotate(number=Count("pk"))
    )
    return _ordered(scope, rows)


def _ordered(scope: Scope, rows: list[dict[str, object]]) -> list[Strand]:
    weights: Counter[str] = Counter()
    for row in rows:
        weights[str(row["unit_key"] or "")] += int(str(row["number"]))
    shown = {key for key, _number in weights.most_common(_LEADS)}
    others = _others()
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    keys: dict[str, str] = {}
    for row in rows:
        key = str(row["unit_key"] or "")
        name = str(row["unit_name"] or _("Giao chung")) if key in shown else others
        keys[name] = key if key in shown else ""
        counts[str(row["source"]), name, str(row["flow_state"])] += int(str(row["number"]))
    by_unit = sorted(keys, key=lambda name: (name == others, -weights[keys[name]], name))
    words = state_words()
    return [
        Strand(
            str(TaskSource(source).label),
            name,
            words[state],
            tone,
            counts[source, name, state],
            scope.list_url(**filters, **({"don_vi": keys[name]} if keys[name] else {})),
        )
        for source in TaskSource.values
        for name in by_unit
        for state, tone, filters in _STATES
        if counts.get((source, name, state))
    ]


def finding(found: list[Strand]) -> str:
    """What the drawing shows, in a sentence; the units drawn together are no unit to be named."""
    total = sum(one.count for one in found)
    overdue: Counter[str] = Counter()
    for one in found:
        if one.tone == "bad":
            overdue[one.unit] += one.count
    words: dict[str, object] = {"late": sum(overdue.values()), "total": total}
    if not overdue:
        return _("Không việc nào trong %(total)d việc đã giao đang quá hạn") % words
    del overdue[_others()]
    if not overdue:
        return _("%(late)d trong %(total)d việc đã giao đang quá hạn") % words
    words["unit"], words["most"] = overdue.most_common(1)[0]
    return _("%(late)d trong %(total)d việc đã giao đang quá hạn, nhiều nhất ở %(unit)s (%(most)d việc)") % words


def _others() -> str:
    return _("Các đơn vị khác")
