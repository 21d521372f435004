"""Reception: accepted, refused, arrived at the office that decides."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.dossiers.actions.base import DossierAction, need, row
from thongsuot.serving.dossiers.choices import PartState, Status
from thongsuot.serving.dossiers.domain.happenings import Kind, PortalStatus
from thongsuot.serving.dossiers.domain.moves import why_not
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.reasons import known, reason_words
from thongsuot.serving.dossiers.telling import tell
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class Receiving:
    code: str
    revision: int | None = None


class ReceiveDossier(DossierAction[Receiving]):
    """Complete and right: the clock starts here, or at arrival where another place decides (D01, D02)."""

    name = "serving.dossier.receive"
    label = gettext_lazy("Tiếp nhận hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.received"
    idempotency = natural("a dossier that is received is not received again")
    rights = ((Serving.DOSSIER_RECEIVE, "receiving_unit"),)

    def inspect(self, actor: Actor, data: Receiving, dossier: Dossier) -> None:
        if dossier.status == Status.NEW and dossier.parts.filter(state=PartState.FAULTY).exists():
            raise ActionError(_("Còn giấy tờ thiếu hoặc sai. Hãy yêu cầu bổ sung một lần cho đủ, hoặc từ chối."))

    def act(self, context: Context, data: Receiving, dossier: Dossier) -> None:
        if dossier.received_at is not None:
            context.unchanged()
            return
        receive(context, dossier)


def receive(context: Context, dossier: Dossier) -> None:
    """RECEIVED and the first step; who took it in is kept, so that they never decide it."""
    elsewhere = dossier.receiving_unit_id != dossier.competent_unit_id
    taker = context.actor.id if isinstance(context.actor, Account) else None
    Dossier.objects.filter(pk=dossier.pk).update(taken_by_id=taker)
    dossier.taken_by_id = taker
    units = {"receiving_unit": dossier.receiving_unit_id, "competent_unit": dossier.competent_unit_id}
    happen(context, dossier, Kind.RECEIVED, waits_for_arrival=elsewhere, **units)
    happen(context, dossier, Kind.STEP_BEGUN, step=1, unit=dossier.receiving_unit_id, officer=taker)
    tell(dossier, "received")


@dataclass(frozen=True, slots=True)
class Arrival:
    code: str
    revision: int | None = None


class ArriveDossier(DossierAction[Arrival]):
    """The office that decides holds it: its clock starts (phi địa giới, H05); both clocks stay visible."""

    name = "serving.dossier.arrive"
    label = gettext_lazy("Ghi nhận hồ sơ đến cơ quan giải quyết")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.arrived"
    idempotency = natural("a dossier arrives once")
    rights = ((Serving.DOSSIER_RECEIVE, "competent_unit"), (Serving.DOSSIER_PROCESS, "competent_unit"))

    def act(self, context: Context, data: Arrival, dossier: Dossier) -> None:
        if dossier.started_at is not None:
            context.unchanged()
            return
        arrive(context, dossier)


def arrive(context: Context, dossier: Dossier) -> None:
    """The clock of the office that decides starts, and the applicant hears the date."""
    happen(context, dossier, Kind.ARRIVED)
    tell(dossier, "arrived")


def arrives_at(dossier: Dossier, unit_id: int) -> bool:
    """Coming to ``unit_id`` is what the clock waits for: no second hand has to say that it is there."""
    waits = dossier.received_at is not None and dossier.started_at is None
    return waits and unit_id == dossier.competent_unit_id and not why_not(PortalStatus(dossier.status), Kind.ARRIVED)


@dataclass(frozen=True, slots=True)
class Refusing:
    """``reason``: a key of ``rules/serving/reasons.yaml``; ``words``: to the applicant, needed for «other»."""

    code: str
    reason: str
    words: str = ""
    revision: int | None = None


class RefuseIntake(DossierAction[Refusing]):
    """Not accepted, with the reason on paper (Mẫu 03); a post clerk cannot: that is a decision."""

    name = "serving.dossier.refuse"
    label = gettext_lazy("Từ chối tiếp nhận hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.not_accepted"
    idempotency = natural("a refused dossier stays refused")
    rights = ((Serving.DOSSIER_RECEIVE, "receiving_unit"),)

    def authorise(self, actor: Actor, data: Refusing) -> None:
        super().authorise(actor, data)
        no_post_clerk(actor, data.code)

    def inspect(self, actor: Actor, data: Refusing, dossier: Dossier) -> None:
        known("refuse", data.reason)
        if data.reason == "other":
            need(data.words, _("Hãy ghi rõ lý do từ chối để người nộp hiểu và làm lại được."), "words")

    def act(self, context: Context, data: Refusing, dossier: Dossier) -> None:
        said = reason_words("refuse", data.reason, data.words)
        happen(context, dossier, Kind.NOT_ACCEPTED, reason=said, reason_code=data.reason)
        tell(dossier, "refused", reason=said)


RECEIVER: tuple[str, ...] = ("receiving_unit",)
HOUSES = ("receiving_unit", "competent_unit", "holder_unit")


def reads_at(actor: Actor, dossier: Dossier, places: tuple[str, ...]) -> bool:
    return any(actor.can(Serving.DOSSIER_READ, getattr(dossier, place).path) for place in places)


def no_post_clerk(actor: Actor, code: str, places: tuple[str, ...] = RECEIVER) -> None:
    """Who receives for the post decides nothing (I11): reading a unit's dossiers is what tells the two apart."""
    dossier = row(code)
    if not reads_at(actor, dossier, places):
        require(actor, Serving.DOSSIER_READ, dossier.receiving_unit.path)
