"""The end of the day: two lists compared, every difference settled or explained, heaps of updates asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.digests import digest
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural, repeatable
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk.choices import AnswerState
from thongsuot.serving.desk.domain.reconcile import Listed, reconcile
from thongsuot.serving.desk.gathering import found_flags, our_listing
from thongsuot.serving.desk.models import BulkFlag, ReconcileLine, ReconcileRun
from thongsuot.serving.permissions import Serving

_KIND = "desk_reconcile"


@dataclass(frozen=True, slots=True)
class OtherList:
    """``rows`` as the other system tells them. ``is_whole``: the list names every open dossier it holds, so that one
    of ours which is not on it is missing there."""

    unit_id: int
    system: str
    rows: tuple[Listed, ...]
    faults: tuple[str, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class RunId:
    id: int
    gaps: int


class Reconcile(Action[OtherList, RunId]):
    name = "serving.desk.reconcile"
    label = gettext_lazy("Đối chiếu với hệ thống khác")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.desk.reconciled"
    idempotency = repeatable("each comparison is of its own moment")

    def scope(self, data: OtherList) -> str:
        return unit_of(data.unit_id).path

    def check(self, actor: Actor, data: OtherList) -> None:
        if not data.rows:
            raise ActionError(_("Không đọc được dòng nào. Hãy dán cả dòng tiêu đề và ít nhất một hồ sơ."), "listing")
        if not data.system.strip():
            raise ActionError(_("Hãy ghi tên hệ thống đã xuất danh sách này."), "system")

    def execute(self, context: Context, data: OtherList) -> RunId:
        unit = unit_of(data.unit_id)
        ours = our_listing(unit, {one.code for one in data.rows}, data.is_whole)
        found = reconcile(ours, data.rows, context.effective_at)
        run = ReconcileRun.objects.create(
            unit=unit,
            system=data.system.strip(),
            compared_at=context.effective_at,
            compared_by_id=context.actor.id,
            digest=digest(
                [[one.code, int(one.status), one.due_at, one.ended_at, one.returned_at] for one in data.rows]
            ),
            ours=len(ours),
            theirs=len(data.rows),
            faults=list(data.faults),
        )
        ReconcileLine.objects.bulk_create(
            ReconcileLine(run=run, code=one.code, gap=one.gap, ours=one.ours, theirs=one.theirs, todo=one.todo)
            for one in found
        )
        context.record(Aggregate(_KIND, str(run.pk)), {"unit": (None, unit.key), "gaps": (None, len(found))})
        return RunId(run.pk, len(found))


@dataclass(frozen=True, slots=True)
class Answer:
    """``state``: resolved or explained; an explanation needs words."""

    id: int
    state: str
    answer: str = ""


class AnswerGap(Action[Answer, None]):
    name = "serving.desk.answer_gap"
    label = gettext_lazy("Xử lý chỗ lệch đồng bộ")
    permission = Serving.DOSSIER_READ
    event = "serving.desk.gap_answered"
    idempotency = natural("a difference keeps its last answer")

    def scope(self, data: Answer) -> str:
        return _line(data.id).run.unit.path

    def check(self, actor: Actor, data: Answer) -> None:
        check_answer(data)

    def execute(self, context: Context, data: Answer) -> None:
        write_answer(context, _line(data.id), data, Aggregate("desk_gap", str(data.id)))


class AnswerFlag(Action[Answer, None]):
    name = "serving.desk.answer_flag"
    label = gettext_lazy("Giải trình cập nhật dồn")
    permission = Serving.DOSSIER_READ
    event = "serving.desk.flag_answered"
    idempotency = natural("a flag keeps its last answer")

    def scope(self, data: Answer) -> str:
        return _flag(data.id).unit.path

    def check(self, actor: Actor, data: Answer) -> None:
        check_answer(data)

    def execute(self, context: Context, data: Answer) -> None:
        write_answer(context, _flag(data.id), data, Aggregate("desk_flag", str(data.id)))


@dataclass(frozen=True, slots=True)
class UnitDay:
    unit_id: int
    day: date


class LookForHeaps(Action[UnitDay, None]):
    """Asks the log of one day; a flag already explained stays explained while its updates are the same."""

    name = "serving.desk.look_for_heaps"
    label = gettext_lazy("Rà soát cập nhật dồn")
    permission = Serving.DOSSIER_READ
    event = "serving.desk.heaps_found"
    idempotency = natural("the same day's log gives the same flags")

    def scope(self, data: UnitDay) -> str:
        return unit_of(data.unit_id).path

    def execute(self, context: Context, data: UnitDay) -> None:
        unit = unit_of(data.unit_id)
        fresh = [one for one in found_flags(unit, data.day) if _keep(unit, one)]
        if not fresh:
            context.unchanged()
            return
        kinds = sorted({one.kind for one in fresh})
        context.record(Aggregate("desk_day", f"{unit.key}/{data.day:%Y-%m-%d}"), {"flags": (None, kinds)})


def _keep(unit: Unit, found: BulkFlag) -> bool:
    """Whether it was not known, or has grown."""
    known = BulkFlag.objects.filter(unit=unit, day=found.day, kind=found.kind, actor=found.actor).first()
    if known is None:
        found.save()
        return True
    if known.count == found.count:
        return False
    for name in ("count", "first_at", "last_at", "dossiers"):
        setattr(known, name, getattr(found, name))
    known.state = AnswerState.OPEN
    known.save()
    return True


def check_answer(data: Answer) -> None:
    if data.state not in (AnswerState.RESOLVED, AnswerState.EXPLAINED):
        raise ActionError(_("Hãy chọn đã sửa hoặc giải trình."), "state")
    if data.state == AnswerState.EXPLAINED and not data.answer.strip():
        raise ActionError(_("Hãy viết vì sao, một câu là đủ."), "answer")


def write_answer(context: Context, row: ReconcileLine | BulkFlag, data: Answer, about: Aggregate) -> None:
    words = data.answer.strip()
    if (row.state, row.answer) == (data.state, words):
        context.unchanged()
        return
    changes = {"state": (row.state, data.state), "answer": (row.answer, words)}
    row.state, row.answer = data.state, words
    row.answered_by_id, row.answered_at = context.actor.id, timezone.now()
    row.save()
    context.record(about, changes)


def unit_of(pk: int) -> Unit:
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None:
        raise ActionError(_("Đơn vị này không còn nữa. Hãy tải lại trang."))
    return unit


def _line(pk: int) -> ReconcileLine:
    line = ReconcileLine.objects.select_related("run__unit").filter(pk=pk).first()
    if line is None:
        raise ActionError(_("Chỗ lệch này không còn nữa. Hãy tải lại trang."))
    return line


def _flag(pk: int) -> BulkFlag:
    flag = BulkFlag.objects.select_related("unit").filter(pk=pk).first()
    if flag is None:
        raise ActionError(_("Dấu hiệu này không còn nữa. Hãy tải lại trang."))
    return flag
