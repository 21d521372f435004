"""Every change of a task. Who may, what it leaves behind and what a repeat does stands at each class."""

from thongsuot.steering.tasks.actions.assigning import AssignTask
from thongsuot.steering.tasks.actions.consulting import ConsultHead
from thongsuot.steering.tasks.actions.creating import CreateTask
from thongsuot.steering.tasks.actions.doing import ReceiveTask, ReportProgress, SubmitTask
from thongsuot.steering.tasks.actions.editing import EditTask
from thongsuot.steering.tasks.actions.extending import AskExtension, DecideExtension
from thongsuot.steering.tasks.actions.giving import GiveDirectives
from thongsuot.steering.tasks.actions.handing import HandOverTask
from thongsuot.steering.tasks.actions.inputs import (
    Assignment,
    Choice,
    Edits,
    ExtensionAnswer,
    ExtensionId,
    ExtensionRequest,
    Given,
    Giving,
    Handling,
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
    "Choice",
    "ConsultHead",
    "CreateTask",
    "DecideExtension",
    "DropTask",
    "EditTask",
    "Edits",
    "ExtensionAnswer",
    "ExtensionId",
    "ExtensionRequest",
    "GiveDirectives",
    "Given",
    "Giving",
    "HandOverTask",
    "Handling",
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
