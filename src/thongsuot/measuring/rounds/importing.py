"""Sheets that come back as tables: «tu-cham-17» fills one unit's sheet, «dieu-tra-5» one round's surveys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.text import fold
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries, workbook
from thongsuot.measuring.rounds.actions.base import of_participant, participant_of, require_own
from thongsuot.measuring.rounds.actions.entering import EnterScores, Entries, Entry
from thongsuot.measuring.rounds.domain import decimals_of
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.rounds.sheet import Line, sheet_of
from thongsuot.measuring.rounds.writing import leaf_of
from thongsuot.measuring.scoring.outcomes import BadInput
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Context
from thongsuot.platform.imports import Cells, Column, Importer, Plan

PREFIX = "tu-cham"
_YES, _NO = {"co", "dat", "x", "1"}, {"khong", "khong dat", "0"}


def kind_for(participant: Participant) -> str:
    return f"{PREFIX}-{participant.pk}"


class SheetImporters:
    """The family: one importer a unit in a round."""

    prefix = PREFIX

    def importer(self, number: int) -> Importer:
        found = Participant.objects.select_related("round__home", "round__release", "unit").filter(pk=number).first()
        if found is None:
            raise KeyError(number)
        return SheetImporter(found)

    def kinds_for(self, actor: Actor) -> Sequence[str]:
        mine = queries.participants_visible_to(actor).values_list("pk", flat=True)
        return [f"{PREFIX}-{pk}" for pk in mine]


class SheetImporter:
    permission = Measuring.SCORE_ENTER
    columns = (
        Column("code", workbook.CODE, True, ("Mã", "Mã số tiêu chí", "STT tiêu chí"), "1.2.3"),
        Column("value", workbook.VALUE, False, ("Kết quả", "Số đạt", "Tử số", "Trả lời"), "28"),
        Column("whole", workbook.WHOLE, False, ("Tổng số",), "40"),
        Column("note", workbook.NOTE, False, ("Giải trình", "Thuyết minh"), "Theo báo cáo số 12"),
        Column("out", workbook.OUT, False, ("Không áp dụng",), ""),
    )

    def __init__(self, participant: Participant) -> None:
        self._participant = participant
        self.kind = kind_for(participant)
        words = {"unit": participant.unit.name, "round": participant.round.title}
        self.label = _("Nhập bảng tự chấm: %(unit)s, %(round)s") % words
        self.scope: str | None = participant.unit.path

    def plan(self, actor: Actor, rows: Sequence[Cells]) -> Plan:
        require_own(actor, self.permission, self._participant)
        sheet = sheet_of(self._participant)
        if not any(row.text(name) for row in rows for name in ("value", "whole", "note", "out")):
            message = _("Không thấy số liệu nào. Cột số liệu có thể đã đổi tên: hãy chọn cột cho «Số liệu».")
            raise ActionError(message, "mapping")
        steps, unchanged, seen = [], 0, set()
        for row in rows:
            line = self._line(row, sheet.lines, seen)
            entry = self._entry(row, line) if line is not None and not row.problems else None
            if line is None or entry is None or row.problems:
                continue
            if _is_same(line, entry):
                unchanged += 1
            else:
                steps.append(_step(entry))
        fresh = sum(step["revision"] == 0 for step in steps)
        return Plan(
            steps=steps,
            creates=fresh,
            updates=len(steps) - fresh,
            unchanged=unchanged,
            problems=tuple(problem for row in rows for problem in row.problems),
            preview=tuple(_sentence(sheet.lines[step["code"]].node, step) for step in steps[:20]),
        )

    def _line(self, row: Cells, lines: Mapping[str, Line], seen: set[str]) -> Line | None:
        code = row.text("code")
        if not code:
            return None
        if code not in lines:
            row.problem("code", _("Bộ tiêu chí không có tiêu chí chấm điểm mã «%(code)s».") % {"code": code})
        elif code in seen:
            row.problem("code", _("Tiêu chí %(code)s có ở một dòng trước. Hãy giữ một dòng.") % {"code": code})
        seen.add(code)
        line = lines.get(code)
        return line if line is not None and line.is_typed else None  # the rest of the sheet is for reading

    def _entry(self, row: Cells, line: Line) -> Entry | None:
        node, out = line.node, row.text("out")
        texts = {} if out else _inputs(row, node)
        revision = line.score.revision if line.score else 0
        entry = Entry(node.code, revision, texts, not out, out, row.text("note"))
        if row.problems:
            return None
        try:
            leaf_of(node, decimals_of(node, texts), line.decimals)
        except BadInput as error:
            row.problem("whole" if error.name == "denominator" else "value", str(error))
            return None
        return entry

    def apply(self, context: Context, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Through the same action as the screen: what a colleague changed since the dry run is not overwritten."""
        place = self._participant
        codes = [step["code"] for step in steps]
        before = {one.code: _state(one) for one in place.scores.filter(code__in=codes)}
        entries = tuple(Entry(**step) for step in steps)
        saved = EnterScores.run(context.actor, Entries(place.pk, entries))
        context.record(of_participant(place), {"imported": (0, saved.changed)})
        return {"before": before, "revisions": saved.revisions}

    def undo(self, context: Context, applied: Mapping[str, Any]) -> None:
        place = participant_of(self._participant.pk)
        revisions: Mapping[str, int] = applied["revisions"]
        held = {one.code: one.revision for one in place.scores.filter(code__in=revisions)}
        changed = [code for code, revision in revisions.items() if held.get(code) != revision]
        if changed:
            message = _("Tiêu chí %(codes)s đã được sửa sau khi nhập. Hãy sửa từng tiêu chí thay vì hoàn tác.")
            raise ActionError(message % {"codes": ", ".join(changed[:10])})
        blank = {"inputs": {}, "applicable": True, "not_applicable_reason": "", "note": ""}
        entries = tuple(
            Entry(code=code, revision=revision, **applied["before"].get(code, blank))
            for code, revision in revisions.items()
        )
        EnterScores.run(context.actor, Entries(place.pk, entries))
        context.record(of_participant(place), {"imported": (len(entries), 0)})


