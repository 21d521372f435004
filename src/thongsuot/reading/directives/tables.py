"""Plans in tables: one row, one task, with the columns «nội dung», «chủ trì», «phối hợp», «thời hạn»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.figures import Span
from thongsuot.kernel.periods.deadlines import deadline
from thongsuot.reading.letters import plain
from thongsuot.reading.model import Directive, DirectiveKind, Passage

_CELL = re.compile(r"[^|]+")
_TASK = re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động", re.I)
_OWNER = re.compile(r"chủ trì|thực hiện|đơn vị|cơ quan|đầu mối|tham mưu", re.I)
_HELPER = re.compile(r"phối hợp", re.I)
_DUE = re.compile(r"thời hạn|thời gian|hoàn thành|tiến độ", re.I)
_RHYTHM = re.compile(r"thường xuyên|hằng|hàng|định kỳ|cả năm", re.I)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell holds what; ``due`` or ``helper`` may be missing, a plan without task and owner is none."""

    count: int
    task: int
    owner: int
    helper: int | None
    due: int | None


def read_header(text: str) -> Columns | None:
    """The columns of a plan, or None for any other line."""
    cells = [cell.strip() for cell in text.split("|")]
    if len(cells) < 3:
        return None
    helper = next((i for i, cell in enumerate(cells) if _HELPER.search(cell)), None)
    due = next((i for i, cell in enumerate(cells) if _DUE.search(cell) and i != helper), None)
    task = next((i for i, cell in enumerate(cells) if _TASK.search(cell)), None)
    owner = next((i for i, cell in enumerate(cells) if _OWNER.search(cell) and i not in {task, helper, due}), None)
    return None if task is None or owner is None else Columns(len(cells), task, owner, helper, due)


def read_row(passage: Passage, columns: Columns, given_on: date | None, year: int | None) -> Directive | None:
    """The task of one row; None when the row has other columns or no task."""
    cells = [(match.start(), match.group()) for match in _CELL.finditer(passage.text)]
    if len(cells) != columns.count:
        return None
    at, cell = cells[columns.task]
    words = cell.strip()
    owner = plain(cells[columns.owner][1])
    if len(words.split()) < 3 or not owner.strip(" -"):
        return None
    start = passage.span.start + at + cell.index(words)
    due = plain(cells[columns.due][1]) if columns.due is not None else ""
    helper = plain(cells[columns.helper][1]) if columns.helper is not None else ""
    return Directive(
        text=plain(words),
        quote=words,
        span=Span(start, start + len(words)),
        kind=DirectiveKind.TASK,
        assignee=owner,
        coordinating=tuple(part.strip() for part in re.split(r"[;,]\s*", helper) if part.strip(" -")),
        deadline=_day(due, given_on, year),
        deadline_text=due.strip(" -") or None,
        section=passage.section,
        cue="bảng kế hoạch",
        confidence=0.8,
    )


def _day(due: str, given_on: date | None, year: int | None) -> date | None:
    """The last day of the period in the cell; a rhythm has none."""
    if not due or _RHYTHM.search(due):
        return None
    return deadline(due, given_on or (date(year, 1, 1) if year else None))
