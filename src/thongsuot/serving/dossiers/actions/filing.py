"""A dossier begins: filed online by the citizen, or taken in at the desk and received at once."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import Action, ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.errors import FieldError
from thongsuot.platform.actions.policy import KEYED
from thongsuot.platform.files.models import StoredFile
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.actions.base import Done
from thongsuot.serving.dossiers.actions.receiving import receive
from thongsuot.serving.dossiers.choices import ApplicantKind, ChannelChoice, Mode
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.creating import create_dossier
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.domain.newdossier import NewDossier
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.models import Procedure


class _Beginning(Action[NewDossier, Done]):
    def scope(self, data: NewDossier) -> str | None:
        return unit(data.receiving_unit, "receiving_unit").path

    def check(self, actor: Actor, data: NewDossier) -> None:
        found = _faults(data)
        if found:
            raise ActionError.of(found)


class FileDossier(_Beginning):
    """Waits for the desk to receive it; the citizen files, or staff on their behalf (counted apart, I06)."""

    name = "serving.dossier.file"
    label = gettext_lazy("Nộp hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.filed"
    idempotency = KEYED

    def authorise(self, actor: Actor, data: NewDossier) -> None:
        if not isinstance(actor, CitizenActor):
            super().authorise(actor, data)
        elif data.mode == Mode.OFFICER:
            raise AccessDenied(_("Chỉ cán bộ đăng nhập mới nộp thay được."))

    def execute(self, context: Context, data: NewDossier) -> Done:
        return Done(begin(context, data).code)


class TakeInDossier(_Beginning):
    """At the desk: filed and received in one go; the receiver never decides later."""

    name = "serving.dossier.take_in"
    label = gettext_lazy("Tiếp nhận hồ sơ tại quầy")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.received"
    idempotency = KEYED

    def execute(self, context: Context, data: NewDossier) -> Done:
        dossier = begin(context, data)
        receive(context, dossier)
        return Done(dossier.code)


def begin(context: Context, data: NewDossier, parent: Dossier | None = None) -> Dossier:
    """The rows and FILED; shared by every way a dossier begins."""
    day = local(context.effective_at).date()
    dossier = create_dossier(data, day, context.effective_at, parent)
    return happen(
        context,
        dossier,
        Kind.FILED,
        channel=data.channel,
        mode=data.mode,
        receiving_unit=dossier.receiving_unit_id,
        competent_unit=dossier.competent_unit_id,
        payment=dossier.payment,
        fee=dossier.fee,
    )


def unit(key: str, field: str) -> Unit:
    """Raises ``ActionError`` on the field."""
    found = Unit.objects.filter(key=key).first()
    if found is None:
        raise ActionError(_("Không có đơn vị «%(key)s».") % {"key": key}, field)
    return found


def _faults(data: NewDossier) -> list[FieldError]:
    faults = []
    if not data.applicant_name.strip():
        faults.append(FieldError(_("Hãy ghi họ tên hoặc tên của chủ hồ sơ."), "applicant_name"))
    if not Procedure.objects.filter(code=data.procedure_code).exists():
        faults.append(FieldError(_("Không có thủ tục mang mã này."), "procedure_code"))
    closed = (("channel", ChannelChoice), ("mode", Mode), ("applicant_kind", ApplicantKind))
    faults += [
        FieldError(_("Giá trị này không có trong danh mục."), name)
        for name, choices in closed
        if getattr(data, name) not in choices.values
    ]
    files = {part.file_id for part in data.parts if part.file_id is not None}
    if files and StoredFile.objects.filter(pk__in=files, is_sealed=True).count() != len(files):
        faults.append(FieldError(_("Có giấy tờ chưa tải lên trọn vẹn. Hãy tải lại rồi nộp."), "parts"))
    if data.mode == Mode.ASSISTED and not data.helped_by.strip():
        faults.append(FieldError(_("Hãy ghi tên người hỗ trợ nộp."), "helped_by"))
    return faults
