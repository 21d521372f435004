"""Figures are settled for the projector, so that what is corrected afterwards can be told apart (J4)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy

from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import repeatable
from thongsuot.steering.meetings.actions.inputs import MeetingKey, RowId
from thongsuot.steering.meetings.actions.shared import about, home_path, locked
from thongsuot.steering.meetings.models import RoomSnapshot
from thongsuot.steering.meetings.present.board import figures_of
from thongsuot.steering.permissions import Steering


class SettleFigures(Action[MeetingKey, RowId]):
    """Keeps the words and claims of the figures as they stand now."""

    name = "steering.meeting.settle_figures"
    label = gettext_lazy("Chốt số liệu trình chiếu")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.figures_settled"
    idempotency = repeatable("figures are settled again after a correction was seen")

    def scope(self, data: MeetingKey) -> str | None:
        return home_path(data.key)

    def execute(self, context: Context, data: MeetingKey) -> RowId:
        meeting = locked(data.key)
        day = timezone.localdate(context.effective_at)
        kept = RoomSnapshot.objects.create(
            meeting=meeting,
            taken_at=context.effective_at,
            figures=figures_of(context.actor, meeting.committee, day),
            taken_by_id=context.actor.id,
        )
        context.record(about(meeting), {"figures": (None, kept.figures)})
        return RowId(kept.pk)
