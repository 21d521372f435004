"""Long work on many dossiers: read all open clocks anew; tell who waits for an opinion that is late."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.jobs import Outcome, Progress, enqueue, job
from thongsuot.platform.notifications import Note, notify
from thongsuot.platform.outbox import Delivery, handler
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.clock.models import OfficeClosure
from thongsuot.serving.dossiers.actions.replaying import ReplayDossier, Replaying
from thongsuot.serving.dossiers.models import Dossier, Opinion
from thongsuot.serving.dossiers.writing import differences

OPINION_LATE = "serving.opinion.late"
FOLLOW_CLOSURE = "serving.dossiers.follow_closure"
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class ReplayInput:
    """``unit_path``: of the offices whose calendar changed, "" all; ``reason`` goes into each event."""

    reason: str
    unit_path: str = ""


@job("serving.dossiers.replay", "Tính lại ngày hẹn trả của hồ sơ chưa xong")
def replay_dossiers(progress: Progress, data: ReplayInput) -> Outcome:
    """Open dossiers alone: what is finished was judged by the calendar of its day."""
    rows = Dossier.objects.filter(received_at__isnull=False, finished_at__isnull=True, closed_at__isnull=True)
    if data.unit_path:
        rows = rows.filter(competent_unit__path__startswith=data.unit_path)
    moved, after = int(progress.checkpoint.get("moved", 0)), int(progress.checkpoint.get("after", 0))
    while chunk := list(rows.filter(pk__gt=after).order_by("pk")[:_CHUNK]):
        with transaction.atomic():
            moved += sum(_replay(one, data.reason) for one in chunk)
            after = chunk[-1].pk
            progress.save({"after": after, "moved": moved}, done=len(chunk))
    return Outcome(_("Đã tính lại; %(count)s hồ sơ có ngày hẹn thay đổi.") % {"count": moved})


@handler(FOLLOW_CLOSURE)
def follow_closure(delivery: Delivery) -> None:
    """An office wrote or withdrew a day of its own: the clocks it stops are read anew in the background."""
    closure = OfficeClosure.objects.select_related("unit").get(pk=int(delivery.payload["aggregate_id"]))
    reason = f"{delivery.payload['reason']} ({closure.reference})"
    enqueue(replay_dossiers, SYSTEM, ReplayInput(reason, closure.unit.path))


def _replay(dossier: Dossier, reason: str) -> bool:
    if not differences(dossier):
        return False
    ReplayDossier.run(SYSTEM, Replaying(dossier.code, reason))
    return True


def tell_late_opinions() -> int:
    """Đ19.5 NĐ 61: who asked, and the one-stop office, learn that an answer is late; each opinion once."""
    now = timezone.now()
    late = Opinion.objects.filter(given_at__isnull=True, told_late_at__isnull=True, due_at__lt=now)
    count = 0
    for one in late.select_related("dossier__receiving_unit", "unit").order_by("pk")[:500]:
        with transaction.atomic():
            notify(_concerned(one), _note(one))
            count += Opinion.objects.filter(pk=one.pk, told_late_at__isnull=True).update(told_late_at=now)
    return count


def _concerned(opinion: Opinion) -> list[int]:
    office = Account.objects.filter(
        grants__role=Role.ONE_STOP, grants__unit=opinion.dossier.receiving_unit, is_active=True
    ).values_list("pk", flat=True)
    return [*office, *([opinion.asked_by_id] if opinion.asked_by_id else [])]


def _note(opinion: Opinion) -> Note:
    told = {"code": opinion.dossier.code, "unit": opinion.unit.short_name, "due": format_moment(opinion.due_at)}
    return Note(
        kind=OPINION_LATE,
        key=f"opinion-late:{opinion.pk}",
        text=_("Quá hạn trả lời ý kiến: %(unit)s chưa trả lời về hồ sơ %(code)s (hạn %(due)s).") % told,
        why=_("bạn đang theo dõi hồ sơ này"),
        url=f"/lam-viec/ho-so/{opinion.dossier.code}",
    )
