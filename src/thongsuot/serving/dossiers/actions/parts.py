"""Papers of the dossier: added, checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.files.models import StoredFile
from thongsuot.serving.dossiers.actions.base import DossierAction, need
from thongsuot.serving.dossiers.choices import PartState
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.domain.newdossier import NewPart
from thongsuot.serving.dossiers.models import Dossier, DossierPart
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class AddingPart:
    code: str
    part: NewPart


class AddPart(DossierAction[AddingPart]):
    """A paper joins the dossier; its file is kept sealed."""

    name = "serving.dossier.add_part"
    label = gettext_lazy("Thêm giấy tờ vào hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.part_added"
    idempotency = KEYED
    rights = (
        (Serving.DOSSIER_RECEIVE, "receiving_unit"),
        (Serving.DOSSIER_PROCESS, "holder_unit"),
        (Serving.PART_SCAN, "holder_unit"),
    )
    citizens = True

    def inspect(self, actor: Actor, data: AddingPart, dossier: Dossier) -> None:
        need(data.part.name, _("Hãy ghi tên giấy tờ."), "name")
        sealed_only((data.part,))

    def act(self, context: Context, data: AddingPart, dossier: Dossier) -> None:
        add_parts(dossier, (data.part,))
        happen(context, dossier, Kind.PART_ADDED, component=data.part.component, source=data.part.source)


def sealed_only(parts: Iterable[NewPart]) -> None:
    """What a citizen gives lies sealed on the disk; a file kept in the clear is refused."""
    wanted = {one.file_id for one in parts if one.file_id is not None}
    if StoredFile.objects.filter(pk__in=wanted, is_sealed=True).count() != len(wanted):
        raise ActionError(_("Giấy tờ chưa tải lên trọn vẹn. Hãy tải lại."), "parts")


def add_parts(dossier: Dossier, parts: Iterable[NewPart]) -> None:
    given = tuple(parts)
    sealed_only(given)
    DossierPart.objects.bulk_create(
        DossierPart(dossier=dossier, component=one.component, name=one.name, kind=one.kind, source=one.source,
                    file_id=one.file_id)
        for one in given
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckingPart:
    """``part``: number of the paper. ``state``: «part_good» or «part_faulty», with ``note`` where it is faulty."""

    code: str
    part: int
    state: str
    note: str = ""


class CheckPart(DossierAction[CheckingPart]):
    """Complete and right, or what is wrong with it."""

    name = "serving.dossier.check_part"
    label = gettext_lazy("Kiểm tra giấy tờ")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.part_checked"
    idempotency = natural("a paper in a state is not put into it again")
    rights = (
        (Serving.DOSSIER_PROCESS, "holder_unit"),
        (Serving.DOSSIER_RECEIVE, "receiving_unit"),
        (Serving.PART_SCAN, "holder_unit"),
    )

    def inspect(self, actor: Actor, data: CheckingPart, dossier: Dossier) -> None:
        if data.state not in PartState.values:
            raise ActionError(_("Hãy chọn đủ, đúng hoặc thiếu, sai."), "state")
        if not dossier.parts.filter(pk=data.part).exists():
            raise ActionError(_("Hồ sơ không có giấy tờ này."), "part")
        if data.state == PartState.FAULTY:
            need(data.note, _("Hãy ghi giấy tờ này thiếu hoặc sai ở đâu."), "note")

    def act(self, context: Context, data: CheckingPart, dossier: Dossier) -> None:
        part = dossier.parts.get(pk=data.part)
        if (part.state, part.note) == (data.state, data.note.strip()):
            context.unchanged()
            return
        part.state, part.note = data.state, data.note.strip()
        part.save(update_fields=["state", "note"])
        happen(context, dossier, Kind.PART_CHECKED, component=part.component, part=part.pk, state=data.state)
