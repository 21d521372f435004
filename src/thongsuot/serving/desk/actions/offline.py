"""A reception that was written without a network becomes a dossier, once (J7: «offline reception with later sync»)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import KEYED, Action, ActionError, Aggregate, ConflictError, Context
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.serving.desk.actions.reconciling import unit_of
from thongsuot.serving.desk.choices import OfflineState
from thongsuot.serving.desk.domain.offline import Envelope, Known, Verdict, verdict, version_conflict
from thongsuot.serving.desk.models import OfflineReception
from thongsuot.serving.desk.receiving import Given, new_dossier
from thongsuot.serving.dossiers.actions.filing import begin
from thongsuot.serving.dossiers.actions.receiving import receive
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.models import Procedure
from thongsuot.serving.procedures.versions import NoVersion, content_of, version_on


@dataclass(frozen=True, slots=True)
class OfflineGiven:
    """``key``: the browser's, one for each reception; also the idempotency key. ``version``: number in the kit.

    ``typed``: the fields of the form by name; ``brought``: codes of the papers that were there.
    """

    key: str
    slip: str
    unit_id: int
    procedure: str
    version: int
    written_at: datetime
    typed: dict[str, str]
    brought: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfflineDone:
    """``conflict``: what a person must be told; empty when nothing changed meanwhile."""

    code: str
    due_at: datetime | None
    conflict: str


class ReceiveOffline(Action[OfflineGiven, OfflineDone]):
    """Run with ``effective_at`` = the moment of reception: the clock starts then, not when the network came back."""

    name = "serving.desk.receive_offline"
    label = gettext_lazy("Tiếp nhận hồ sơ khi mất mạng")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.desk.received_offline"
    idempotency = KEYED

    def scope(self, data: OfflineGiven) -> str:
        return unit_of(data.unit_id).path

    def check(self, actor: Actor, data: OfflineGiven) -> None:
        found = verdict(envelope_of(data), _known(data), timezone.now())
        if found is Verdict.CHANGED:
            raise ConflictError(_("Lần tiếp nhận này đã gửi với nội dung khác. Hãy mở hồ sơ đã có để sửa."))
        if found is Verdict.CLOCK_AHEAD:
            raise ActionError(_("Đồng hồ của máy chạy nhanh. Hãy chỉnh giờ rồi tiếp nhận lại hồ sơ này."))
        if found is Verdict.TOO_OLD:
            raise ActionError(_("Đã quá bảy ngày từ lúc tiếp nhận. Hãy nhập lại tại quầy và báo lãnh đạo đơn vị."))
        if not data.typed.get("applicant_name", "").strip():
            raise ActionError(_("Thiếu họ tên chủ hồ sơ."), "applicant_name")
        if not Procedure.objects.filter(code=data.procedure).exists():
            raise ActionError(_("Thủ tục này không còn. Hãy tiếp nhận lại tại quầy."), "procedure")

    def execute(self, context: Context, data: OfflineGiven) -> OfflineDone:
        known = OfflineReception.objects.select_related("dossier").filter(key=data.key).first()
        if known is not None:
            context.unchanged()
            return OfflineDone(known.dossier.code, known.dossier.due_at, known.conflict)
        procedure = Procedure.objects.get(code=data.procedure)
        held = version_on(procedure, local(data.written_at).date())
        components = content_of(held).components
        brought = tuple(one for one in components if one.code in data.brought)
        given = Given(data.procedure, unit_of(data.unit_id), data.typed, brought)
        dossier = begin(context, new_dossier(context.actor, given))
        receive(context, dossier)
        conflict = version_conflict(envelope_of(data), held.number, _today(procedure, held.number))
        _write(context, data, dossier, conflict)
        dossier.refresh_from_db(fields=["due_at"])
        return OfflineDone(dossier.code, dossier.due_at, conflict)


def envelope_of(data: OfflineGiven) -> Envelope:
    fields = {**data.typed, "brought": " ".join(sorted(data.brought))}
    return Envelope(data.key, data.slip, data.procedure, data.version, data.written_at, fields)


def _known(data: OfflineGiven) -> Known | None:
    """By fingerprint: the words themselves are not kept twice."""
    row = OfflineReception.objects.select_related("dossier").filter(key=data.key).first()
    if row is None:
        return None
    envelope = envelope_of(data)
    return Known(envelope.digest if row.print == print_of(envelope) else "", row.dossier.code)


def print_of(envelope: Envelope) -> str:
    return fingerprint("offline", envelope.digest)


def _today(procedure: Procedure, held: int) -> int:
    """The version in force now; 0 where the procedure was repealed since."""
    try:
        return version_on(procedure, local(timezone.now()).date()).number
    except NoVersion:
        return 0


def _write(context: Context, data: OfflineGiven, dossier: Dossier, conflict: str) -> None:
    OfflineReception.objects.create(
        key=UUID(data.key),
        slip=data.slip,
        unit_id=data.unit_id,
        account_id=context.actor.id,
        dossier=dossier,
        print=print_of(envelope_of(data)),
        state=OfflineState.CONFLICT if conflict else OfflineState.WRITTEN,
        conflict=conflict,
        written_at=data.written_at,
        synced_at=context.now,
    )
    about = Aggregate("dossier_offline", data.key)
    context.record(about, {"dossier": (None, dossier.code), "slip": (None, data.slip)})
