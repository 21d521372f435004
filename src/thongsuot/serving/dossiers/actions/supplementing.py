"""One consolidated request for all that is missing (D04); a second only with the head's agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.errors import FieldError
from thongsuot.platform.actions.policy import natural
from thongsuot.serving.dossiers.actions.base import DossierAction, need
from thongsuot.serving.dossiers.actions.parts import add_parts
from thongsuot.serving.dossiers.actions.receiving import HOUSES, no_post_clerk
from thongsuot.serving.dossiers.choices import PartState, Status
from thongsuot.serving.dossiers.domain.happenings import Kind, PortalStatus
from thongsuot.serving.dossiers.domain.moves import why_not
from thongsuot.serving.dossiers.domain.newdossier import NewPart
from thongsuot.serving.dossiers.models import Dossier, SupplementRequest
from thongsuot.serving.dossiers.telling import tell
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to bring or mend: which, why it will not do, how to mend it."""

    component: str
    name: str
    why: str
    how: str


@dataclass(frozen=True, slots=True)
class AskingSupplement:
    code: str
    items: tuple[Missing, ...]
    revision: int | None = None


class AskSupplement(DossierAction[AskingSupplement]):
    """The first goes out at once and stops the clock; a further one waits for the head (``DecideSupplement``)."""

    name = "serving.dossier.ask_supplement"
    label = gettext_lazy("Yêu cầu bổ sung giấy tờ")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.supplement_asked"
    idempotency = natural("while a request is open no other is made")
    rights = ((Serving.DOSSIER_PROCESS, "holder_unit"), (Serving.DOSSIER_RECEIVE, "holder_unit"))

    def authorise(self, actor: Actor, data: AskingSupplement) -> None:
        super().authorise(actor, data)
        no_post_clerk(actor, data.code, HOUSES)

    def inspect(self, actor: Actor, data: AskingSupplement, dossier: Dossier) -> None:
        if not data.items:
            raise ActionError(_("Hãy ghi đủ mọi giấy tờ cần bổ sung: chỉ được yêu cầu một lần."), "items")
        blank = [one for one in data.items if not (one.name.strip() and one.why.strip() and one.how.strip())]
        if blank:
            message = _("Mỗi giấy tờ phải nêu rõ vì sao chưa được và cách làm lại: «%(name)s».")
            raise ActionError.of([FieldError(message % {"name": one.name or one.component}, "items") for one in blank])
        if dossier.supplement_requests.filter(asked_at__isnull=True, declined="").exists():
            raise ActionError(_("Đang có một đề nghị bổ sung chờ lãnh đạo xem xét."))
        refusal = why_not(PortalStatus(dossier.status), Kind.SUPPLEMENT_ASKED)
        if refusal:
            raise ActionError(refusal)

    def act(self, context: Context, data: AskingSupplement, dossier: Dossier) -> None:
        number = dossier.supplement_requests.count() + 1
        request = SupplementRequest.objects.create(
            dossier=dossier, number=number, items=[_plain(one) for one in data.items], asked_by_id=context.actor.id,
            proposed_at=context.effective_at, asked_at=None,
        )  # fmt: skip
        if dossier.supplements == 0:
            send_out(context, dossier, request)
        else:
            happen(context, dossier, Kind.SUPPLEMENT_PROPOSED, number=number)


def send_out(context: Context, dossier: Dossier, request: SupplementRequest) -> None:
    """The clock stops and the applicant gets one message that lists everything."""
    happen(context, dossier, Kind.SUPPLEMENT_ASKED, number=request.number)
    request.asked_at = context.effective_at
    request.save(update_fields=["asked_at", "approved_by"])
    asked = {_which(one["component"], one["name"]) for one in request.items}
    faulty = [one.pk for one in dossier.parts.all() if _which(one.component, one.name) in asked]
    dossier.parts.filter(pk__in=faulty).update(state=PartState.FAULTY)
    lines = [f"{number}. {one['name']}: {one['how']}" for number, one in enumerate(request.items, start=1)]
    tell(dossier, "supplement", items=" ".join(lines))


@dataclass(frozen=True, slots=True)
class Deciding:
    """``words`` are needed where the head does not agree."""

    code: str
    agrees: bool
    words: str = ""


