"""From settled scores to an approved result: whoever counts never approves (§2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing.building import build
from thongsuot.measuring.publishing.content import decimal_of
from thongsuot.measuring.publishing.gathering import rows_of
from thongsuot.measuring.publishing.models import Tally
from thongsuot.measuring.publishing.telling import RESULT_COUNTED, heads_of
from thongsuot.measuring.rounds.actions.base import of_round, round_of
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.measuring.scoring.outcomes import BadInput
from thongsuot.measuring.scoring.standings import ThresholdError
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.notifications import Note, notify

_COUNTABLE = (RoundStatus.APPRAISING, RoundStatus.EXPLAINING, RoundStatus.COUNTED)


@dataclass(frozen=True, slots=True)
class Counting:
    round_id: int


@dataclass(frozen=True, slots=True)
class Tallied:
    """``digest`` of the content that is laid before the committee head."""

    digest: str


class CountRound(Action[Counting, Tallied]):
    """Totals, percentages, ranks with ties and classes of all units, from their settled scores."""

    name = "measuring.result.count"
    label = gettext_lazy("Tổng hợp kết quả đợt chấm điểm")
    permission = Measuring.RESULT_COUNT
    event = "measuring.result.counted"
    idempotency = natural("the same settled scores give the same digest")

    def scope(self, data: Counting) -> str:
        return round_of(data.round_id).home.path

    def check(self, actor: Actor, data: Counting) -> None:
        opened = round_of(data.round_id, lock=True)
        if opened.status not in _COUNTABLE:
            state = opened.get_status_display()
            raise ActionError(_("Đợt đang ở bước «%(state)s» nên không tổng hợp lúc này.") % {"state": state})
        units = Participant.objects.filter(round=opened).select_related("unit")
        waiting = [one.unit.name for one in units if one.status != ParticipantStatus.SETTLED]
        if waiting or not units:
            raise ActionError(_waiting(waiting))

    def execute(self, context: Context, data: Counting) -> Tallied:
        opened = round_of(data.round_id)
        content = content_of(opened)
        digest = digest_of(content)
        tally = Tally.objects.filter(round=opened).first() or Tally(round=opened)
        if opened.status == RoundStatus.COUNTED and tally.digest == digest:
            context.unchanged()
            return Tallied(digest)
        changes = {"digest": (tally.digest, digest), "status": (opened.status, RoundStatus.COUNTED.value)}
        tally.digest, tally.counted_at, tally.counted_by_id = digest, context.effective_at, context.actor.id
        tally.save()
        write_back(opened, content)
        opened.status = RoundStatus.COUNTED
        opened.save(update_fields=["status"])
        context.record(of_round(opened), changes)
        text, why = _("%(title)s: chờ phê duyệt kết quả"), _("Bạn phê duyệt kết quả chấm điểm.")
        url = reverse("round-publishing", args=[opened.key])
        key = f"counted-{opened.pk}-{digest[:12]}"
        notify(heads_of(opened.home_id), Note(RESULT_COUNTED, key, text % {"title": opened.title}, why, url))
        return Tallied(digest)


def content_of(opened: Round) -> dict[str, Any]:
    """Raises ``ActionError`` where the rows cannot be counted, in the words of the arithmetic."""
    try:
        return build(rows_of(opened))
    except (BadInput, ThresholdError, ValueError) as error:
        raise ActionError(str(error)) from error


def write_back(opened: Round, content: Mapping[str, Any]) -> None:
    """The units' own rows follow the content; nothing of it is shown to anybody before the hour."""
    by_unit = {one.unit_id: one for one in Participant.objects.filter(round=opened)}
    for plain in content["units"]:
        row, totals = by_unit[plain["id"]], plain["totals"]
        row.self_total, row.appraised_total = decimal_of(totals.get("self")), decimal_of(totals.get("appraised"))
        row.final_total, row.applicable_maximum = Decimal(totals["final"]), Decimal(totals["maximum"])
        row.percent, row.class_name = decimal_of(plain.get("percent")), plain.get("class", "")
        row.rank, row.out_of, row.is_tied = plain.get("rank"), plain.get("out_of"), plain.get("tied", False)
    columns = ["self_total", "appraised_total", "final_total", "applicable_maximum", "percent", "rank", "out_of"]
    Participant.objects.bulk_update(by_unit.values(), [*columns, "is_tied", "class_name"], batch_size=1000)


def _waiting(names: list[str]) -> str:
    if not names:
        return _("Đợt chưa có đơn vị nào nên không có gì để tổng hợp.")
    shown = ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
    return _("Còn %(count)d đơn vị chưa chốt điểm: %(names)s. Chốt xong mới tổng hợp được.") % {
        "count": len(names),
        "names": shown,
    }


@dataclass(frozen=True, slots=True)
class Approving:
    """``digest`` is of the content that was looked at: what was recounted meanwhile is not approved unseen."""

    round_id: int
    digest: str


class ApproveRound(Action[Approving, Tallied]):
    name = "measuring.result.approve"
    label = gettext_lazy("Phê duyệt kết quả chấm điểm")
    permission = Measuring.RESULT_APPROVE
    event = "measuring.result.approved"
    idempotency = natural("an approved round stays approved")

    def scope(self, data: Approving) -> str:
        return round_of(data.round_id).home.path

    def authorise(self, actor: Actor, data: Approving) -> None:
        super().authorise(actor, data)
        tally = Tally.objects.filter(round=data.round_id).first()
        if tally is not None and actor.id is not None and tally.counted_by_id == actor.id:
            raise AccessDenied(_("Người tổng hợp kết quả không tự phê duyệt. Hãy trình Trưởng Ban Chỉ đạo."))

    def check(self, actor: Actor, data: Approving) -> None:
        opened = round_of(data.round_id, lock=True)
        if opened.status in (RoundStatus.APPROVED, RoundStatus.PUBLISHED):
            return
        if opened.status != RoundStatus.COUNTED:
            raise ActionError(_("Đợt chưa được tổng hợp nên chưa có kết quả để phê duyệt."))
        if data.digest != tallied(opened).digest:
            raise ActionError(_("Kết quả đã được tổng hợp lại sau khi bạn mở trang. Hãy xem lại rồi phê duyệt."))
        still_the_same(opened)

    def execute(self, context: Context, data: Approving) -> Tallied:
        opened = round_of(data.round_id)
        digest = tallied(opened).digest
        if opened.status != RoundStatus.COUNTED:
            context.unchanged()
            return Tallied(digest)
        changes = {"status": (opened.status, RoundStatus.APPROVED.value), "digest": (None, digest)}
        opened.status, opened.approved_at = RoundStatus.APPROVED, context.effective_at
        opened.approved_by_id = context.actor.id
        opened.save(update_fields=["status", "approved_at", "approved_by"])
        context.record(of_round(opened), changes)
        return Tallied(digest)


def tallied(opened: Round) -> Tally:
    found = Tally.objects.filter(round=opened).first()
    if found is None:
        raise ActionError(_("Đợt chưa được tổng hợp nên chưa có kết quả để phê duyệt."))
    return found


def still_the_same(opened: Round) -> dict[str, Any]:
    """The content, unless a score moved after it was counted: then it has to be counted again."""
    content = content_of(opened)
    if digest_of(content) != tallied(opened).digest:
        raise ActionError(_("Có điểm đã đổi sau khi tổng hợp. Hãy tổng hợp lại rồi phê duyệt."))
    return content
