"""The steps of a limit's page: which form, who sees it, which action it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.domain import DOCX, JPEG, PDF, PNG, XLSX, FileRefused
from thongsuot.platform.files.store import put
from thongsuot.registry.units.models import Unit
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies import actions as act
from thongsuot.steering.remedies import forms as f
from thongsuot.steering.remedies.choices import OPEN_LIMITS, LimitStatus
from thongsuot.steering.remedies.models import Limit
from thongsuot.steering.remedies.places import position_choices, unit_choices

_S = LimitStatus


@dataclass(frozen=True, slots=True)
class Step:
    """``run(actor, limit, cleaned, key)`` does it; ``done`` is said afterwards."""

    form: type[forms.Form]
    states: tuple[LimitStatus, ...]
    permission: str
    run: Callable[[Actor, Limit, dict[str, Any], str], object]
    done: Callable[[], str]
    of_unit: bool = False  # the unit's own people may as well

    def open_to(self, actor: Actor, limit: Limit) -> bool:
        if limit.status not in self.states:
            return False
        return actor.can(self.permission, limit.home.path) or (
            self.of_unit and limit.unit is not None and actor.can(Steering.REMEDY_WORK, limit.unit.path)
        )


def _take(actor: Actor, limit: Limit, data: dict[str, Any], _key: str) -> object:
    return act.OpenLimit.run(actor, act.Taking(limit.pk, data["unit"], data["field"]))


def _set_aside(actor: Actor, limit: Limit, data: dict[str, Any], _key: str) -> object:
    return act.SetAside.run(actor, act.SettingAside(limit.pk, data["reason"]))


def _analyse(actor: Actor, limit: Limit, data: dict[str, Any], _key: str) -> object:
    found = act.Analysis(limit.pk, data["cause_code"], data["cause"], data["position"], data["due_text"])
    return act.AnalyseLimit.run(actor, found)


def _act(actor: Actor, limit: Limit, data: dict[str, Any], key: str) -> object:
    wanted = act.Remedying(limit.pk, data["title"], data["task"], data["result"], data["due_text"])
    return act.AddRemedy.run(actor, wanted, idempotency_key=key)


def _prove(actor: Actor, limit: Limit, data: dict[str, Any], key: str) -> object:
    kept: dict[str, str] = {}
    if data["file"]:
        try:
            stored = put(data["file"].chunks(), data["file"].name, accepted=(PDF, DOCX, XLSX, PNG, JPEG))
        except FileRefused as refused:
            raise ActionError(str(refused), "file") from refused
        kept = {"file_digest": stored.digest, "file_name": stored.name}
    return act.GiveProof.run(actor, act.Proving(limit.pk, data["note"], **kept), idempotency_key=key)


def _close(actor: Actor, limit: Limit, _data: dict[str, Any], _key: str) -> object:
    return act.CloseLimit.run(actor, act.Closing(limit.pk))


def _reopen(actor: Actor, limit: Limit, data: dict[str, Any], _key: str) -> object:
    return act.ReopenLimit.run(actor, act.Reopening(limit.pk, data["reason"]))


def _tie(actor: Actor, limit: Limit, data: dict[str, Any], _key: str) -> object:
    return act.TieRecurrence.run(actor, act.Recurrence(limit.pk, data["earlier"]))


_MANAGE, _WORK, _CLOSE = Steering.REMEDY_MANAGE, Steering.REMEDY_WORK, Steering.REMEDY_CLOSE
STEPS: dict[str, Step] = {
    "nhan": Step(f.TakingForm, (_S.DRAFT,), _MANAGE, _take, lambda: _("Đã nhận hạn chế để khắc phục.")),
    "phan-tich": Step(
        f.AnalysisForm,
        (_S.DRAFT, *OPEN_LIMITS),
        _MANAGE,
        _analyse,
        lambda: _("Đã ghi nguyên nhân, trách nhiệm, hạn."),
        of_unit=True,
    ),
    "giai-phap": Step(f.RemedyForm, OPEN_LIMITS, _MANAGE, _act, lambda: _("Đã gắn giải pháp.")),
    "minh-chung": Step(
        f.ProofForm, OPEN_LIMITS, _MANAGE, _prove, lambda: _("Đã gửi minh chứng, chờ xác nhận."), of_unit=True
    ),
    "xac-nhan": Step(f.NothingForm, OPEN_LIMITS, _CLOSE, _close, lambda: _("Đã xác nhận hạn chế được khắc phục.")),
    "mo-lai": Step(
        f.ReasonForm, (_S.CLOSED, _S.NOT_A_LIMIT, _S.PROOF_GIVEN), _CLOSE, _reopen, lambda: _("Đã mở lại hạn chế.")
    ),
    "bo": Step(f.ReasonForm, (_S.DRAFT, _S.OPEN), _MANAGE, _set_aside, lambda: _("Đã ghi không phải hạn chế.")),
    "lap-lai": Step(
        f.RecurrenceForm,
        (_S.DRAFT, *OPEN_LIMITS, _S.CLOSED),
        _MANAGE,
        _tie,
        lambda: _("Đã ghi hạn chế này lặp lại từ năm trước."),
    ),
}


def form_of(step: str, actor: Actor, limit: Limit, on: date, data: Any = None, files: Any = None) -> forms.Form:
    """The step's form with what the limit already says; bound when ``data`` is given."""
    initial = {
        "cause_code": limit.cause_code,
        "cause": limit.cause,
        "position": limit.position_id or "",
        "due_text": limit.due_text if step == "phan-tich" else "",
        "unit": limit.unit_id or "",
        "field": limit.field,
    }
    form = STEPS[step].form(data, files, initial=initial, auto_id=f"{step}-%s")
    if "position" in form.fields:
        units: list[Unit] = [unit for unit in (limit.unit, limit.home) if unit]
        form.fields["position"].choices = position_choices(actor, units, _("chưa xác định"))  # type: ignore[attr-defined]
    if "unit" in form.fields:
        form.fields["unit"].choices = unit_choices(actor, limit.home, on, _("chung cả tỉnh"))  # type: ignore[attr-defined]
    return form
