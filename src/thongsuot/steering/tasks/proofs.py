"""What the doer lays on the table: reports of progress with their proofs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from thongsuot.platform.actions import Context
from thongsuot.steering.tasks.actions.inputs import Proof
from thongsuot.steering.tasks.models import Task, TaskEvidence, TaskUpdate


def write_update(
    context: Context, task: Task, text: str, percent: int | None = None, quantity_done: Decimal | None = None
) -> TaskUpdate:
    """What was said, by whom in which position, on the day it took effect."""
    actor = context.actor
    return TaskUpdate.objects.create(
        task=task,
        text=text,
        percent=percent,
        quantity_done=quantity_done,
        by_id=actor.id,
        by_text=", ".join(part for part in (actor.display_name, actor.position_name) if part),
        at=context.effective_at,
    )


def keep_proofs(task: Task, update: TaskUpdate | None, proofs: Iterable[Proof]) -> int:
    """How many were kept."""
    rows = [
        TaskEvidence(
            task=task,
            update=update,
            note=(proof.note or proof.file_name)[:255],
            file_digest=proof.file_digest,
            file_name=proof.file_name[:255],
            claim_id=proof.claim_id,
            document_id=proof.document_id,
        )
        for proof in proofs
    ]
    return len(TaskEvidence.objects.bulk_create(rows))