def _inputs(row: Cells, node: Node) -> dict[str, str]:
    names = node.rule.inputs if node.rule else ()
    cells = dict(zip(names, ("value", "whole"), strict=False))
    if isinstance(node.rule, rules.YesNo):
        answer = row.text("value")
        if not answer:
            return {}
        known = "1" if fold(answer) in _YES else "0" if fold(answer) in _NO else ""
        if not known:
            row.problem("value", _("«%(text)s» không phải «Có» hay «Không».") % {"text": answer})
        return {"answer": known}
    found = {}
    for name, cell in cells.items():
        value = row.number_or_none(cell)
        if value is not None:
            found[name] = format(value, "f")
    return found


def _is_same(line: Line, entry: Entry) -> bool:
    score = line.score
    held = _state(score) if score else {"inputs": {}, "applicable": True, "not_applicable_reason": "", "note": ""}
    numbers = {name: Decimal(text) for name, text in entry.inputs.items()}
    known: dict[str, Any] = held["inputs"]
    same_inputs = {name: Decimal(text) for name, text in known.items()} == numbers
    told = (entry.applicable, entry.not_applicable_reason, entry.note)
    return same_inputs and told == (held["applicable"], held["not_applicable_reason"], held["note"])


def _state(score: NodeScore) -> dict[str, Any]:
    """A leaf as ``Entry`` would write it; one left out by its own rule keeps its inputs and applies."""
    by_rule = not score.is_applicable and bool(score.inputs)
    return {
        "inputs": score.inputs,
        "applicable": score.is_applicable or by_rule,
        "not_applicable_reason": "" if by_rule else score.not_applicable_reason,
        "note": score.note,
    }


def _step(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "revision": entry.revision,
        "inputs": entry.inputs,
        "applicable": entry.applicable,
        "not_applicable_reason": entry.not_applicable_reason,
        "note": entry.note,
    }


def _sentence(node: Node, step: Mapping[str, Any]) -> str:
    if not step["applicable"]:
        return _("Tiêu chí %(code)s: không áp dụng, %(why)s") % {
            "code": node.code,
            "why": step["not_applicable_reason"],
        }
    given = "/".join(text.replace(".", ",") for text in step["inputs"].values()) or "—"
    return _("Tiêu chí %(code)s %(name)s: %(given)s") % {"code": node.code, "name": node.name[:80], "given": given}
