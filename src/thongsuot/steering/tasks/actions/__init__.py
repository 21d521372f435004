"""Every change of a task. Who may, what it leaves behind and what a repeat does stands at each class."""

from thongsuot.steering.tasks.actions.assigning import AssignTask
from thongsuot.steering.tasks.actions.creating import CreateTask
from thongsuot.steering.tasks.actions.doing import ReceiveTask, ReportProgress, SubmitTask
from thongsuot.steering.tasks.actions.editing import EditTask
from thongsuot.steering.tasks.actions.extending import AskExtension, DecideExtension
from thongsuot.steering.tasks.actions.handing import HandOverTask
from thongsuot.steering.tasks.actions.inputs import (
    Assignment,
    Edits,
    ExtensionAnswer,
    ExtensionId,
    ExtensionRequest,
    NewTask,
    OnDay,
    Passing,
    ProgressReport,
    Proof,
    Reasoned,
    Submission,
    TaskId,
)
from thongsuot.steering.tasks.actions.judging import AcceptTask, ReturnTask
from thongsuot.steering.tasks.actions.stopping import DropTask, PauseTask, ResumeTask

__all__ = [
    "AcceptTask",
    "AskExtension",
    "AssignTask",
    "Assignment",
    "CreateTask",
    "DecideExtension",
    "DropTask",
    "EditTask",
    "Edits",
    "ExtensionAnswer",
    "ExtensionId",
    "ExtensionRequest",
    "HandOverTask",
    "NewTask",
    "OnDay",
    "Passing",
    "PauseTask",
    "ProgressReport",
    "Proof",
    "Reasoned",
    "ReceiveTask",
    "ReportProgress",
    "ResumeTask",
    "ReturnTask",
    "Submission",
    "SubmitTask",
    "TaskId",
]