class DecideSupplement(DossierAction[Deciding]):
    """The head agrees to a further request, or says why not; nobody agrees to their own."""

    name = "serving.dossier.decide_supplement"
    label = gettext_lazy("Xem xét yêu cầu bổ sung lần nữa")
    permission = Serving.DOSSIER_DECIDE
    event = "serving.dossier.supplement_declined"
    idempotency = natural("a proposal is decided once")
    rights = ((Serving.DOSSIER_DECIDE, "competent_unit"),)

    def inspect(self, actor: Actor, data: Deciding, dossier: Dossier) -> None:
        proposal = _proposal(dossier)
        if proposal is None:
            raise ActionError(_("Không có đề nghị bổ sung nào đang chờ."))
        if proposal.asked_by_id == actor.id:
            raise AccessDenied(_("Không ai tự đồng ý với đề nghị bổ sung của chính mình."))
        if not data.agrees:
            need(data.words, _("Hãy ghi lý do không đồng ý."), "words")

    def act(self, context: Context, data: Deciding, dossier: Dossier) -> None:
        proposal = _proposal(dossier)
        assert proposal is not None
        if data.agrees:
            proposal.approved_by_id = context.actor.id
            send_out(context, dossier, proposal)
            return
        proposal.declined = data.words.strip()
        proposal.save(update_fields=["declined"])
        happen(context, dossier, Kind.SUPPLEMENT_DECLINED, reason=proposal.declined, number=proposal.number)


def _proposal(dossier: Dossier) -> SupplementRequest | None:
    return dossier.supplement_requests.filter(asked_at__isnull=True, declined="").first()


@dataclass(frozen=True, slots=True)
class GivingSupplement:
    """``at``: when the papers came in, where that was earlier than now (never before the request)."""

    code: str
    parts: tuple[NewPart, ...] = ()
    at: datetime | None = None
    revision: int | None = None


class GiveSupplement(DossierAction[GivingSupplement]):
    """All that was asked for is there: the clock goes on by its rules. The citizen online, or the desk for them."""

    name = "serving.dossier.give_supplement"
    label = gettext_lazy("Nhận bổ sung giấy tờ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.supplement_given"
    idempotency = natural("a request that was answered is not answered again")
    rights = ((Serving.DOSSIER_RECEIVE, "receiving_unit"), (Serving.DOSSIER_PROCESS, "holder_unit"))
    citizens = True

    def inspect(self, actor: Actor, data: GivingSupplement, dossier: Dossier) -> None:
        if dossier.status != Status.SUPPLEMENT:
            return
        asked = _open_request(dossier)
        papers = [*dossier.parts.exclude(state=PartState.FAULTY), *data.parts]
        there = {_which(one.component, one.name) for one in papers}
        wanted = asked.items if asked else []
        lacking = [one["name"] for one in wanted if _which(one["component"], one["name"]) not in there]
        if lacking:
            message = _("Còn thiếu: %(name)s. Hãy nộp đủ các giấy tờ được yêu cầu.")
            raise ActionError.of([FieldError(message % {"name": name}, "parts") for name in lacking])

    def act(self, context: Context, data: GivingSupplement, dossier: Dossier) -> None:
        asked = _open_request(dossier)
        if dossier.status != Status.SUPPLEMENT and asked is None:
            context.unchanged()
            return
        at = data.at or context.effective_at
        given = {_which(one.component, one.name) for one in data.parts}
        faulty = dossier.parts.filter(state=PartState.FAULTY)
        dossier.parts.filter(pk__in=[one.pk for one in faulty if _which(one.component, one.name) in given]).delete()
        add_parts(dossier, data.parts)
        happen(context, dossier, Kind.SUPPLEMENT_GIVEN, at, parts=[one.component for one in data.parts])
        if asked is not None:
            asked.given_at = at
            asked.save(update_fields=["given_at"])
        if dossier.due_at:
            tell(dossier, "given")


def _which(component: str, name: str) -> tuple[str, str]:
    """What makes two papers the same: the component; without one, the name however it is spaced."""
    return (component, "") if component else ("", " ".join(name.split()).casefold())


def _open_request(dossier: Dossier) -> SupplementRequest | None:
    return dossier.supplement_requests.filter(asked_at__isnull=False, given_at__isnull=True).last()


def _plain(one: Missing) -> dict[str, str]:
    return {"component": one.component, "name": one.name.strip(), "why": one.why.strip(), "how": one.how.strip()}
