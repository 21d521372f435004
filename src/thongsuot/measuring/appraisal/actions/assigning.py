"""Which appraiser answers for which unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.appraisal.models import SecondReview
from thongsuot.measuring.appraisal.people import is_fit
from thongsuot.measuring.appraisal.telling import APPRAISER_ASSIGNED
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, round_of
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.errors import FieldError
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.notifications import Note, notify_many
from thongsuot.registry.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Assignment:
    """``account_id`` ``None``: whoever appraises in the round may judge the unit."""

    participant_id: int
    account_id: int | None


@dataclass(frozen=True, slots=True)
class Assigning:
    round_id: int
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    changed: int


class AssignAppraisers(Action[Assigning, Assigned]):
    """Never to somebody of the unit, and never to who gives the second opinion on it."""

    name = "measuring.score.assign"
    label = gettext_lazy("Giao thẩm định viên")
    permission = Measuring.ROUND_MANAGE
    event = "measuring.score.assigned"
    idempotency = natural("a unit has the one appraiser it was given")

    def scope(self, data: Assigning) -> str:
        return round_of(data.round_id).home.path

    def check(self, actor: Actor, data: Assigning) -> None:
        row, participants = round_of(data.round_id), _participants(data)
        accounts = Account.objects.in_bulk([one.account_id for one in data.assignments if one.account_id])
        faults = []
        for one in data.assignments:
            participant = participants.get(one.participant_id)
            account = accounts.get(one.account_id) if one.account_id else None
            if participant is None or (one.account_id and account is None):
                raise ActionError(_("Danh sách phân công đã đổi. Hãy tải lại trang."))
            fault = _fault(row, participant, account) if account else ""
            if fault:
                faults.append(FieldError(fault, f"nguoi-{participant.pk}"))
        if faults:
            raise ActionError.of(faults)

    def execute(self, context: Context, data: Assigning) -> Assigned:
        participants = _participants(data)
        changed = []
        for one in data.assignments:
            participant = participants[one.participant_id]
            before = participant.appraiser_id
            if before == one.account_id:
                continue
            participant.appraiser_id = one.account_id
            changed.append(participant)
            context.record(of_participant(participant), {"appraiser": (before, one.account_id)})
        if not changed:
            context.unchanged()
        Participant.objects.bulk_update(changed, ["appraiser"])
        _tell(round_of(data.round_id), changed)
        return Assigned(len(changed))


def _participants(data: Assigning) -> dict[int, Participant]:
    wanted = [one.participant_id for one in data.assignments]
    rows = Participant.objects.select_for_update(of=("self",)).filter(round=data.round_id, pk__in=wanted)
    return {one.pk: one for one in rows.select_related("unit")}


def _fault(row: Round, participant: Participant, account: Account) -> str:
    names = {"who": account.display_name, "unit": participant.unit.name}
    if not is_fit(account, row, participant.unit.path):
        return _("%(who)s không thẩm định %(unit)s được: là người của đơn vị, hoặc không có quyền thẩm định.") % names
    if SecondReview.objects.filter(score__participant=participant, reviewer=account).exists():
        return _("%(who)s đã được rút thẩm định độc lập lần hai ở %(unit)s. Hãy giao người khác.") % names
    return ""


def _tell(row: Round, changed: list[Participant]) -> None:
    why = _("Bạn được giao thẩm định đơn vị này.")
    told = []
    for one in changed:
        if one.appraiser_id:
            text = _("Giao bạn thẩm định %(unit)s: %(round)s") % {"unit": one.unit.name, "round": row.title}
            key = f"appraiser-{one.pk}-{one.appraiser_id}"
            url = f"{reverse('appraisal', args=[row.key])}?don-vi={one.unit.key}"
            told.append(([one.appraiser_id], Note(APPRAISER_ASSIGNED, key, text, why, url)))
    notify_many(told)
