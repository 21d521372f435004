"""Where limits come from: typed in, read from a document, proposed by a measuring round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.directives.models import Limitation
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.steps import LimitId, day_of, due_day, home_of, unit_of
from thongsuot.steering.remedies.choices import LimitSource, LimitStatus
from thongsuot.steering.remedies.models import Limit


@dataclass(frozen=True, slots=True)
class NewLimit:
    """``open`` takes it up at once; a draft waits for somebody to take it up."""

    home_id: int
    text: str
    year: int
    unit_id: int | None = None
    field: str = ""
    source: str = LimitSource.ENTRY.value
    source_text: str = ""
    due_text: str = ""
    is_sample: bool = False
    open: bool = True


class AddLimit(Action[NewLimit, LimitId]):
    name = "steering.remedy.add"
    label = gettext_lazy("Ghi hạn chế")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.added"
    idempotency = KEYED

    def scope(self, data: NewLimit) -> str:
        return home_of(data.home_id).path

    def check(self, actor: Actor, data: NewLimit) -> None:
        if not data.text.strip():
            raise ActionError(_("Hãy viết hạn chế là gì, bằng một câu."), "text")

    def execute(self, context: Context, data: NewLimit) -> LimitId:
        unit = unit_of(data.unit_id)
        today = day_of(context)
        limit = Limit(
            home_id=data.home_id,
            unit=unit,
            text=data.text.strip(),
            year=data.year,
            field=data.field,
            source=data.source,
            source_text=data.source_text,
            due=due_day(data.due_text, today),
            due_text=data.due_text.strip(),
            is_sample=data.is_sample,
        )
        if data.open:
            limit.status, limit.opened_on = LimitStatus.OPEN, today
        return write(context, limit)


def write(context: Context, limit: Limit) -> LimitId:
    """Save a new limit with its search key, and say so."""
    limit.added_by_id = context.actor.id
    limit.search_key = fold(nfc(limit.text))[:1100]
    limit.save()
    context.record(Aggregate("limit", str(limit.pk)), {"status": (None, limit.status), "text": (None, limit.text)})
    return LimitId(limit.pk)


@dataclass(frozen=True, slots=True)
class FromDocument:
    document_key: str
    home_id: int
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """Ids of the limits made now; those of an earlier run are not made again."""

    ids: tuple[int, ...]


class DraftLimits(Action[FromDocument, Drafted]):
    """Every confirmed limitation of a document becomes a draft limit, in one step."""

    name = "steering.remedy.draft"
    label = gettext_lazy("Lấy hạn chế từ văn bản")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.drafted"
    idempotency = natural("a limitation of a document belongs to at most one limit")

    def scope(self, data: FromDocument) -> str:
        return home_of(data.home_id).path

    def check(self, actor: Actor, data: FromDocument) -> None:
        if not Limitation.objects.filter(document__key=data.document_key, status=ReviewStatus.CONFIRMED).exists():
            raise ActionError(_("Văn bản này chưa có hạn chế nào được xác nhận. Hãy xác nhận tại trang văn bản trước."))

    def execute(self, context: Context, data: FromDocument) -> Drafted:
        document = Document.objects.select_for_update().get(key=data.document_key)
        fresh = Limitation.objects.filter(document=document, status=ReviewStatus.CONFIRMED, limit__isnull=True)
        home = home_of(data.home_id)
        year = (document.dated or timezone.localdate(context.effective_at)).year
        ids = []
        for one in fresh.select_related("unit").order_by("start"):
            beneath = one.unit is not None and one.unit.path.startswith(f"{home.path}/")
            limit = Limit(
                home=home,
                unit=one.unit if beneath else None,
                unit_text=one.unit_text,
                text=one.text,
                year=year,
                source=LimitSource.DOCUMENT,
                source_text=document.title,
                limitation=one,
                is_sample=data.is_sample or document.is_sample,
            )
            ids.append(write(context, limit).id)
        if not ids:
            context.unchanged()
        return Drafted(tuple(ids))


@dataclass(frozen=True, slots=True)
class WeakCriterion:
    """A criterion of a published round that stayed below 80% of its maximum. ``key`` names round and criterion."""

    key: str
    name: str
    unit_id: int
    score: str  # decimals as text: «3,13» printed by the round as 3.13
    maximum: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class FromRound:
    home_id: int
    year: int
    round_name: str
    criteria: tuple[WeakCriterion, ...]
    due: date | None = None
    due_text: str = ""
    is_sample: bool = False


class DraftFromRound(Action[FromRound, Drafted]):
    """R01: after publication, every weak criterion becomes a draft limit of its unit."""

    name = "steering.remedy.draft_round"
    label = gettext_lazy("Lấy hạn chế từ kết quả chấm điểm")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.drafted"
    idempotency = natural("a criterion of a round gives one limit for each unit")

    def scope(self, data: FromRound) -> str:
        return home_of(data.home_id).path

    def execute(self, context: Context, data: FromRound) -> Drafted:
        home = home_of(data.home_id)
        type(home).objects.select_for_update().get(pk=home.pk)  # two publications at once take turns
        there = set(Limit.objects.filter(home=home).exclude(criterion="").values_list("criterion", "unit_id"))
        fresh = [one for one in data.criteria if (one.key, one.unit_id) not in there]
        ids = tuple(write(context, _of_criterion(data, one)).id for one in fresh)
        if not ids:
            context.unchanged()
        return Drafted(ids)


def _of_criterion(data: FromRound, one: WeakCriterion) -> Limit:
    shown: dict[str, Any] = {"name": one.name, "score": _comma(one.score), "maximum": _comma(one.maximum)}
    return Limit(
        home_id=data.home_id,
        unit_id=one.unit_id,
        text=_("%(name)s: đạt %(score)s/%(maximum)s điểm") % shown,
        year=data.year,
        field=one.field,
        source=LimitSource.MEASURING,
        source_text=data.round_name,
        criterion=one.key,
        score=one.score,
        maximum=one.maximum,
        due=data.due,
        due_text=data.due_text,
        is_sample=data.is_sample,
    )


def _comma(number: str) -> str:
    return number.replace(".", ",")
