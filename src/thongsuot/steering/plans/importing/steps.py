"""Rows of a plan's table → steps: headings, tasks and targets in their order, with what must be told about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.platform.imports import Cells
from thongsuot.platform.imports.domain import heading_key
from thongsuot.steering.plans.importing.domain import (
    Due,
    Line,
    ParsedAim,
    RowKind,
    kind_of,
    parents_of,
    read_aim,
    read_due,
    sequence_gap,
    tidy,
)
from thongsuot.steering.plans.importing.units import Named, UnitReader

_OTHERS = ("lead", "partners", "result", "due", "aim", "baseline", "unit_of_measure")


@dataclass(slots=True)
class Reading:
    """What came of a table. ``notes`` are told and block nothing; problems stay on the rows and leave them out."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class StepReader:
    """Walks the rows once. ``headings`` are the plan's own names of columns, for a header repeated inside."""

    def __init__(self, units: UnitReader, year: int, headings: Sequence[str]) -> None:
        self._units, self._year = units, year
        self._headings = {heading_key(name) for name in headings}
        self._reading = Reading()
        self._open: dict[str, Any] | None = None  # the task that a merged row goes on with
        self._last_code = ""

    def read(self, rows: Sequence[Cells]) -> Reading:
        lines = [tidy(_line(row)) for row in rows]
        before: Line | None = None
        for index, (row, line) in enumerate(zip(rows, lines, strict=True)):
            kind = RowKind.NOTHING if self._is_header(line) else kind_of(line, before, _next(lines, index))
            self._take(kind, row, line)
            before = line if kind in (RowKind.TASK, RowKind.MORE) else None if kind is RowKind.HEADING else before
        self._nest()
        return self._reading

    def _is_header(self, line: Line) -> bool:
        """The header once more, as on every page of a Word table; a heading «II. Nhiệm vụ» has a number of its own."""
        is_numbered = bool(line.code) and heading_key(line.code) not in self._headings
        return not is_numbered and heading_key(line.title or line.target) in self._headings

    def _take(self, kind: RowKind, row: Cells, line: Line) -> None:
        if kind is RowKind.BAD:
            row.problem("title", _("Dòng có chủ trì, thời hạn hoặc sản phẩm nhưng chưa ghi nhiệm vụ. Hãy điền ô này."))
        elif kind is RowKind.HEADING:
            self._open, self._last_code = None, ""
            self._add(row, "goal", code=line.code, title=line.title)
        elif kind is RowKind.MORE and self._open is not None:
            self._go_on(row)
        elif kind in (RowKind.TASK, RowKind.MORE):
            self._task(row, line)
        elif kind is RowKind.TARGET:
            self._target(row, line, line.target)

    def _add(self, row: Cells, kind: str, **columns: Any) -> dict[str, Any]:
        step = {"kind": kind, "row": row.number, "locator": row.place, **columns}
        self._reading.steps.append(step)
        return step

    def _note(self, row: Cells, text: str) -> None:
        place = row.place[:1].upper() + row.place[1:]
        self._reading.notes.append(f"{place}: {text}")

    def _task(self, row: Cells, line: Line) -> None:
        if self._last_code and sequence_gap(self._last_code, line.code):
            words = {"before": self._last_code, "after": line.code}
            self._note(row, _("số thứ tự nhảy từ %(before)s sang %(after)s, hãy xem có thiếu dòng không.") % words)
        self._last_code = line.code or self._last_code
        due = self._due(row)
        leads = self._units.read(row.text("lead"))
        lead, common, others = self._lead(row, leads)
        partners = [*others, *self._units.read(row.text("partners"))]
        aim = self._aim(row, line)
        if row.problems:
            return
        self._tell_unknown(row, partners)
        note = row.text("note")
        step = self._add(
            row,
            "task",
            code=line.code,
            title=line.title,
            lead_id=lead,
            lead_text="" if lead else row.text("lead"),
            is_common=common,
            partner_ids=[one.unit for one in partners if one.unit],
            partner_texts=[one.text for one in partners if not one.unit],
            result=row.text("result"),
            measure=line.target,
            deadline=due.day.isoformat() if due.day else "",
            deadline_text=due.text if due.day else "",
            note="; ".join(part for part in (note, self._kept_words(due)) if part)[:255],
        )
        self._open = step
        if aim is not None:
            self._target_step(row, line, _name_of(line), aim, step)

    def _due(self, row: Cells) -> Due:
        due = read_due(row.text("due"), self._year)
        if due.bad:
            row.problem("due", due.note)
        elif due.note:
            self._note(row, due.note)
        return due

    def _kept_words(self, due: Due) -> str:
        return _("thời hạn ghi «%(words)s»") % {"words": due.text} if due.text and due.day is None else ""

    def _lead(self, row: Cells, leads: list[Named]) -> tuple[int | None, bool, list[Named]]:
        """Exactly one leads (A13): the first named, the rest coordinate, and that is told."""
        if not leads:
            self._note(row, _("chưa nêu đơn vị chủ trì."))
            return None, False, []
        self._tell_unknown(row, leads[:1])
        if len(leads) > 1 and leads[0].unit:
            words = {"lead": leads[0].text, "rest": "; ".join(one.text for one in leads[1:])}
            self._note(row, _("nhiều đơn vị cùng chủ trì; lấy «%(lead)s» chủ trì, «%(rest)s» phối hợp.") % words)
        return leads[0].unit, leads[0].is_everybody, leads[1:]

    def _tell_unknown(self, row: Cells, named: Sequence[Named]) -> None:
        for one in named:
            if one.unit or one.is_everybody:
                continue
            hint = _(" Có phải «%(near)s»?") % {"near": one.near} if one.near else ""
            self._note(row, _("chưa nhận ra đơn vị «%(text)s», giữ nguyên chữ.") % {"text": one.text} + hint)

    def _aim(self, row: Cells, line: Line) -> ParsedAim | None:
        text = row.text("aim") or line.target
        return read_aim(text, row.text("unit_of_measure")) if text else None

    def _target(self, row: Cells, line: Line, name: str) -> None:
        aim = self._aim(row, line)
        if aim is None:
            row.problem("aim", _("Chưa đọc được mức cần đạt của chỉ tiêu. Viết một số, ví dụ ≥ 80% hoặc 50 thủ tục."))
            return
        due = self._due(row)
        leads = self._units.read(row.text("lead"))
        self._tell_unknown(row, leads[:1])
        if row.problems:
            return
        lead = leads[0].unit if leads else None
        words = {"lead_id": lead, "lead_text": "" if lead else row.text("lead")}
        dates = {"deadline": due.day.isoformat() if due.day else "", "deadline_text": due.text}
        self._target_step(row, line, name, aim, words | dates)

    def _target_step(self, row: Cells, line: Line, name: str, aim: ParsedAim, like: dict[str, Any]) -> None:
        """``like`` is the task or the row whose owner and deadline the target shares."""
        baseline = read_aim(row.text("baseline"), aim.unit)
        self._add(
            row,
            "target",
            code=line.code,
            name=name,
            aim=f"{aim.value:f}",
            direction=aim.direction.value,
            unit=aim.unit,
            baseline=f"{baseline.value:f}" if baseline and baseline.unit == aim.unit else "",
            **{key: like[key] for key in ("lead_id", "lead_text", "deadline", "deadline_text")},
        )

    def _go_on(self, row: Cells) -> None:
        """The same task over several rows: more products, more partners."""
        assert self._open is not None
        result = row.text("result")
        if result and result not in self._open["result"]:
            self._open["result"] = "; ".join(part for part in (self._open["result"], result) if part)[:500]
        for one in self._units.read(row.text("partners")):
            column, value = ("partner_ids", one.unit) if one.unit else ("partner_texts", one.text)
            if value not in self._open[column]:
                self._open[column].append(value)

    def _nest(self) -> None:
        """Give each heading its parent and each other step its heading, by place in the list of headings."""
        goals = [step for step in self._reading.steps if step["kind"] == "goal"]
        for goal, parent in zip(goals, parents_of([goal["code"] for goal in goals]), strict=True):
            goal["parent"] = parent
        current = None
        for step in self._reading.steps:
            if step["kind"] == "goal":
                current = goals.index(step)
            else:
                step["goal"] = current


def _line(row: Cells) -> Line:
    return Line(row.text("code"), row.text("title"), row.text("target"), any(row.text(name) for name in _OTHERS))


def _next(lines: Sequence[Line], index: int) -> Line | None:
    return next((line for line in lines[index + 1 :] if line.title or line.target), None)


def _name_of(line: Line) -> str:
    """«≥ 80%» says nothing by itself: such a target is named by its task."""
    return (
        line.target
        if any(letter.isalpha() for letter in line.target.replace("%", "")) and " " in line.target
        else line.title
    )
