"""What can be done on the dossier's page: which form, who may and when, which action it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.domain import HEIC, JPEG, PDF, PNG, FileRefused
from thongsuot.platform.files.store import put
from thongsuot.serving.dossiers import actions as act
from thongsuot.serving.dossiers import forms as f
from thongsuot.serving.dossiers.actions.base import DossierAction
from thongsuot.serving.dossiers.actions.receiving import HOUSES, RECEIVER, reads_at
from thongsuot.serving.dossiers.choices import PartSource, Status
from thongsuot.serving.dossiers.domain.happenings import Kind, PortalStatus
from thongsuot.serving.dossiers.domain.moves import why_not
from thongsuot.serving.dossiers.models import Dossier

Run = Callable[[Actor, Dossier, Any, str], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """``main``: shown open and first; the others wait behind their names. ``when`` narrows the status."""

    label: str | Promise
    form: type[forms.Form]
    action: type[DossierAction[Any]]
    kind: Kind
    run: Run
    main: bool = False
    when: Callable[[Dossier], bool] = lambda _dossier: True
    of_unit: tuple[str, ...] = ()  # a decision: not for the post clerk, who reads the dossiers of none of these

    def open_to(self, actor: Actor, dossier: Dossier) -> bool:
        if why_not(PortalStatus(dossier.status), self.kind) or not self.when(dossier):
            return False
        if self.of_unit and not reads_at(actor, dossier, self.of_unit):
            return False
        return any(actor.can(right, getattr(dossier, place).path) for right, place in self.action.rights)


def _data(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "revision"}


def _simple(action: type[DossierAction[Any]], given: type[Any]) -> Run:
    """The form's fields are the input's; where the input knows ``revision`` it is handed on."""

    def run(actor: Actor, dossier: Dossier, form: Any, _key: str) -> object:
        more = {"revision": form.cleaned_data["revision"]} if "revision" in given.__dataclass_fields__ else {}
        return action.run(actor, given(dossier.code, **_data(form), **more))

    return run


def _ask_supplement(actor: Actor, dossier: Dossier, form: Any, _key: str) -> object:
    items = tuple(act.Missing(*one) for one in form.items())
    return act.AskSupplement.run(actor, act.AskingSupplement(dossier.code, items, form.cleaned_data["revision"]))


def _give_supplement(actor: Actor, dossier: Dossier, form: Any, _key: str) -> object:
    """Brought to the desk on paper: all that was asked for is there; scans are added beside."""
    asked = dossier.supplement_requests.filter(asked_at__isnull=False, given_at__isnull=True).last()
    wanted = asked.items if asked else []
    parts = tuple(act.NewPart(one["component"], one["name"], "copy", PartSource.PAPER.value) for one in wanted)
    return act.GiveSupplement.run(actor, act.GivingSupplement(dossier.code, parts))


def _ask_opinion(actor: Actor, dossier: Dossier, form: Any, key: str) -> object:
    data = form.cleaned_data
    due = datetime.combine(data["due_on"], time(17, 30), VIETNAM)
    asking = act.AskingOpinion(dossier.code, data["unit"], data["question"], due)
    return act.AskOpinion.run(actor, asking, idempotency_key=key)


def _open_sub(actor: Actor, dossier: Dossier, form: Any, key: str) -> object:
    data = form.cleaned_data
    parts = tuple(dossier.parts.values_list("pk", flat=True))
    opening = act.OpeningSub(dossier.code, data["procedure"].strip(), data["unit"], parts)
    return act.OpenSubDossier.run(actor, opening, idempotency_key=key)


def _add_part(actor: Actor, dossier: Dossier, form: Any, key: str) -> object:
    data, stored = form.cleaned_data, None
    if data["file"]:
        try:
            stored = put(data["file"].chunks(), data["file"].name, accepted=(PDF, JPEG, PNG, HEIC), sealed=True)
        except FileRefused as refused:
            raise ActionError(str(refused), "file") from refused
    source = PartSource.SCANNED if stored else PartSource.PAPER
    part = act.NewPart("", data["name"], data["kind"], source.value, stored.pk if stored else None)
    return act.AddPart.run(actor, act.AddingPart(dossier.code, part), idempotency_key=key)


def _correct(actor: Actor, dossier: Dossier, form: Any, _key: str) -> object:
    data = form.cleaned_data
    typed = {name: data[name] for name in ("id_number", "phone", "address") if data[name]}
    values = {"applicant_name": data["applicant_name"]} | typed
    return act.CorrectDossier.run(actor, act.Correcting(dossier.code, values, data["reason"], data["revision"]))


def _check(actor: Actor, dossier: Dossier, form: Any, _key: str) -> object:
    data = form.cleaned_data
    return act.CheckPart.run(actor, act.CheckingPart(dossier.code, data["part"], data["state"], data["note"]))


def _waiting(dossier: Dossier) -> bool:
    return dossier.started_at is None and dossier.received_at is not None


def _proposed(dossier: Dossier) -> bool:
    return dossier.supplements > 0 and any(one.is_proposal for one in dossier.supplement_requests.all())


def _late(dossier: Dossier) -> bool:
    return dossier.due_at is not None and dossier.due_at < timezone.now()


def _can_extend(dossier: Dossier) -> bool:
    return not dossier.is_extended and dossier.due_at is not None and not _late(dossier)


def _counted(dossier: Dossier) -> bool:
    return dossier.received_at is not None and dossier.closed_at is None


REPLAY = "tinh-lai"  # only where the calendar was corrected since and the row is no longer what its log says
DEEDS: dict[str, Deed] = {
    "tiep-nhan": Deed(
        _("Tiếp nhận"), f.DeedForm, act.ReceiveDossier, Kind.RECEIVED,
        _simple(act.ReceiveDossier, act.Receiving), main=True,
    ),
    "da-den": Deed(
        _("Ghi đã nhận từ nơi khác chuyển đến"), f.DeedForm, act.ArriveDossier, Kind.ARRIVED,
        _simple(act.ArriveDossier, act.Arrival), main=True, when=_waiting,
    ),
    "xem-xet": Deed(
        _("Xem xét yêu cầu bổ sung lần nữa"), f.DecideForm, act.DecideSupplement, Kind.SUPPLEMENT_DECLINED,
        _simple(act.DecideSupplement, act.Deciding), main=True, when=_proposed,
    ),
    "nhan-bo-sung": Deed(
        _("Đã nhận đủ giấy tờ bổ sung"), f.DeedForm, act.GiveSupplement, Kind.SUPPLEMENT_GIVEN, _give_supplement,
        main=True,
    ),
    "da-nop": Deed(
        _("Ghi người nộp đã thực hiện nghĩa vụ tài chính"), f.WordsForm, act.SettleDuty, Kind.DUTY_DONE,
        _simple(act.SettleDuty, act.SettlingDuty), main=True,
    ),
    "tra": Deed(
        _("Trả kết quả"), f.ReturnForm, act.ReturnResult, Kind.RETURNED, _simple(act.ReturnResult, act.Returning),
        main=True,
    ),
    "chuyen": Deed(
        _("Chuyển bước tiếp theo"), f.PassForm, act.PassOn, Kind.STEP_BEGUN, _simple(act.PassOn, act.Passing),
        main=True, when=lambda one: one.status != Status.FINISHED,
    ),
    "co-ket-qua": Deed(
        _("Ghi đã có kết quả"), f.WordsForm, act.FinishDossier, Kind.FINISHED,
        _simple(act.FinishDossier, act.Finishing), main=True, when=lambda one: one.started_at is not None,
    ),
    "bo-sung": Deed(
        _("Yêu cầu bổ sung (một lần cho đủ)"), f.SupplementForm, act.AskSupplement, Kind.SUPPLEMENT_ASKED,
        _ask_supplement, of_unit=HOUSES,
    ),
    "phan-cong": Deed(
        _("Phân công lại"), f.AssignForm, act.AssignDossier, Kind.ASSIGNED, _simple(act.AssignDossier, act.Assigning)
    ),
    "xin-y-kien": Deed(_("Xin ý kiến cơ quan khác"), f.OpinionForm, act.AskOpinion, Kind.OPINION_ASKED, _ask_opinion),
    "lien-thong": Deed(
        _("Chuyển phần liên thông"), f.SubForm, act.OpenSubDossier, Kind.SUB_OPENED, _open_sub, of_unit=HOUSES,
        when=lambda one: one.parent_id is None,
    ),
    "nghia-vu": Deed(
        _("Chờ nghĩa vụ tài chính"), f.DutyForm, act.AskDuty, Kind.DUTY_ASKED, _simple(act.AskDuty, act.AskingDuty)
    ),
    "gia-han": Deed(
        _("Gia hạn, xin lỗi và hẹn lại"), f.ExtendForm, act.ExtendDossier, Kind.EXTENDED,
        _simple(act.ExtendDossier, act.Extending), when=_can_extend,
    ),
    "xin-loi": Deed(
        _("Xin lỗi và hẹn lại"), f.ApologyForm, act.ApologiseDossier, Kind.APOLOGISED,
        _simple(act.ApologiseDossier, act.Apologising), when=_late,
    ),
    "them-giay": Deed(_("Thêm giấy tờ"), f.PartForm, act.AddPart, Kind.PART_ADDED, _add_part),
    "sua": Deed(
        _("Sửa thông tin ghi nhầm"), f.CorrectForm, act.CorrectDossier, Kind.CORRECTED, _correct, of_unit=HOUSES
    ),
    "sua-gio": Deed(
        _("Sửa thời điểm ghi nhầm"), f.MomentForm, act.CorrectMoment, Kind.CORRECTED,
        _simple(act.CorrectMoment, act.MovingMoment), when=_counted,
    ),
    "rut": Deed(
        _("Người nộp rút hồ sơ"), f.WithdrawForm, act.WithdrawDossier, Kind.WITHDRAWN,
        _simple(act.WithdrawDossier, act.Withdrawing),
    ),
    "tu-choi": Deed(
        _("Từ chối tiếp nhận"), f.RefuseForm, act.RefuseIntake, Kind.NOT_ACCEPTED,
        _simple(act.RefuseIntake, act.Refusing), of_unit=RECEIVER,
    ),
    "dung": Deed(
        _("Dừng giải quyết"), f.StopForm, act.StopDossier, Kind.STOPPED, _simple(act.StopDossier, act.Stopping)
    ),
    REPLAY: Deed(
        _("Tính lại ngày hẹn theo lịch đã sửa"), f.ReplayForm, act.ReplayDossier, Kind.CORRECTED,
        _simple(act.ReplayDossier, act.Replaying), when=_counted,
    ),
    "kiem-tra": Deed(_("Kiểm tra giấy tờ"), f.CheckForm, act.CheckPart, Kind.PART_CHECKED, _check),
}  # fmt: skip
