"""What a counter has and lacks, noted by whoever works at it (I12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.serving.desk.actions.reconciling import unit_of
from thongsuot.serving.desk.models import DeskReadiness
from thongsuot.serving.desk.rules import desk_rules
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class Seen:
    """``has``: codes of the facilities that are there and work; the rest of the checklist is lacking."""

    unit_id: int
    counter: str
    day: date
    has: tuple[str, ...]
    note: str = ""


class NoteReadiness(Action[Seen, None]):
    name = "serving.desk.note_readiness"
    label = gettext_lazy("Rà soát quầy")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.desk.readiness_noted"
    idempotency = natural("a counter has one checklist a day")

    def scope(self, data: Seen) -> str:
        return unit_of(data.unit_id).path

    def check(self, actor: Actor, data: Seen) -> None:
        if not data.counter.strip():
            raise ActionError(_("Hãy ghi tên quầy, ví dụ «Quầy số 1»."), "counter")

    def execute(self, context: Context, data: Seen) -> None:
        items = {one.code: one.code in data.has for one in desk_rules(data.day).facilities}
        place = {"unit_id": data.unit_id, "counter": data.counter.strip(), "day": data.day}
        known = DeskReadiness.objects.filter(**place).first()
        if known and (known.items, known.note) == (items, data.note):
            context.unchanged()
            return
        written = {"items": items, "note": data.note, "noted_by_id": context.actor.id}
        row, _made = DeskReadiness.objects.update_or_create(**place, defaults=written)
        before = known.items if known else None
        context.record(Aggregate("desk_counter", str(row.pk)), {"items": (before, items)})
