"""From step to step, from hand to hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural, repeatable
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.actions.base import DossierAction
from thongsuot.serving.dossiers.actions.receiving import arrive, arrives_at
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier, Handover
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import StepRole
from thongsuot.serving.procedures.versions import content_of

_HOLDER = ((Serving.DOSSIER_PROCESS, "holder_unit"), (Serving.DOSSIER_RECEIVE, "holder_unit"))


@dataclass(frozen=True, slots=True)
class Passing:
    """``step``: the step to begin (from 1); ``None`` the next one. ``unit``: key, "" by the step's office."""

    code: str
    step: int | None = None
    unit: str = ""
    officer: int | None = None
    revision: int | None = None
    words: str = ""


class PassOn(DossierAction[Passing]):
    """The next step begins, there and with whom; the one before ends with its minutes.

    Passed on to the office that decides it has arrived there: the clock never waits for a word nobody gives.
    """

    name = "serving.dossier.pass_on"
    label = gettext_lazy("Chuyển bước xử lý")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.step_begun"
    idempotency = natural("a step that is running is not begun again")
    rights = _HOLDER

    def inspect(self, actor: Actor, data: Passing, dossier: Dossier) -> None:
        steps = content_of(dossier.version).steps
        ordinal = data.step or dossier.step + 1
        if not 1 <= ordinal <= len(steps):
            raise ActionError(_("Hồ sơ đã ở bước cuối; hãy ghi có kết quả hoặc trả kết quả."), "step")
        if data.unit and not Unit.objects.filter(key=data.unit).exists():
            raise ActionError(_("Không có đơn vị «%(key)s».") % {"key": data.unit}, "unit")
        of_unit(data.officer, unit_of_step(dossier, ordinal, data.unit))

    def act(self, context: Context, data: Passing, dossier: Dossier) -> None:
        ordinal = data.step or dossier.step + 1
        there = unit_of_step(dossier, ordinal, data.unit)
        if (dossier.step, dossier.holder_unit_id, dossier.officer_id) == (ordinal, there.pk, data.officer):
            context.unchanged()
            return
        happen(context, dossier, Kind.STEP_BEGUN, reason=data.words, step=ordinal, unit=there.pk, officer=data.officer)
        if arrives_at(dossier, there.pk):
            arrive(context, dossier)


def unit_of_step(dossier: Dossier, ordinal: int, key: str = "") -> Unit:
    """Where a step is worked: named, else reception and return at the receiving unit, the rest where it is decided."""
    if key:
        return Unit.objects.get(key=key)
    role = content_of(dossier.version).steps[ordinal - 1].role
    return dossier.receiving_unit if role in (StepRole.RECEIVE, StepRole.RETURN) else dossier.competent_unit


def of_unit(officer: int | None, unit: Unit) -> None:
    """Refuse to give the work to somebody who has no duty there."""
    if officer is None:
        return
    account = Account.objects.filter(pk=officer, is_active=True).first()
    wanted = (Serving.DOSSIER_PROCESS, Serving.DOSSIER_RECEIVE, Serving.DOSSIER_DECIDE)
    if account is None or not any(account.can(one, unit.path) for one in wanted):
        raise ActionError(_("Người này không có nhiệm vụ giải quyết hồ sơ tại %(unit)s.") % {"unit": unit}, "officer")


@dataclass(frozen=True, slots=True)
class Assigning:
    code: str
    officer: int
    words: str = ""
    revision: int | None = None


class AssignDossier(DossierAction[Assigning]):
    """Another officer of the unit that holds it; the step goes on."""

    name = "serving.dossier.assign"
    label = gettext_lazy("Phân công người xử lý")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.assigned"
    idempotency = natural("an officer who has the dossier is not given it again")
    rights = ((Serving.DOSSIER_PROCESS, "holder_unit"),)

    def inspect(self, actor: Actor, data: Assigning, dossier: Dossier) -> None:
        of_unit(data.officer, dossier.holder_unit)

    def act(self, context: Context, data: Assigning, dossier: Dossier) -> None:
        if dossier.officer_id == data.officer:
            context.unchanged()
            return
        happen(context, dossier, Kind.ASSIGNED, reason=data.words, officer=data.officer)


@dataclass(frozen=True, slots=True)
class HandingOver:
    """``to_unit``: key of the unit that takes it, by scanning the code on the paper file."""

    code: str
    to_unit: str
    note: str = ""


class HandOver(DossierAction[HandingOver]):
    """Whoever takes the paper file scans it: who gave, who took, when. The scanner is the new holder.

    At the office that decides the scan is the arrival (D02): nobody is asked to say so a second time.
    """

    name = "serving.dossier.hand_over"
    label = gettext_lazy("Bàn giao hồ sơ")
    permission = Serving.DOSSIER_READ
    event = "serving.dossier.handed_over"
    idempotency = repeatable("paper may go back and forth; taking what one already holds changes nothing")
    rights = ((Serving.DOSSIER_PROCESS, "competent_unit"), (Serving.DOSSIER_RECEIVE, "competent_unit"), *_HOLDER)

    def authorise(self, actor: Actor, data: HandingOver) -> None:
        super().authorise(actor, data)
        taker = unit_named(data.to_unit)
        if not actor.can(Serving.DOSSIER_RECEIVE, taker.path):
            require(actor, Serving.DOSSIER_PROCESS, taker.path)

    def inspect(self, actor: Actor, data: HandingOver, dossier: Dossier) -> None:
        taker = unit_named(data.to_unit)
        if taker.pk not in (dossier.holder_unit_id, dossier.competent_unit_id, dossier.receiving_unit_id):
            raise ActionError(
                _("Hồ sơ %(code)s không thuộc %(unit)s. Hãy trả lại nơi giao: %(holder)s.")
                % {"code": dossier.code, "unit": taker, "holder": dossier.holder_unit},
                "code",
            )

    def act(self, context: Context, data: HandingOver, dossier: Dossier) -> None:
        taker = unit_named(data.to_unit)
        arrives = arrives_at(dossier, taker.pk)
        if (dossier.holder_unit_id, dossier.officer_id) == (taker.pk, context.actor.id) and not arrives:
            context.unchanged()
            return
        Handover.objects.create(
            dossier=dossier, from_unit_id=dossier.holder_unit_id, to_unit=taker, gave_id=dossier.officer_id,
            took_id=context.actor.id, at=context.effective_at, note=data.note.strip(),
        )  # fmt: skip
        happen(context, dossier, Kind.HANDED_OVER, unit=taker.pk, officer=context.actor.id)
        if arrives:
            arrive(context, dossier)


def unit_named(key: str) -> Unit:
    found = Unit.objects.filter(key=key).first()
    if found is None:
        raise ActionError(_("Không có đơn vị «%(key)s».") % {"key": key}, "to_unit")
    return found
