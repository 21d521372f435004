"""Large files are imported by the worker, in the name and with the rights of whoever asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.platform.access.directory import actor_by_id
from thongsuot.platform.actions import ActionError
from thongsuot.platform.errors import ConflictError
from thongsuot.platform.imports.actions import BatchInput, ConfirmImport
from thongsuot.platform.jobs import Outcome, Progress, job

LARGE = 2_000  # rows; fewer are written well within two seconds


@dataclass(frozen=True)
class ConfirmLater:
    batch_id: int
    account_id: int | None
    again: bool = False


@job("platform.import.confirm", "Nhập dữ liệu từ tệp")
def confirm_later(progress: Progress, data: ConfirmLater) -> Outcome:
    """Confirm one batch in one transaction: killed in the middle it leaves nothing, started again it begins anew."""
    actor = actor_by_id(data.account_id)
    if actor is None:
        raise ActionError(_("Tài khoản yêu cầu không còn hoạt động nên chưa nhập gì."))
    try:
        ConfirmImport.run(actor, BatchInput(data.batch_id, data.again))
    except ConflictError as error:
        raise ActionError(str(error)) from error
    return Outcome(_("Đã nhập xong."), reverse("import-batch", args=[data.batch_id]), _("Xem đợt nhập"))
