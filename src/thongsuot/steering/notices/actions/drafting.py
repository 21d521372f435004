"""A draft from a meeting's conclusions, and a notice from outside kept in the same parts."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural, repeatable
from thongsuot.registry.claims.queries import visible_to as claims_visible_to
from thongsuot.registry.directives.queries import limitations_visible_to
from thongsuot.registry.documents.models import Document
from thongsuot.registry.units.models import Unit
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.notices import building, outside
from thongsuot.steering.notices.actions.base import aggregate, held_open, home_path, touched
from thongsuot.steering.notices.actions.inputs import FromDocument, NewNotice, NoticeKey, Offers
from thongsuot.steering.notices.domain import wording
from thongsuot.steering.notices.meetings import facts_of, new_notice, sign_by_chair
from thongsuot.steering.notices.models import Notice, NoticeStatus, PartRole
from thongsuot.steering.notices.recipients import set_recipients, template_for
from thongsuot.steering.permissions import Steering


class DraftNotice(Action[NewNotice, NoticeKey]):
    """Three parts, the opening from the facts of the meeting, a section for every conclusion (C02)."""

    name = "steering.notice.draft"
    label = gettext_lazy("Dự thảo thông báo kết luận")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.drafted"
    idempotency = repeatable(
        "a meeting has one living notice, which a second run finds; others are papers of their own"
    )

    def scope(self, data: NewNotice) -> str | None:
        if data.meeting_key:
            return Meeting.objects.filter(key=data.meeting_key).values_list("committee__home__path", flat=True).first()
        return Unit.objects.filter(pk=data.home_id).values_list("path", flat=True).first()

    def check(self, actor: Actor, data: NewNotice) -> None:
        if data.meeting_key and not Meeting.objects.filter(key=data.meeting_key).exists():
            raise ActionError(_("Không có phiên họp này. Hãy chọn lại."), "meeting_key")
        if not data.meeting_key and not Unit.objects.filter(pk=data.home_id).exists():
            raise ActionError(_("Hãy chọn phiên họp, hoặc cơ quan ban hành thông báo."), "meeting_key")

    def execute(self, context: Context, data: NewNotice) -> NoticeKey:
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(key=data.meeting_key).first()
        kept = meeting and meeting.notices.exclude(status=NoticeStatus.REPLACED).order_by("pk").first()
        if kept:
            context.unchanged()
            return NoticeKey(kept.key)
        home = meeting.committee.home if meeting else Unit.objects.get(pk=data.home_id)
        notice = _begin(context, home, meeting, data.is_sample)
        facts = facts_of(meeting) if meeting else wording.MeetingFacts("")
        building.add_headings(notice, facts.period)
        building.add_results(notice, claims_visible_to(context.actor).filter(pk__in=data.claim_ids))
        building.add_limits(notice, limitations_visible_to(context.actor).filter(pk__in=data.limitation_ids))
        if meeting:
            building.add_conclusions(notice, meeting.conclusions.order_by("order"))
        building.renumber(notice)
        set_recipients(notice, template_for(home.kind))
        context.record(aggregate(notice), {"subject": (None, notice.subject), "meeting": (None, data.meeting_key)})
        return NoticeKey(notice.key)


def _begin(context: Context, home: Unit, meeting: Meeting | None, is_sample: bool) -> Notice:
    notice = new_notice(home, meeting, timezone.localdate(context.now))
    notice.drafted_by_id = context.actor.id
    notice.is_sample = is_sample or bool(meeting and meeting.is_sample)
    sign_by_chair(notice)
    notice.save()
    return notice


class DraftFromDocument(Action[FromDocument, NoticeKey]):
    """The same parts, numbering, signature block and recipients as the paper read (issue 3, «It must show»)."""

    name = "steering.notice.draft_from_document"
    label = gettext_lazy("Đưa thông báo đã đọc vào soạn thảo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.taken_over"
    idempotency = natural("a document has one notice made from it: a second run finds the first")

    def scope(self, data: FromDocument) -> str | None:
        home = outside.home_of(data.document_key, data.home_id)
        return home.path if home else None

    def check(self, actor: Actor, data: FromDocument) -> None:
        document = Document.objects.filter(key=data.document_key).first()
        if document is None:
            raise ActionError(_("Không có văn bản này."), "document_key")
        if outside.home_of(data.document_key, data.home_id) is None:
            raise ActionError(_("Văn bản không nêu cơ quan ban hành. Hãy chọn cơ quan."), "home_id")
        if not document.passages.filter(role__in=PartRole.values).exists():
            raise ActionError(
                _("Văn bản này không có các phần kết quả, hạn chế, nhiệm vụ nên không phải thông báo kết luận.")
            )

    def execute(self, context: Context, data: FromDocument) -> NoticeKey:
        document = Document.objects.select_for_update(of=("self",)).get(key=data.document_key)
        kept = Notice.objects.filter(read_from=document).order_by("pk").first()
        if kept is not None:
            context.unchanged()
            return NoticeKey(kept.key)
        home = outside.home_of(data.document_key, data.home_id)
        assert home is not None
        notice = outside.keep(document, home, context.actor.id, data.is_sample or document.is_sample)
        context.record(aggregate(notice), {"subject": (None, notice.subject), "read_from": (None, document.key)})
        return NoticeKey(notice.key)


class TakeOffers(Action[Offers, NoticeKey]):
    """Takes figures and limits of the record over into parts 1 and 2; the record proposes, a person chooses."""

    name = "steering.notice.take_offers"
    label = gettext_lazy("Đưa số liệu, hạn chế vào thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.offers_taken"
    idempotency = natural("what already stands in the notice is not added again")

    def scope(self, data: Offers) -> str | None:
        return home_path(data.key)

    def execute(self, context: Context, data: Offers) -> NoticeKey:
        notice = held_open(data.key)
        rows = notice.paragraphs.all()
        claims = claims_visible_to(context.actor).filter(pk__in=data.claim_ids)
        claims = claims.exclude(notice_figures__paragraph__in=rows).order_by("pk")
        limits = limitations_visible_to(context.actor).filter(pk__in=data.limitation_ids)
        limits = limits.exclude(pk__in=rows.filter(limitation__isnull=False).values("limitation")).order_by("pk")
        added = (building.add_results(notice, list(claims)), building.add_limits(notice, list(limits)))
        if not any(added):
            context.unchanged()
            return NoticeKey(notice.key)
        building.renumber(notice)
        touched(context, notice, {"results": (None, added[0]), "limitations": (None, added[1])})
        return NoticeKey(notice.key)
