"""The orders of a document become tasks in one step; each once, with its sentence and place (C08, J3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import one_of
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, FieldError, natural
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents.models import Document
from thongsuot.registry.documents.queries import visible_to as documents
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import refuse_future
from thongsuot.steering.tasks.actions.consulting import consult
from thongsuot.steering.tasks.actions.creating import CreateTask
from thongsuot.steering.tasks.actions.inputs import Choice, Given, Giving, Handling, NewTask
from thongsuot.steering.tasks.choices import Level, TaskSource
from thongsuot.steering.tasks.giving import quota_of, title_of, title_of_share
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.queries import confirmed_orders

_LEVELS = {
    UnitKind.NATION: Level.GOVERNMENT,
    UnitKind.MINISTRY: Level.MINISTRY,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.COMMITTEE: Level.PROVINCE,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.COMMUNE: Level.COMMUNE,
}


class GiveDirectives(Action[Giving, Given]):
    """Gives confirmed orders of kind «nhiệm vụ»; orientations stay orientations. One order makes one task."""

    name = "steering.directives.give"
    label = gettext_lazy("Giao việc từ văn bản")
    permission = Steering.TASK_ASSIGN
    event = "steering.directives.given"
    idempotency = natural("an order that already has its task is left as it is")

    def scope(self, data: Giving) -> str:
        return Unit.objects.filter(pk=data.home_id).values_list("path", flat=True).first() or ""

    def authorise(self, actor: Actor, data: Giving) -> None:
        super().authorise(actor, data)
        one_of(documents(actor).only("pk"), key=data.document_key)

    def check(self, actor: Actor, data: Giving) -> None:
        refuse_future(data.on)
        errors = [one for choice in data.choices for one in _faults(choice)]
        if errors:
            raise ActionError.of(errors)

    def execute(self, context: Context, data: Giving) -> Given:
        document = Document.objects.select_for_update(of=("self",)).select_related("unit").get(key=data.document_key)
        wanted = {one.directive_id: one for one in data.choices if one.how is not Handling.LATER}
        orders = confirmed_orders(document).filter(pk__in=wanted)
        made = dict(Task.objects.filter(directive__document=document).values_list("directive_id", "pk"))
        before = set(made)
        maker = _Maker(context, document, data, made)
        for order in orders:  # parents stand before their shares
            if order.pk not in made:
                made[order.pk] = maker.make(order, wanted[order.pk])
        new = tuple(pk for order, pk in made.items() if order not in before)
        if new:
            context.record(Aggregate("document", document.key), {"tasks": (None, list(new))})
        else:
            context.unchanged()
        return Given(new, len(before & set(wanted)))


@dataclass(frozen=True, slots=True)
class _Maker:
    context: Context
    document: Document
    data: Giving
    made: dict[int, int]

    def make(self, order: Directive, choice: Choice) -> int:
        actor = self.context.actor
        pk = CreateTask.run(actor, self._new(order, choice)).id
        if choice.how is Handling.ASK:
            consult(actor, pk, choice.question or _("Chưa rõ ai chủ trì hoặc hạn."))
        return pk

    def _new(self, order: Directive, choice: Choice) -> NewTask:
        quota = quota_of(order.quantity)
        passage = passage_of(self.document, order)
        lead = choice.lead_id if choice.how is Handling.GIVE else None
        return NewTask(
            title=_title(order),
            home_id=self.data.home_id,
            lead_id=lead,
            lead_text=order.assignee_text,
            is_common=choice.how is Handling.COMMON,
            partner_texts=tuple(str(one)[:255] for one in order.coordinating),
            result=choice.result,
            quantity=quota.count if quota else None,
            quantity_unit=quota.of[:80] if quota else "",
            deadline=order.deadline if choice.deadline_text == order.deadline_text else None,
            deadline_text=choice.deadline_text,
            level=level_of(self.document),
            committee_id=self.data.committee_id,
            parent_id=self.made.get(order.parent_id) if order.parent_id else None,
            directive_id=order.pk,
            source=TaskSource.DIRECTIVE,
            source_url=f"/van-ban/{self.document.key}#{passage or f'd{order.pk}'}",
            source_quote=order.quote,
            source_locator=_("mục %(section)s") % {"section": order.section} if order.section else passage,
            note=order.note,
            is_public=self.document.is_public,
            is_sample=self.document.is_sample,
            assign=choice.how in (Handling.GIVE, Handling.COMMON),
            on=self.data.on,
        )


def _title(order: Directive) -> str:
    if order.parent is None or not order.quantity:
        return title_of(order.text)
    first = min(order.parent.children.all(), key=lambda one: one.start)
    return title_of_share(order.parent.text, first.text, order.quantity)


def passage_of(document: Document, order: Directive) -> str:
    """Anchor of the passage the order stands in."""
    found = document.passages.filter(start__lte=order.start, end__gte=order.start).order_by("start").last()
    return found.anchor if found else ""


def level_of(document: Document) -> str:
    kind = document.unit.kind if document.unit else ""
    return str(_LEVELS.get(kind, Level.UNIT if kind else Level.PROVINCE))  # type: ignore[call-overload]


def _faults(choice: Choice) -> Iterable[FieldError]:
    if choice.how is Handling.GIVE and choice.lead_id is None:
        message = _("Chưa có đơn vị chủ trì: chọn đơn vị, giao chung, hoặc xin ý kiến Trưởng Ban Chỉ đạo.")
        yield FieldError(message, f"{choice.directive_id}-lead_id")
