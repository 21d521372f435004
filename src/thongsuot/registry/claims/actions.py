"""Confirming, setting aside and revising figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.figures import Qualifier
from thongsuot.kernel.numbers import AmbiguousNumber, understand_input
from thongsuot.kernel.periods import UnknownPeriod, parse_period
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.claims.models import Claim, ClaimOrigin
from thongsuot.registry.claims.searching import index_claims
from thongsuot.registry.claims.shape import exponent_of, period_fields
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.findings.store import compare
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.reviewing import ReviewAction
from thongsuot.registry.units.models import Unit

NUMBERS = ("value", "numerator", "denominator", "target")


class ReviewClaim(ReviewAction):
    """A named person says the figure was read right, puts right what was not, or sets it aside."""

    name = "registry.claim.review"
    label = gettext_lazy("Xác nhận số liệu")
    permission = Permission.CLAIM_CONFIRM
    event = "registry.claim.reviewed"
    idempotency = natural("the decision names the state the claim ends in")
    model = Claim
    aggregate_type = "claim"

    def parse_edits(self, row: Claim, edits: Mapping[str, str]) -> dict[str, Any]:
        return parse_claim_edits(edits, row.document.dated)

    def after(self, context: Context, row: Claim) -> None:
        if row.supersedes_id:
            _retire(context, row) if row.status == ReviewStatus.CONFIRMED else _bring_back(context, row)
        index_claims([row.pk])
        compare(row)

    def check(self, actor: Actor, data: Any) -> None:
        super().check(actor, data)
        row = Claim.objects.get(pk=data.id)
        if row.supersedes_id and row.entered_by_id == actor.id and data.decision == "confirm":
            raise ActionError(_("Người đề nghị điều chỉnh không tự duyệt. Hãy nhờ người khác có quyền xác nhận."))


@dataclass(frozen=True, slots=True)
class Revision:
    """A corrected figure for a confirmed one: nothing is overwritten, both versions stay readable (D10)."""

    claim_id: int
    edits: dict[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Revised:
    claim_id: int


class ReviseClaim(Action[Revision, Revised]):
    """Proposes a new version with a reason; somebody else confirms it, and only then the old one steps back."""

    name = "registry.claim.revise"
    label = gettext_lazy("Đề nghị điều chỉnh số liệu")
    permission = Permission.CLAIM_REVISE
    event = "registry.claim.revision_proposed"
    idempotency = KEYED

    def scope(self, data: Revision) -> str | None:
        return Claim.objects.filter(pk=data.claim_id).values_list("document__unit__path", flat=True).first()

    def check(self, actor: Actor, data: Revision) -> None:
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do điều chỉnh: ai cho số mới, căn cứ nào."), "reason")
        claim = Claim.objects.select_for_update().filter(pk=data.claim_id).first()
        if claim is None or claim.status != ReviewStatus.CONFIRMED:
            raise ActionError(_("Chỉ điều chỉnh số liệu đã xác nhận. Số đang chờ thì sửa khi xác nhận."))
        if Claim.objects.filter(supersedes=claim).exclude(status=ReviewStatus.REJECTED).exists():
            raise ConflictError(_("Số liệu này đã có bản điều chỉnh đang chờ hoặc đã duyệt."))

    def execute(self, context: Context, data: Revision) -> Revised:
        old = Claim.objects.select_for_update().get(pk=data.claim_id)
        edits = parse_claim_edits(data.edits, old.document.dated)
        if all(getattr(old, column) == value for column, value in edits.items()):
            raise ActionError(_("Bản điều chỉnh không khác bản đang có."), "value")
        new = _copy(old)
        for column, value in edits.items():
            setattr(new, column, value)
        new.supersedes, new.revision_reason, new.entered_by_id = old, data.reason, context.actor.id
        new.save()
        _copy_spans(old, new)
        changes = {column: (getattr(old, column), value) for column, value in edits.items()}
        context.record(Aggregate("claim", str(new.pk)), {"supersedes": (None, old.pk), **changes}, reason=data.reason)
        return Revised(new.pk)


def parse_claim_edits(edits: Mapping[str, str], reference: date | None) -> dict[str, Any]:
    """Columns from what a person typed: Vietnamese numbers, a period in words, a unit and an indicator by key."""
    parsed: dict[str, Any] = {}
    for column, text in edits.items():
        parsed |= _parse_one(column, text.strip(), reference)
    return parsed


def _parse_one(column: str, text: str, reference: date | None) -> dict[str, Any]:
    if column in NUMBERS:
        return _parse_number(column, text)
    if column == "period_text":
        return _parse_period(text, reference)
    if column == "subject":
        return {"subject_id": _id_by_key(Unit, text, _("đơn vị"), column)}
    if column == "indicator":
        return {"indicator_id": _id_by_key(Indicator, text, _("chỉ tiêu"), column)}
    if column == "qualifier" and text not in set(Qualifier):
        raise ActionError(_("Định tính phải là một trong: =, >, <, ~, >=, <=."), column)
    if column in ("unit_of_measure", "name", "qualifier", "note"):
        return {column: text}
    raise ActionError(_("Không sửa được mục «%(column)s» ở đây.") % {"column": column}, column)


def _parse_period(text: str, reference: date | None) -> dict[str, Any]:
    if not text:
        return period_fields(None)
    try:
        return period_fields(parse_period(text, reference))
    except UnknownPeriod as error:
        raise ActionError(str(error), "period_text") from error


def _parse_number(column: str, text: str) -> dict[str, Any]:
    if not text:
        return {column: None} | ({"value_exponent": None} if column == "value" else {})
    try:
        number, _echo = understand_input(text)
    except (AmbiguousNumber, ValueError) as error:
        raise ActionError(str(error), column) from error
    return {column: number} | ({"value_exponent": exponent_of(number)} if column == "value" else {})


def _id_by_key(model: type[Unit] | type[Indicator], key: str, what: str, column: str) -> int | None:
    if not key:
        return None
    found = model.objects.filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise ActionError(_("Không có %(what)s mang mã «%(key)s».") % {"what": what, "key": key}, column)
    return found


def _copy(claim: Claim) -> Claim:
    own = {
        "id",
        "status",
        "reviewed_by",
        "reviewed_at",
        "supersedes",
        "revision_reason",
        "created_at",
        "entered_by",
    }
    values = {f.attname: getattr(claim, f.attname) for f in Claim._meta.concrete_fields if f.name not in own}
    return Claim(**{**values, "origin": ClaimOrigin.ENTRY})


def _copy_spans(old: Claim, new: Claim) -> None:
    for span in old.spans.all():
        span.pk, span.claim, span._state.adding = None, new, True
        span.save()


def _retire(context: Context, new: Claim) -> None:
    old = new.supersedes
    if old is None or old.status == ReviewStatus.SUPERSEDED:
        return
    old.status = ReviewStatus.SUPERSEDED
    old.save(update_fields=["status"])
    context.record(Aggregate("claim", str(old.pk)), {"status": ("confirmed", "superseded")}, reason=new.revision_reason)
    index_claims([old.pk])


def _bring_back(context: Context, new: Claim) -> None:
    """A revision taken up again or set aside no longer replaces anything: some version always stands."""
    old = new.supersedes
    if old is None or old.status != ReviewStatus.SUPERSEDED:
        return
    old.status = ReviewStatus.CONFIRMED
    old.save(update_fields=["status"])
    context.record(Aggregate("claim", str(old.pk)), {"status": ("superseded", "confirmed")})
    index_claims([old.pk])
