"""What the actions of rounds share: rows under lock, whose unit it is, which day it is."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.platform.access.actors import Actor, SystemActor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.accounts.queries import belongs_to

OPEN_TO_UNIT = (ParticipantStatus.INVITED, ParticipantStatus.SCORING)


def round_of(pk: int, *, lock: bool = False) -> Round:
    rows = Round.objects.select_related("home", "release")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Đợt chấm điểm này không còn nữa. Hãy tải lại trang."))
    return found


def participant_of(pk: int, *, lock: bool = False) -> Participant:
    """With round, home, release and unit. Everything that changes a unit's scores waits here for its turn."""
    rows = Participant.objects.select_related("round__home", "round__release", "unit")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Đơn vị này không còn trong đợt chấm điểm. Hãy tải lại trang."))
    return found


def require_own(actor: Actor, permission: str, participant: Participant) -> None:
    """A unit is scored by its own people alone, whatever wider right somebody holds."""
    require(actor, permission, participant.unit.path)
    if not isinstance(actor, SystemActor) and not belongs_to(actor, participant.unit.path):
        message = _("Chỉ người của %(unit)s tự chấm và ký cho đơn vị mình.")
        raise AccessDenied(message % {"unit": participant.unit.name})


def refuse_own(actor: Actor, participant: Participant) -> None:
    """§2.4: nobody gives points to their own unit."""
    if belongs_to(actor, participant.unit.path):
        message = _("Người của %(unit)s không cho điểm đơn vị mình. Hãy đề nghị người khác của cơ quan chấm điểm.")
        raise AccessDenied(message % {"unit": participant.unit.name})


def require_scoring(participant: Participant) -> None:
    """The unit may still change its sheet: the round scores and the head has not signed."""
    state = participant.round.status
    if state == RoundStatus.DRAFT:
        raise ActionError(_("Đợt chấm điểm chưa bắt đầu. Khi bắt đầu, bạn nhận được thông báo."))
    if state != RoundStatus.SCORING:
        raise ActionError(
            _("Đợt chấm điểm đang ở bước «%(state)s» nên bản tự chấm không sửa được nữa.")
            % {"state": participant.round.get_status_display()}
        )
    if participant.status not in OPEN_TO_UNIT:
        raise ActionError(_("Lãnh đạo đơn vị đã ký bản tự chấm. Muốn sửa, lãnh đạo rút chữ ký và nêu lý do."))


def of_participant(participant: Participant) -> Aggregate:
    return Aggregate("participant", str(participant.pk))


def of_round(row: Round) -> Aggregate:
    return Aggregate("round", str(row.pk))


def day_of(context: Context) -> date:
    return timezone.localdate(context.effective_at)
