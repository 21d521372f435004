"""Who a task concerns, as the paths that decide who sees it; and the words it is found by."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from thongsuot.kernel.text import fold, nfc
from thongsuot.registry.units.models import Unit
from thongsuot.steering.tasks.models import Task

_EVERYBODY_BELOW = "/*"
_LONGEST_KEY = 1100


def branch(path: str) -> list[str]:
    """The path and all above it: «vn/a/b» → vn, vn/a, vn/a/b."""
    steps = path.split("/")
    return ["/".join(steps[: count + 1]) for count in range(len(steps))]


def reach_of(home: str, concerned: Iterable[str], *, is_common: bool) -> list[str]:
    """Paths under which a task is seen: those of the units concerned and all above; of a common task all below home."""
    paths = {step for path in (home, *concerned) for step in branch(path)}
    return sorted(paths | ({home + _EVERYBODY_BELOW} if is_common else set()))


def marks_of(path: str) -> list[str]:
    """What a person with a right over ``path`` finds in ``reach``: the branch itself and what is common above it."""
    return [path, *(step + _EVERYBODY_BELOW for step in branch(path))]


def refresh(task: Task) -> None:
    """Set ``reach`` and ``search_key`` from the row, its partners and hand-overs; the caller saves."""
    unit_ids = [task.home_id, task.lead_id, *task.partners.values_list("unit_id", flat=True)]
    unit_ids += task.moves.values_list("from_unit_id", flat=True)  # whoever passed it on may see what came of it
    wanted = Q(pk__in=[one for one in unit_ids if one]) | Q(positions__pk=task.lead_position_id or 0)
    units = {unit.pk: unit for unit in Unit.objects.filter(wanted).only("path", "name")}
    home = units[task.home_id].path
    task.reach = reach_of(home, [unit.path for unit in units.values()], is_common=task.is_common)
    lead = units[task.lead_id].name if task.lead_id else ""
    task.search_key = words_of(task, lead)


def words_of(task: Task, lead_name: str) -> str:
    """Folded words of title, owner and place in the source, for the text filter."""
    words = (task.title, lead_name, task.lead_text, task.result, task.source_locator)
    return fold(nfc(" ".join(word for word in words if word)))[:_LONGEST_KEY]
