"""How a task looks on a day: one tone and a few words, the same on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.domain import OPEN, Course, Standing, State, is_passed_around, state_on
from thongsuot.steering.tasks.models import Task

_SOON = 7  # days before the deadline from which the first reminder goes out (B11)
_DONE = {
    Standing.EARLY: ("good", gettext_lazy("Hoàn thành trước hạn")),
    Standing.ON_TIME: ("good", gettext_lazy("Hoàn thành đúng hạn")),
    Standing.LATE: ("warn", gettext_lazy("Hoàn thành quá hạn")),
    Standing.UNDATED: ("good", gettext_lazy("Hoàn thành")),
}
STEPS = (
    (TaskStatus.PROPOSED, gettext_lazy("Đề xuất")),
    (TaskStatus.ASSIGNED, gettext_lazy("Giao")),
    (TaskStatus.RECEIVED, gettext_lazy("Nhận")),
    (TaskStatus.UNDER_WAY, gettext_lazy("Thực hiện")),
    (TaskStatus.SUBMITTED, gettext_lazy("Chờ nghiệm thu")),
    (TaskStatus.DONE, gettext_lazy("Hoàn thành")),
)


@dataclass(frozen=True, slots=True)
class Face:
    """``due`` says how the deadline stands («Quá hạn 5 ngày»), in its own tone; empty where nothing is to be said."""

    tone: str
    label: str
    due_tone: str = ""
    due: str = ""
    flag: str = ""
    words: str = ""  # the deadline as the source words it


def course_of(task: Task) -> Course:
    return Course(State(task.status), task.deadline, task.assigned_on, task.finished_on, task.paused_on, task.closed_on)


def face_of(task: Task, day: date) -> Face:
    """The state on ``day``: finished and closed ones as progress counts them, the rest as the row says."""
    standing = state_on(course_of(task), day)
    flag = _("Chuyển %(count)d lần") % {"count": task.hand_overs} if is_passed_around(task.hand_overs) else ""
    if standing in _DONE:
        tone, label = _DONE[standing]
        return Face(tone, str(label), flag=flag, words=deadline_words(task))
    due_tone, due = _due(task, standing, day)
    return Face(_tone(task), str(TaskStatus(_shown(task, standing)).label), due_tone, due, flag, deadline_words(task))


def deadline_words(task: Task) -> str:
    """The deadline as the source words it, where that says more than the day itself."""
    day = format_date(task.deadline) if task.deadline else ""
    return "" if day and day in task.deadline_text else task.deadline_text


def step_of(task: Task) -> int:
    """Which of ``STEPS`` the task stands at, from 1; paused and dropped ones stand where they were left."""
    status = task.status
    if status == TaskStatus.PAUSED:
        status = task.status_before_pause or TaskStatus.ASSIGNED
    names = [name for name, _label in STEPS]
    return names.index(TaskStatus(status)) + 1 if status in names else 0


def _shown(task: Task, standing: Standing) -> str:
    """On an earlier day, what was finished, paused or dropped later was still being done."""
    later = task.status in (TaskStatus.DONE, TaskStatus.PAUSED, TaskStatus.DROPPED)
    if later and standing in (Standing.OPEN, Standing.OVERDUE):
        return TaskStatus.UNDER_WAY
    return TaskStatus.PROPOSED if standing is Standing.NOT_GIVEN else task.status


def _tone(task: Task) -> str:
    return "info" if task.status in OPEN else "neutral"


def _due(task: Task, standing: Standing, day: date) -> tuple[str, str]:
    if task.deadline is None or standing not in (Standing.OPEN, Standing.OVERDUE):
        return "", ""
    days = (task.deadline - day).days
    if days < 0:
        return "bad", _("Quá hạn %(days)d ngày") % {"days": -days}
    if days == 0:
        return "warn", _("Hết hạn hôm nay")
    return ("warn", _("Còn %(days)d ngày") % {"days": days}) if days <= _SOON else ("", "")
