"""Announcing a version from a day on, ending a procedure, moving it to another level (H03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError, Context, FieldError, natural
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.actions.base import OnProcedure, VersionNumber, draft_of, locked, record
from thongsuot.serving.procedures.checking import faults_of
from thongsuot.serving.procedures.domain.content import Level
from thongsuot.serving.procedures.domain.plain import content_from, digest_of
from thongsuot.serving.procedures.models import Procedure, ProcedureCompetence, ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.searching import index_procedure


@dataclass(frozen=True, slots=True)
class Publishing:
    """``revision`` is the one read through; ``instrument``: the decision that announces it."""

    code: str
    number: int
    revision: int
    valid_from: date
    instrument: str
    announced_on: date


class PublishVersion(OnProcedure[Publishing, VersionNumber]):
    """The version before it ends on the day this one begins. Dossiers received keep the version of their day."""

    name = "serving.procedure.publish"
    label = gettext_lazy("Công bố phiên bản thủ tục")
    permission = Serving.PROCEDURE_PUBLISH
    event = "serving.procedure.published"
    idempotency = natural("an announced version is no draft any more")

    def check(self, actor: Actor, data: Publishing) -> None:
        if not data.instrument.strip():
            raise ActionError(_("Hãy ghi số, ngày quyết định công bố."), "instrument")
        if data.announced_on > data.valid_from:
            raise ActionError(_("Ngày công bố phải trước hoặc trùng ngày áp dụng."), "announced_on")

    def execute(self, context: Context, data: Publishing) -> VersionNumber:
        procedure = locked(data.code)
        draft = draft_of(procedure, data.number)
        if draft.revision != data.revision:
            raise ConflictError(_("Phiên bản vừa được sửa thêm. Hãy xem lại rồi công bố."))
        if data.valid_from < timezone.localdate(context.effective_at):
            raise ActionError(
                _("Ngày áp dụng không thể ở trước ngày công bố trên hệ thống: hồ sơ đã nhận giữ quy định của ngày đó."),
                "valid_from",
            )
        content = content_from(draft.content)
        found = [FieldError(one.message) for one in faults_of(content, data.valid_from)]
        if found:
            raise ActionError.of(found)
        ended = _end_before(procedure, data.valid_from)
        draft.status, draft.digest = VersionStatus.PUBLISHED.value, digest_of(content)
        draft.valid_from, draft.instrument = data.valid_from, data.instrument.strip()
        draft.announced_on, draft.published_at = data.announced_on, context.now
        draft.save()
        index_procedure(procedure)
        changes = {"version": (ended.number if ended else None, draft.number)}
        record(context, procedure, {**changes, "valid_from": (None, data.valid_from.isoformat())})
        return VersionNumber(data.code, draft.number)


def _end_before(procedure: Procedure, day: date) -> ProcedureVersion | None:
    """The version in force ends on ``day``. Raises ``ActionError`` when another already begins then or later."""
    announced = procedure.versions.exclude(status=VersionStatus.DRAFT)
    later = announced.filter(valid_from__gte=day).order_by("valid_from").first()
    if later is not None:
        raise ActionError(
            _("Đã có phiên bản %(number)s áp dụng từ %(day)s. Hãy chọn ngày sau đó.")
            % {"number": later.number, "day": format_date(later.valid_from)},
            "valid_from",
        )
    current: ProcedureVersion | None = announced.filter(valid_to__isnull=True).first()
    if current is not None:
        current.valid_to = day
        current.save(update_fields=["valid_to"])
    return current


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """``from_day``: the first day on which it is not carried out any more."""

    code: str
    from_day: date
    instrument: str
    reason: str


class WithdrawProcedure(OnProcedure[Withdrawing, None]):
    """Abolished; its versions stay to be read, dossiers already received are finished by them."""

    name = "serving.procedure.withdraw"
    label = gettext_lazy("Bãi bỏ thủ tục")
    permission = Serving.PROCEDURE_PUBLISH
    event = "serving.procedure.withdrawn"
    idempotency = natural("a procedure without a version in force has nothing to withdraw")

    def check(self, actor: Actor, data: Withdrawing) -> None:
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do bãi bỏ."), "reason")
        if not data.instrument.strip():
            raise ActionError(_("Hãy ghi số, ngày quyết định bãi bỏ."), "instrument")

    def execute(self, context: Context, data: Withdrawing) -> None:
        procedure = locked(data.code)
        current = procedure.versions.filter(status=VersionStatus.PUBLISHED, valid_to__isnull=True).first()
        if current is None:
            context.unchanged()
            return
        if data.from_day <= current.valid_from or data.from_day < timezone.localdate(context.effective_at):
            raise ActionError(
                _("Ngày bãi bỏ phải sau ngày %(day)s phiên bản này áp dụng, và không ở trong quá khứ.")
                % {"day": format_date(current.valid_from)},
                "from_day",
            )
        current.status, current.valid_to = VersionStatus.WITHDRAWN.value, data.from_day
        current.save(update_fields=["status", "valid_to"])
        index_procedure(procedure)
        changes = {"valid_to": (None, data.from_day.isoformat()), "instrument": (None, data.instrument.strip())}
        record(context, procedure, changes, data.reason.strip())


@dataclass(frozen=True, slots=True)
class Delegating:
    code: str
    level: str
    from_day: date
    instrument: str


class DelegateProcedure(OnProcedure[Delegating, None]):
    """Another level decides from a day on; before that day the office is the one it was (H03)."""

    name = "serving.procedure.delegate"
    label = gettext_lazy("Phân cấp thẩm quyền giải quyết")
    permission = Serving.PROCEDURE_PUBLISH
    event = "serving.procedure.delegated"
    idempotency = natural("the same level from the same day changes nothing")

    def check(self, actor: Actor, data: Delegating) -> None:
        if data.level not in list(Level):
            raise ActionError(_("Hãy chọn cấp giải quyết trong danh sách."), "level")
        if not data.instrument.strip():
            raise ActionError(_("Hãy ghi văn bản phân cấp: số, ngày, cơ quan ban hành."), "instrument")

    def execute(self, context: Context, data: Delegating) -> None:
        procedure = locked(data.code)
        last: ProcedureCompetence | None = procedure.competences.order_by("-valid_from").first()
        if last and (last.level, last.valid_from) == (data.level, data.from_day):
            context.unchanged()
            return
        if last and last.valid_from >= data.from_day:
            raise ActionError(
                _("Đã có phân cấp từ %(day)s. Hãy chọn ngày sau đó.") % {"day": format_date(last.valid_from)},
                "from_day",
            )
        if last and last.valid_to is None:
            last.valid_to = data.from_day
            last.save(update_fields=["valid_to"])
        ProcedureCompetence.objects.create(
            procedure=procedure, level=data.level, valid_from=data.from_day, instrument=data.instrument.strip()
        )
        changes = {"level": (last.level if last else None, data.level)}
        record(context, procedure, {**changes, "valid_from": (None, data.from_day.isoformat())})
