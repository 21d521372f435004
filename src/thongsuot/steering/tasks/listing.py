"""The list of tasks as a page: rows with their faces, counts by state, the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.platform.http import page_of
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.faces import Face, face_of
from thongsuot.steering.tasks.models import Task

PAGE_SIZE = 50
BOARD_SIZE = 12
COUNTED = 10_000
BOARD = (
    TaskStatus.PROPOSED,
    TaskStatus.ASSIGNED,
    TaskStatus.RECEIVED,
    TaskStatus.UNDER_WAY,
    TaskStatus.SUBMITTED,
    TaskStatus.DONE,
)


@dataclass(frozen=True, slots=True)
class Row:
    task: Task
    face: Face


@dataclass(frozen=True, slots=True)
class Tally:
    """A count that stops at ``COUNTED``: «hơn 10.000»."""

    count: int

    @property
    def text(self) -> str:
        return _more_than() if self.count > COUNTED else format_number(self.count)


@dataclass(frozen=True, slots=True)
class TallyLink:
    label: str
    tally: Tally
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Column:
    status: str
    label: str
    url: str
    tally: Tally
    rows: list[Row]


def _more_than() -> str:
    return _("hơn %(count)s") % {"count": format_number(COUNTED)}


def with_names(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """What a row shows, without the long columns it does not."""
    return tasks.prefetch_related("lead", "home").defer("detail", "source_quote", "reach", "search_key")


def rows_of(
    tasks: QuerySet[Task], order: tuple[str, ...], after: str | None, day: date
) -> tuple[list[Row], str | None]:
    """One page by key and the key of the next."""
    page = page_of(with_names(tasks), order, after, PAGE_SIZE)
    return [Row(task, face_of(task, day)) for task in page.rows], page.next


def tallies(tasks: QuerySet[Task], *, whole_nation: bool = False) -> dict[str, Tally]:
    """Tasks by state, each counted no further than ``COUNTED``.

    In one branch a single walk counts them all. Whoever sees the whole nation has too many for that: each state is
    counted by itself and stops.
    """
    if whole_nation:
        counts = [(one, tasks.filter(status=one).order_by()[: COUNTED + 1].count()) for one in TaskStatus.values]
    else:
        rows = tasks.order_by().values("status").annotate(count=Count("pk"))
        counts = [(row["status"], min(row["count"], COUNTED + 1)) for row in rows]
    return {status: Tally(count) for status, count in counts if count}


def total_of(counts: dict[str, Tally]) -> Tally:
    return Tally(sum(one.count for one in counts.values()))


def board(tasks: QuerySet[Task], counts: dict[str, Tally], day: date, query: str) -> list[Column]:
    """The first cards of every state, the next deadline first; a state holds a link to its whole list."""
    columns = []
    for status in BOARD:
        some = with_names(tasks.filter(status=status)).order_by("due_order", "id")[:BOARD_SIZE]
        rows = [Row(task, face_of(task, day)) for task in some]
        address = "?" + "&".join(part for part in (query, f"trang_thai={status.value}") if part)
        columns.append(Column(status.value, str(status.label), address, counts.get(status, Tally(0)), rows))
    return columns
