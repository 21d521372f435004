"""Survey, statistics and panel results of a whole round from one table: unit, criterion, figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.text import fold, nfc
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.actions.base import of_round
from thongsuot.measuring.rounds.actions.surveying import EnterSurvey, Given, Survey
from thongsuot.measuring.rounds.domain import decimals_of, is_given
from thongsuot.measuring.rounds.models import NodeScore, Round
from thongsuot.measuring.rounds.writing import leaf_of
from thongsuot.measuring.scoring.outcomes import BadInput
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Context
from thongsuot.platform.imports import Cells, Column, Importer, Plan

PREFIX = "dieu-tra"


def kind_for(row: Round) -> str:
    return f"{PREFIX}-{row.pk}"


class SurveyImporters:
    """The family: one importer a round."""

    prefix = PREFIX

    def importer(self, number: int) -> Importer:
        found = Round.objects.select_related("home", "release").filter(pk=number).first()
        if found is None:
            raise KeyError(number)
        return SurveyImporter(found)

    def kinds_for(self, actor: Actor) -> Sequence[str]:
        rounds = queries.rounds_visible_to(actor)
        return [kind_for(one) for one in rounds if actor.can(Measuring.ROUND_MANAGE, one.home.path)]


class SurveyImporter:
    permission = Measuring.ROUND_MANAGE
    columns = (
        Column("unit", "Đơn vị", True, ("Tên đơn vị", "Mã đơn vị", "Cơ quan"), "Sở Y tế"),
        Column("code", "Mã tiêu chí", True, ("Mã", "Tiêu chí"), "8.1"),
        Column("value", "Số liệu", True, ("Kết quả", "Tỷ lệ", "Điểm", "Chỉ số"), "86,5"),
        Column("whole", "Mẫu số", False, ("Tổng số",), ""),
        Column("source", "Nguồn", False, ("Căn cứ",), "Báo cáo điều tra xã hội học năm 2026"),
    )

    def __init__(self, row: Round) -> None:
        self._round = row
        self.kind = kind_for(row)
        self.label = _("Nhập kết quả điều tra, thống kê: %(round)s") % {"round": row.title}
        self.scope: str | None = row.home.path

    def plan(self, actor: Actor, rows: Sequence[Cells]) -> Plan:
        criteria = set_of(self._round.release)
        units = self._units()
        held = {
            (one.participant_id, one.code): one.inputs
            for one in NodeScore.objects.filter(participant__round=self._round)
        }
        steps, unchanged = [], 0
        for row in rows:
            place, code = units.get(fold(nfc(row.text("unit")))), row.text("code")
            if place is None and row.text("unit"):
                row.problem(
                    "unit", _("Không có đơn vị này trong đợt chấm. Hãy viết đúng tên như trong danh sách đơn vị.")
                )
            node = criteria.by_code.get(code)
            if code and (node is None or not is_given(node)):
                row.problem("code", _("Tiêu chí này không lấy từ điều tra, thống kê hay hội đồng."))
            if row.problems or node is None or place is None:
                continue
            names = node.rule.inputs if node.rule else ()
            numbers = {name: row.number_or_none(cell) for name, cell in zip(names, ("value", "whole"), strict=False)}
            texts = {name: format(value, "f") for name, value in numbers.items() if value is not None}
            try:
                leaf = leaf_of(node, decimals_of(node, texts), criteria.decimals)
            except BadInput as error:
                row.problem("value", str(error))
                continue
            if row.problems:
                continue
            if held.get((place, code)) == leaf.inputs:
                unchanged += 1
            else:
                steps.append({"participant": place, "code": code, "inputs": texts, "source": row.text("source")})
        return Plan(
            steps=steps,
            creates=sum((step["participant"], step["code"]) not in held for step in steps),
            updates=sum((step["participant"], step["code"]) in held for step in steps),
            unchanged=unchanged,
            problems=tuple(problem for row in rows for problem in row.problems),
        )

    def _units(self) -> dict[str, int]:
        """Folded name, short name and key of every unit in the round → its participant."""
        found: dict[str, int] = {}
        for one in self._round.participants.select_related("unit"):
            for name in (one.unit.key, one.unit.short_name, one.unit.name):
                found[fold(nfc(name))] = one.pk
        return found

    def apply(self, context: Context, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        places = {(step["participant"], step["code"]) for step in steps}
        rows = NodeScore.objects.filter(participant__in={pk for pk, _code in places})
        before = [
            {"participant": one.participant_id, "code": one.code, "inputs": one.inputs, "source": one.reason}
            for one in rows
            if (one.participant_id, one.code) in places
        ]
        known = {(one["participant"], one["code"]) for one in before}
        blank = [{"participant": pk, "code": code, "inputs": {}, "source": ""} for pk, code in places - known]
        self._enter(context, steps)
        return {"before": [*before, *blank], "now": [dict(step) for step in steps]}

    def _enter(self, context: Context, steps: Sequence[Mapping[str, Any]]) -> None:
        by_source: dict[str, list[Given]] = {}
        for step in steps:
            source = step["source"] or _("Nhập từ bảng")
            by_source.setdefault(source, []).append(Given(step["participant"], step["code"], dict(step["inputs"])))
        for source, values in by_source.items():
            EnterSurvey.run(context.actor, Survey(self._round.pk, tuple(values), source))
        context.record(of_round(self._round), {"surveyed": (None, len(steps))})

    def undo(self, context: Context, applied: Mapping[str, Any]) -> None:
        wanted = {(one["participant"], one["code"]): one["inputs"] for one in applied["now"]}
        rows = NodeScore.objects.filter(participant__in={pk for pk, _code in wanted})
        held = {(one.participant_id, one.code): one.inputs for one in rows}
        if any(set(held.get(place, {})) != set(inputs) for place, inputs in wanted.items()):
            raise ActionError(_("Có kết quả đã được sửa sau khi nhập nên không hoàn tác cả đợt được."))
        self._enter(context, applied["before"])
