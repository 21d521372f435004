"""Scans: put beside a paper of the dossier, read by a job, looked at by a person, taken as the electronic paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, ConflictError, natural
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import KEYED
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.digitising.intake import KINDS, LIMIT, ScanRefused, look_at
from thongsuot.serving.digitising.models import Scan, ScanState
from thongsuot.serving.dossiers.actions.base import Done, DossierAction, row
from thongsuot.serving.dossiers.choices import PartKind, PartSource, PartState
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier, DossierPart
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.versions import content_of

__all__ = ["KINDS", "LIMIT", "AcceptScan", "Accepting", "RejectScan", "Rejecting", "ScanPart", "Scanned", "Scanning"]
_RIGHTS = tuple((Serving.PART_SCAN, place) for place in ("holder_unit", "receiving_unit", "competent_unit"))


@dataclass(frozen=True, slots=True)
class Scanning:
    """``part``: number of the paper scanned, or 0 with the code of the ``component`` it is; ``file_id`` sealed."""

    code: str
    file_id: int
    part: int = 0
    component: str = ""


@dataclass(frozen=True, slots=True)
class Scanned(Done):
    scan_id: int


class ScanPart(DossierAction[Scanning]):
    """The scan is kept beside its paper at once; reading it is work for later. Bad files are refused here."""

    name = "serving.dossier.scan_part"
    label = gettext_lazy("Quét giấy tờ")
    permission = Serving.PART_SCAN
    event = "serving.dossier.part_added"
    idempotency = KEYED
    rights = _RIGHTS

    def inspect(self, actor: Actor, data: Scanning, dossier: Dossier) -> None:
        stored = StoredFile.objects.filter(pk=data.file_id, is_sealed=True).first()
        if stored is None:
            raise ActionError(_("Tệp quét chưa tải lên trọn vẹn. Hãy tải lại."), "file")
        try:
            with open_file(stored) as stream:
                look_at(stream.read(), stored.media_type)
        except ScanRefused as error:
            raise ActionError(str(error), "file") from error

    def execute(self, context: Context, data: Scanning) -> Scanned:
        dossier = row(data.code)
        part = _part(dossier, data)
        scan = Scan.objects.create(
            part=part,
            original_id=data.file_id,
            scanned_by=context.actor if isinstance(context.actor, Account) else None,
            scanned_at=context.effective_at,
        )
        happen(context, dossier, Kind.PART_ADDED, component=part.component, source=PartSource.SCANNED.value)
        return Scanned(dossier.code, scan.pk)


def _part(dossier: Dossier, data: Scanning) -> DossierPart:
    """The paper that was scanned: its file is the scan until a better one is accepted."""
    if data.part:
        part = dossier.parts.select_for_update().filter(pk=data.part).first()
        if part is None:
            raise ActionError(_("Hồ sơ không có giấy tờ này."), "part")
        if part.is_digitised:
            raise ConflictError(_("Giấy tờ này đã số hóa rồi."))
    else:
        names = {one.code: one.name for one in content_of(dossier.version).components}
        if data.component not in names:
            raise ActionError(_("Hãy chọn giấy tờ của hồ sơ."), "component")
        part = DossierPart(dossier=dossier, component=data.component, name=names[data.component])
    part.source, part.kind, part.file_id = PartSource.SCANNED, PartKind.COPY, data.file_id
    part.save()
    return part


@dataclass(frozen=True, slots=True)
class Accepting:
    scan_id: int


class ScanAction(Action[Accepting, Scanned]):
    """What is done to a scan that waits for a person."""

    permission = Serving.PART_SCAN

    def scope(self, data: Accepting) -> str | None:
        return str(_scan(data.scan_id).part.dossier.holder_unit.path)

    def authorise(self, actor: Actor, data: Accepting) -> None:
        dossier = _scan(data.scan_id).part.dossier
        units = (dossier.holder_unit, dossier.receiving_unit, dossier.competent_unit)
        if not any(actor.can(self.permission, unit.path) for unit in units):
            super().authorise(actor, data)


class AcceptScan(ScanAction):
    """A person has compared: the paper is electronic from now on, good and digitised."""

    name = "serving.dossier.accept_scan"
    label = gettext_lazy("Nhận bản số hóa")
    event = "serving.dossier.part_checked"
    idempotency = natural("an accepted scan stays accepted")

    def execute(self, context: Context, data: Accepting) -> Scanned:
        scan = _held(data.scan_id)
        dossier = scan.part.dossier
        if scan.state == ScanState.ACCEPTED:
            context.unchanged()
            return Scanned(dossier.code, scan.pk)
        if scan.state != ScanState.CHECK or scan.archive is None:
            raise ActionError(_("Bản quét này chưa đọc xong nên chưa nhận được."))
        part = scan.part
        part.file, part.is_digitised, part.state = scan.archive, True, PartState.GOOD
        part.kind = PartKind.ELECTRONIC
        part.save(update_fields=["file", "is_digitised", "state", "kind"])
        _decide(scan, ScanState.ACCEPTED, context)
        happen(context, dossier, Kind.PART_CHECKED, component=part.component, state=part.state, digitised=True)
        return Scanned(dossier.code, scan.pk)


@dataclass(frozen=True, slots=True)
class Rejecting(Accepting):
    reason: str = ""


class RejectScan(ScanAction):
    """Blurred, cut off, the wrong paper: it has to be scanned again; the scan stays where it is."""

    name = "serving.dossier.reject_scan"
    label = gettext_lazy("Yêu cầu quét lại")
    event = "serving.dossier.part_checked"
    idempotency = natural("a rejected scan stays rejected")

    def execute(self, context: Context, data: Rejecting) -> Scanned:  # type: ignore[override]
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi vì sao phải quét lại."), "reason")
        scan = _held(data.scan_id)
        dossier = scan.part.dossier
        if scan.state == ScanState.REJECTED:
            context.unchanged()
            return Scanned(dossier.code, scan.pk)
        if scan.state == ScanState.ACCEPTED:
            raise ConflictError(_("Bản quét này đã được nhận."))
        scan.problem = data.reason.strip()[:500]
        _decide(scan, ScanState.REJECTED, context)
        happen(context, dossier, Kind.PART_CHECKED, component=scan.part.component, digitised=False)
        return Scanned(dossier.code, scan.pk)


def _scan(scan_id: int) -> Scan:
    units = ("holder_unit", "receiving_unit", "competent_unit")
    related = [f"part__dossier__{one}" for one in units]
    scan = Scan.objects.select_related("archive", *related).filter(pk=scan_id).first()
    if scan is None:
        raise ActionError(_("Không có bản quét này."))
    return scan


def _held(scan_id: int) -> Scan:
    Scan.objects.select_for_update().filter(pk=scan_id).first()
    return _scan(scan_id)


def _decide(scan: Scan, state: ScanState, context: Context) -> None:
    scan.state = state
    scan.checked_by = context.actor if isinstance(context.actor, Account) else None
    scan.checked_at = timezone.now()
    scan.save(update_fields=["state", "problem", "checked_by", "checked_at"])
