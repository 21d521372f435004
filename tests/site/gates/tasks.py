"""Tasks: seen by whom they concern, changed by whose duty it is."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from thongsuot.platform.files.domain import TEXT
from thongsuot.platform.files.store import put
from thongsuot.platform.jobs.models import JobRun
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.documents.models import Document
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.models import Task, TaskEvidence

_OFFICE = "so-noi-vu--lang-son"  # where the demo's focal officer and head work
_DEPARTMENT = {Role.UNIT_FOCAL, Role.UNIT_HEAD}


def _seen(role: Role | None) -> set[int]:
    """The lead's people and whoever reads in the province; to all others the task does not exist."""
    if role is None:
        return {302}
    return {200, 302} if Steering.READ in GRANTS[role] else {404}


def _edited(role: Role | None) -> set[int]:
    """By the giver's staff: the head of the office that carries it out sees it and may not."""
    if role is None or Steering.READ not in GRANTS[role]:
        return _seen(role)
    return {200} if Steering.TASK_ASSIGN in GRANTS[role] and role not in _DEPARTMENT else {403}


def _made(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if {Steering.TASK_PROPOSE, Steering.TASK_ASSIGN} & GRANTS[role] else {403}


def _nobodys(role: Role | None) -> set[int]:
    return {302} if role is None else {404}


GATES = {
    "tasks": Steering.READ,
    "task-new": _made,
    "tasks-bulk": Steering.READ,
    "tasks-export": Steering.READ,
    "tasks-export-file": _nobodys,
    "task": _seen,
    "task-edit": _edited,
    "task-evidence": _seen,
    "task-move": _seen,
    "give-directives": Steering.TASK_ASSIGN,
}
POSTED = {"tasks-bulk"}


def _task() -> Task:
    found = Task.objects.filter(lead__key=_OFFICE, home__key="tinh-lang-son").exclude(status__in=("done", "dropped"))
    return found.order_by("pk")[0]


def _proof() -> list[object]:
    task, stored = _task(), put([b"Minh chung"], "minh-chung.txt", accepted=(TEXT,))
    row = TaskEvidence.objects.create(task=task, note="x", file_digest=stored.digest, file_name=stored.name)
    return [task.pk, row.pk]


def _somebodys_export() -> JobRun:
    return JobRun.objects.create(
        name="steering.tasks.export",
        title="x",
        parameters={},
        requester_id=0,
        requester_name="",
        created_at=timezone.now(),
    )


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {
        "task": lambda: [_task().pk],
        "task-edit": lambda: [_task().pk],
        "task-evidence": _proof,
        "task-move": lambda: [_task().pk, "tien-do"],
        "tasks-export-file": lambda: [_somebodys_export().pk],
        "give-directives": lambda: [Document.objects.filter(is_public=True, unit__key="tinh-lang-son")[0].key],
    }
