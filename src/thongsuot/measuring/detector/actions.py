"""Saying what one found out about a question; nothing else changes by it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.detector.models import DetectorAnswer
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.accounts.queries import belongs_to
from thongsuot.registry.units.models import Unit

_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Answering:
    """``unit_key``: whom the question is about, empty where it is about all."""

    round_key: str
    key: str
    text: str
    reason: str
    unit_key: str = ""


@dataclass(frozen=True, slots=True)
class AnswerId:
    id: int


class AnswerQuestion(Action[Answering, AnswerId]):
    """Nobody explains away a question about their own unit (§2.4)."""

    name = "measuring.anomaly.answer"
    label = gettext_lazy("Ghi giải thích về điểm bất thường")
    permission = Measuring.DETECT
    event = "measuring.anomaly.answered"
    idempotency = natural("a question of a round has one answer, the last one given")

    def scope(self, data: Answering) -> str:
        return _round(data).home.path

    def authorise(self, actor: Actor, data: Answering) -> None:
        super().authorise(actor, data)
        unit = Unit.objects.filter(key=data.unit_key).first()
        if unit is not None and belongs_to(actor, unit.path):
            raise AccessDenied(_("Người của đơn vị được hỏi không tự khép câu hỏi về đơn vị mình."))

    def check(self, actor: Actor, data: Answering) -> None:
        if len(data.reason.split()) < _LEAST_WORDS:
            raise ActionError(_("Hãy ghi bằng một câu: đã hỏi ai, xem gì và thấy thế nào."), "reason")

    def execute(self, context: Context, data: Answering) -> AnswerId:
        opened, reason = _round(data), data.reason.strip()
        kept = DetectorAnswer.objects.select_for_update().filter(round=opened, key=data.key).first()
        if kept is not None and kept.reason == reason:
            context.unchanged()
            return AnswerId(kept.pk)
        before = kept.reason if kept else None
        row, _made = DetectorAnswer.objects.update_or_create(
            round=opened,
            key=data.key,
            defaults={
                "text": data.text,
                "reason": reason,
                "answered_by_id": context.actor.id,
                "answered_at": context.effective_at,
            },
        )
        changes = {"question": (None, data.text), "answer": (before, reason)}
        context.record(Aggregate("anomaly", str(row.pk)), changes, reason=reason)
        return AnswerId(row.pk)


def _round(data: Answering) -> Round:
    return Round.objects.select_related("home").get(key=data.round_key)
