"""Publication: a decision, an hour, a version that never changes; at the hour what follows from it (E05, G08, R01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.domain.tree import Part
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing.actions.approving import still_the_same
from thongsuot.measuring.publishing.capsule.packing import About, pack
from thongsuot.measuring.publishing.content import Result, UnitResult
from thongsuot.measuring.publishing.models import Announcement, Publication
from thongsuot.measuring.publishing.telling import RESULT_PUBLISHED
from thongsuot.measuring.rounds.actions.base import of_round, round_of
from thongsuot.measuring.rounds.choices import RoundStatus
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.files.domain import ZIP
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import put
from thongsuot.platform.notifications import Note, notify_many
from thongsuot.registry.accounts.queries import role_holders
from thongsuot.registry.accounts.roles import Role
from thongsuot.steering.facade import WeakNode, propose_limits

APPEAL_DAYS = 15  # what the form offers; no text we know sets it, whoever publishes says


@dataclass(frozen=True, slots=True)
class Publishing:
    """``public_from`` empty: at once. ``appeal_days`` 0: no appeals are taken."""

    round_id: int
    decision: str
    public_from: datetime | None = None
    appeal_days: int = APPEAL_DAYS
    remedy_due: date | None = None
    remedy_due_text: str = ""


@dataclass(frozen=True, slots=True)
class PublicationId:
    id: int
    number: int


class PublishRound(Action[Publishing, PublicationId]):
    """Freezes what was approved as version 1; nothing of it leaves before its hour."""

    name = "measuring.result.publish"
    label = gettext_lazy("Công bố kết quả chấm điểm")
    permission = Measuring.RESULT_PUBLISH
    event = "measuring.result.published"
    idempotency = natural("a round is published once; later versions come from appeals")

    def scope(self, data: Publishing) -> str:
        return round_of(data.round_id).home.path

    def check(self, actor: Actor, data: Publishing) -> None:
        opened = round_of(data.round_id, lock=True)
        if Publication.objects.filter(round=opened).exists():
            return
        if opened.status != RoundStatus.APPROVED:
            raise ActionError(_("Kết quả chưa được phê duyệt nên chưa công bố được."))
        if not data.decision.strip():
            raise ActionError(_("Hãy ghi số, ngày của quyết định công bố."), "decision")
        if not 0 <= data.appeal_days <= 90:
            raise ActionError(_("Thời gian nhận kiến nghị từ 0 đến 90 ngày."), "appeal_days")

    def execute(self, context: Context, data: Publishing) -> PublicationId:
        opened = round_of(data.round_id)
        there = Publication.objects.filter(round=opened).order_by("number").first()
        if there is not None:
            context.unchanged()
            return PublicationId(there.pk, there.number)
        content, hour = still_the_same(opened), data.public_from or context.effective_at
        row = Publication(
            round=opened,
            decision=data.decision.strip(),
            public_from=hour,
            appeal_until=timezone.localdate(hour) + timedelta(days=data.appeal_days) if data.appeal_days else None,
            remedy_due=data.remedy_due,
            remedy_due_text=data.remedy_due_text.strip(),
        )
        return issue(context, row, content)


def issue(context: Context, row: Publication, content: dict[str, Any]) -> PublicationId:
    """Keep the next version of the round, and do at once what follows where its hour has come."""
    last = Publication.objects.filter(round=row.round).aggregate(last=Max("number"))["last"]
    row.number, row.content, row.digest = (last or 0) + 1, content, digest_of(content)
    row.published_at, row.published_by_id = context.effective_at, context.actor.id
    row.capsule = _capsule(row)
    row.save()
    changes = {"publication": (last, row.number), "digest": (None, row.digest), "public_from": (None, row.public_from)}
    context.record(of_round(row.round), changes, reason=row.reason)
    if row.public_from <= context.now:
        announce(context, row)
    return PublicationId(row.pk, row.number)


def _capsule(row: Publication) -> StoredFile:
    """Packed once and kept: a later release of this software may pack otherwise, the published bytes stay."""
    about = About(row.number, row.digest, row.decision, row.reason, row.public_from.isoformat())
    name = f"goi-tai-lap-{row.round.key}-ban-{row.number}.zip"
    return put([pack(row.content, about)], name, accepted=(ZIP,))


@dataclass(frozen=True, slots=True)
class Announcing:
    publication_id: int


@dataclass(frozen=True, slots=True)
class Announced:
    """``limits``: draft limits made now."""

    limits: int


class AnnouncePublication(Action[Announcing, Announced]):
    """At the hour: the round counts as published, units are told, weak criteria become draft limits (R01)."""

    name = "measuring.result.announce"
    label = gettext_lazy("Đến giờ công bố kết quả chấm điểm")
    permission = Measuring.RESULT_PUBLISH
    event = "measuring.result.announced"
    idempotency = natural("a publication is announced once")

    def scope(self, data: Announcing) -> str:
        return publication_of(data.publication_id).round.home.path

    def check(self, actor: Actor, data: Announcing) -> None:
        if publication_of(data.publication_id).public_from > timezone.now():
            raise ActionError(_("Chưa đến giờ công bố."))

    def execute(self, context: Context, data: Announcing) -> Announced:
        row = publication_of(data.publication_id)
        round_of(row.round_id, lock=True)
        if Announcement.objects.filter(publication=row).exists():
            context.unchanged()
            return Announced(0)
        return Announced(announce(context, row))


def announce(context: Context, row: Publication) -> int:
    """What follows when the hour has come, in one transaction; how many draft limits were made."""
    opened, result = round_of(row.round_id), Result.of(row)
    limits = _draft_limits(row, result)
    Announcement.objects.create(publication=row, at=context.effective_at, limits=limits)
    changes: dict[str, tuple[Any, Any]] = {"announced": (None, row.number), "limits": (None, limits)}
    if opened.status != RoundStatus.PUBLISHED:
        changes["status"] = (opened.status, RoundStatus.PUBLISHED.value)
        opened.status = RoundStatus.PUBLISHED
        opened.save(update_fields=["status"])
    context.record(of_round(opened), changes, event=AnnouncePublication.event)
    _tell(row, result)
    return limits


def publication_of(pk: int) -> Publication:
    found = Publication.objects.select_related("round__home").filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Bản công bố này không còn nữa. Hãy tải lại trang."))
    return found


def _draft_limits(row: Publication, result: Result) -> int:
    """Every base criterion below 80% of its maximum; what is unscored counts 0 and is weak, what does not apply not."""
    opened: Round = row.round
    weak = [
        WeakNode(
            key=f"{opened.key}/{node.code}",
            name=node.name,
            unit_id=unit.id,
            score=unit.leaves[node.code].final or Decimal(0),
            maximum=node.maximum,
            field=node.field,
        )
        for unit in result.units
        for node in result.leaf_nodes
        if node.part is Part.BASE and node.maximum and unit.leaves[node.code].is_applicable
    ]
    made = propose_limits(
        SYSTEM,
        home_id=opened.home_id,
        year=opened.year,
        round_name=opened.title,
        nodes=weak,
        due=row.remedy_due,
        due_text=row.remedy_due_text,
        is_sample=opened.is_sample,
    )
    return len(made)


def _tell(row: Publication, result: Result) -> None:
    people = role_holders([unit.id for unit in result.units], (Role.UNIT_FOCAL, Role.UNIT_HEAD))
    told = []
    for unit in result.units:
        own = [*people.get((unit.id, Role.UNIT_FOCAL), ()), *people.get((unit.id, Role.UNIT_HEAD), ())]
        if own:
            told.append((own, _note(row, unit)))
    notify_many(told)


def _note(row: Publication, unit: UnitResult) -> Note:
    text = _("Đã công bố %(title)s") % {"title": row.round.title}
    if row.number > 1:
        text = _("Đã công bố bản %(number)d của %(title)s") % {"number": row.number, "title": row.round.title}
    url = reverse("round-result-unit", args=[row.round.key, unit.key])
    why = _("Bạn là đầu mối hoặc lãnh đạo của đơn vị được chấm điểm.")
    return Note(RESULT_PUBLISHED, f"published-{row.pk}", text, why, url)
