"""Which importer fills which plan: kind «ke-hoach-17». Rows of a table become headings, targets and tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import ProtectedError, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Aggregate, Context
from thongsuot.platform.imports import Cells, Column, Importer, Plan, RowProblem
from thongsuot.platform.search import remove
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.actions import AddGoal, AddTarget, NewGoal, NewTarget
from thongsuot.steering.plans.actions.base import of_plan
from thongsuot.steering.plans.importing.steps import StepReader
from thongsuot.steering.plans.importing.units import UnitReader
from thongsuot.steering.plans.models import Goal, PlanStatus, Target
from thongsuot.steering.plans.models import Plan as PlanRow
from thongsuot.steering.plans.queries import manageable_by
from thongsuot.steering.tasks.actions import CreateTask, NewTask
from thongsuot.steering.tasks.choices import TaskSource, TaskStatus
from thongsuot.steering.tasks.models import Task

PREFIX = "ke-hoach"
_SHOWN_NOTES, _SHOWN_STEPS, _NAMED = 100, 20, 5


def kind_for(plan: PlanRow) -> str:
    return f"{PREFIX}-{plan.pk}"


class PlanImporters:
    """The family: one importer a plan."""

    prefix = PREFIX

    def importer(self, number: int) -> Importer:
        plan = PlanRow.objects.select_related("unit").filter(pk=number).first()
        if plan is None:
            raise KeyError(number)
        return PlanImporter(plan)

    def kinds_for(self, actor: Actor) -> Sequence[str]:
        return [f"{PREFIX}-{pk}" for pk in manageable_by(actor).values_list("pk", flat=True)]


class PlanImporter:
    permission = Steering.PLAN_MANAGE
    columns = (
        Column("code", "STT", False, ("TT", "Số TT", "Số thứ tự", "Mục"), "1"),
        Column(
            "title",
            "Nhiệm vụ",
            False,
            ("Nội dung nhiệm vụ", "Nội dung công việc", "Nội dung thực hiện", "Nội dung", "Công việc", "Hoạt động"),
            "Rà soát văn bản quy phạm pháp luật",
        ),
        Column("target", "Chỉ tiêu", False, ("Tên chỉ tiêu", "Chỉ tiêu cụ thể"), "≥ 80%"),
        Column(
            "aim",
            "Mục tiêu",
            False,
            ("Mức cần đạt", "Chỉ tiêu giao", "Kế hoạch giao", "Kế hoạch năm", "Giá trị"),
            "80",
        ),
        Column("unit_of_measure", "Đơn vị tính", False, ("ĐVT",), "%"),
        Column("baseline", "Hiện trạng", False, ("Mức ban đầu", "Thực hiện năm trước", "Kết quả năm trước"), "62,4"),
        Column(
            "lead",
            "Chủ trì",
            False,
            ("Cơ quan thực hiện", "Đơn vị thực hiện", "Cơ quan chịu trách nhiệm", "Đơn vị chịu trách nhiệm"),
            "Sở Nội vụ",
        ),
        Column("partners", "Phối hợp", False, (), "Sở Tài chính; Văn phòng UBND tỉnh"),
        Column("result", "Sản phẩm", False, ("Kết quả", "Sản phẩm đầu ra", "Kết quả đầu ra"), "Báo cáo"),
        Column("due", "Thời hạn", False, ("Thời gian", "Hạn", "Tiến độ"), "trong tháng 7/2026"),
        Column("note", "Ghi chú"),
    )

    def __init__(self, plan: PlanRow) -> None:
        self._plan = plan
        self.kind = kind_for(plan)
        self.label = _("Nhập kế hoạch: %(title)s") % {"title": plan.title}
        self.scope: str | None = plan.unit.path

    def plan(self, actor: Actor, rows: Sequence[Cells]) -> Plan:
        year = self._plan.year_to
        units = UnitReader(self._plan.unit, min(self._plan.dated or date(year, 12, 31), date(year, 12, 31)))
        headings = [name for column in self.columns for name in (column.label, *column.aliases)]
        reading = StepReader(units, year, headings).read(rows)
        problems = [problem for row in rows for problem in row.problems]
        steps = self._without_known(reading.steps)
        known = sum("known" in step for step in steps)
        if not reading.steps and not problems:
            raise ActionError(_("Chưa thấy dòng nhiệm vụ hay chỉ tiêu nào. Hãy chọn cột cho «Nhiệm vụ»."), "mapping")
        return Plan(
            steps=steps,
            creates=len({step["row"] for step in steps if "known" not in step}),
            unchanged=known,
            problems=tuple(problems),
            preview=self._preview(steps, reading.notes, problems),
        )

    def _without_known(self, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Mark what the plan holds already: the same file twice, or a table sent again with rows added."""
        plan = self._plan
        goals = {(goal.code, goal.title): goal.pk for goal in plan.goals.all()}
        tasks = set(plan.tasks.values_list("title", flat=True))
        targets = set(plan.targets.values_list("name", flat=True))
        for step in steps:
            if step["kind"] == "goal" and (step["code"], step["title"]) in goals:
                step["known"] = goals[step["code"], step["title"]]
            elif (step["kind"] == "task" and step["title"][:500] in tasks) or (
                step["kind"] == "target" and step["name"][:500] in targets
            ):
                step["known"] = True
        return steps

    def _preview(
        self, steps: Sequence[Mapping[str, Any]], notes: list[str], problems: Sequence[RowProblem]
    ) -> tuple[str, ...]:
        fresh = [step for step in steps if "known" not in step]
        counts = {kind: sum(step["kind"] == kind for step in fresh) for kind in ("task", "goal", "target")}
        words = {key: format_number(count) for key, count in counts.items()}
        told = [_("Thêm %(task)s nhiệm vụ, %(goal)s mục, %(target)s chỉ tiêu.") % words]
        told += notes[:_SHOWN_NOTES]
        if len(notes) > _SHOWN_NOTES:
            told.append(_("Còn %(count)d lưu ý nữa.") % {"count": len(notes) - _SHOWN_NOTES})
        return (*told, *(_sentence(step) for step in fresh[:_SHOWN_STEPS]))

    def apply(self, context: Context, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        made: dict[str, list[int]] = {"goals": [], "targets": [], "tasks": []}
        goals: list[int] = []
        for step in steps:
            if step["kind"] == "goal":
                goals.append(self._goal(context.actor, step, goals, made))
        for step in steps:
            goal = goals[step["goal"]] if step.get("goal") is not None else None
            if "known" in step or step["kind"] == "goal":
                continue
            if step["kind"] == "task":
                made["tasks"].append(CreateTask.run(context.actor, self._task(context.actor, step, goal)).id)
            else:
                made["targets"].append(AddTarget.run(context.actor, self._target(step, goal)).id)
        context.record(of_plan(self._plan), {name: (0, len(rows)) for name, rows in made.items()})
        return {"plan": self._plan.pk, **made}

    def _goal(self, actor: Actor, step: Mapping[str, Any], goals: list[int], made: dict[str, list[int]]) -> int:
        if "known" in step:
            return int(step["known"])
        parent = goals[step["parent"]] if step["parent"] is not None else None
        wanted = NewGoal(self._plan.key, step["title"], step["code"], parent, step["locator"])
        made["goals"].append(AddGoal.run(actor, wanted).id)
        return made["goals"][-1]

    def _task(self, actor: Actor, step: Mapping[str, Any], goal: int | None) -> NewTask:
        plan = self._plan
        ready = bool(step["lead_id"]) or step["is_common"]
        may_assign = plan.status == PlanStatus.ISSUED and actor.can(Steering.TASK_ASSIGN, plan.unit.path)
        return NewTask(
            title=step["title"],
            home_id=plan.unit_id,
            lead_id=step["lead_id"],
            lead_text=step["lead_text"],
            is_common=step["is_common"],
            partner_ids=tuple(step["partner_ids"]),
            partner_texts=tuple(step["partner_texts"]),
            result=step["result"][:500],
            measure=step["measure"][:300],
            deadline=date.fromisoformat(step["deadline"]) if step["deadline"] else None,
            deadline_text=step["deadline_text"][:160],
            note=step["note"],
            programme=plan.programme,
            level=plan.level,
            plan_id=plan.pk,
            goal_id=goal,
            source=TaskSource.PLAN.value,
            source_url=reverse("plan", args=[plan.key]),
            source_quote=step["title"],
            source_locator=step["locator"],
            is_strategic=plan.year_to > plan.year_from,
            is_sample=plan.is_sample,
            assign=ready and may_assign,
        )

    def _target(self, step: Mapping[str, Any], goal: int | None) -> NewTarget:
        aim = Decimal(step["aim"])
        exponent = aim.as_tuple().exponent
        return NewTarget(
            plan_key=self._plan.key,
            name=step["name"][:500],
            aim=aim,
            unit_of_measure=step["unit"],
            direction=step["direction"],
            decimals=2 if step["unit"] == "%" else max(0, -exponent) if isinstance(exponent, int) else 0,
            goal_id=goal,
            code=step["code"],
            baseline=Decimal(step["baseline"]) if step["baseline"] else None,
            due=date.fromisoformat(step["deadline"]) if step["deadline"] else None,
            due_text=step["deadline_text"][:160],
            lead_id=step["lead_id"],
            lead_text=step["lead_text"],
            source_locator=step["locator"],
            is_sample=self._plan.is_sample,
        )

    def undo(self, context: Context, applied: Mapping[str, Any]) -> None:
        tasks = Task.objects.filter(pk__in=applied["tasks"])
        _refuse(_("Nhiệm vụ đã có người thực hiện"), [task.title for task in tasks.filter(_TOUCHED).distinct()])
        targets = Target.objects.filter(pk__in=applied["targets"])
        _refuse(_("Chỉ tiêu đã có kết quả"), [one.name for one in targets.filter(values__isnull=False).distinct()])
        try:
            for task in tasks:
                context.record(Aggregate("task", str(task.pk)), {"title": (task.title, None)})
            remove("task", [str(pk) for pk in applied["tasks"]])
            remove("target", [str(pk) for pk in applied["targets"]])
            tasks.delete()
            targets.delete()
            for pk in reversed(applied["goals"]):
                Goal.objects.filter(pk=pk).delete()
        except ProtectedError as error:
            raise ActionError(_("Có mục đã được dùng ở nơi khác nên không hoàn tác cả đợt được.")) from error
        context.record(of_plan(self._plan), {name: (len(applied[name]), 0) for name in ("goals", "targets", "tasks")})


_TOUCHED = (
    ~Q(status__in=(TaskStatus.PROPOSED, TaskStatus.ASSIGNED))
    | Q(updates__isnull=False)
    | Q(extensions__isnull=False)
    | Q(moves__isnull=False)
    | Q(children__isnull=False)
)


def _refuse(opening: str, names: list[str]) -> None:
    if names:
        shown = "; ".join(f"«{name[:80]}»" for name in names[:_NAMED])
        words = {"opening": opening, "count": len(names), "names": shown}
        raise ActionError(_("%(opening)s (%(count)d): %(names)s. Hãy sửa từng mục thay vì hoàn tác.") % words)


def _sentence(step: Mapping[str, Any]) -> str:
    if step["kind"] == "goal":
        return _("Mục %(code)s %(title)s") % {"code": step["code"], "title": step["title"]}
    if step["kind"] == "target":
        sign = "≤" if step["direction"] == "<=" else "≥"
        aim = format_number(Decimal(step["aim"]))
        return _("Chỉ tiêu: %(name)s %(sign)s %(aim)s %(unit)s") % {
            "name": step["name"],
            "sign": sign,
            "aim": aim,
            "unit": step["unit"],
        }
    day = format_date(date.fromisoformat(step["deadline"])) if step["deadline"] else _("chưa có hạn")
    words = {"place": step["locator"], "title": step["title"], "day": day}
    return _("Nhiệm vụ (%(place)s): %(title)s, %(day)s") % words
