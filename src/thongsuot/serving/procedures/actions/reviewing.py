"""«Thủ tục này phiền hà» (H08): said by anybody, studied and answered by whoever edits the procedure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.actions import KEYED, Action, ActionError, Context, natural
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.actions.base import NO_BRANCH, OnProcedure, procedure_of, record
from thongsuot.serving.procedures.models import ProcedureVersion, ReviewItem, ReviewState, ReviewTopic
from thongsuot.serving.procedures.public import TAG

MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Tagging:
    """``version_id``: the version the person was looking at."""

    code: str
    topic: str
    text: str
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewId:
    id: int


class TagNuisance(OnProcedure[Tagging, ReviewId]):
    """Without log-in and without a name; the page limits how often (platform.ratelimit)."""

    name = "serving.review.tag"
    label = gettext_lazy("Phản ánh thủ tục phiền hà")
    permission = TAG
    event = "serving.review.tagged"
    idempotency = KEYED

    def check(self, actor: Actor, data: Tagging) -> None:
        if data.topic not in ReviewTopic.values:
            raise ActionError(_("Ông/bà hãy chọn điều phiền hà."), "topic")
        if data.topic == ReviewTopic.OTHER and not data.text.strip():
            raise ActionError(_("Ông/bà hãy ghi vài chữ về điều phiền hà."), "text")
        if len(data.text) > MOST_LETTERS:
            raise ActionError(_("Nội dung dài quá 2.000 chữ cái. Ông/bà hãy viết gọn lại."), "text")

    def execute(self, context: Context, data: Tagging) -> ReviewId:
        procedure = procedure_of(data.code)
        version = ProcedureVersion.objects.filter(pk=data.version_id, procedure=procedure).first()
        item = ReviewItem.objects.create(procedure=procedure, version=version, topic=data.topic, text=data.text.strip())
        record(context, procedure, {"review": (None, item.pk), "topic": (None, data.topic)})
        return ReviewId(item.pk)


@dataclass(frozen=True, slots=True)
class Answering:
    """``status``: of ``ReviewState``; an end needs an answer in words."""

    id: int
    status: str
    answer: str


class AnswerReview(Action[Answering, ReviewId]):
    name = "serving.review.answer"
    label = gettext_lazy("Xử lý ý kiến rà soát thủ tục")
    permission = Serving.PROCEDURE_EDIT
    event = "serving.review.answered"
    idempotency = natural("the item already says so after the first run")

    def scope(self, data: Answering) -> str:
        home = _item(data.id).procedure.home
        return home.path if home else NO_BRANCH

    def check(self, actor: Actor, data: Answering) -> None:
        if data.status not in ReviewState.values or data.status == ReviewState.OPEN:
            raise ActionError(_("Hãy chọn kết quả rà soát."), "status")
        if data.status != ReviewState.STUDYING and not data.answer.strip():
            raise ActionError(_("Hãy ghi câu trả lời; người dân sẽ đọc được."), "answer")

    def execute(self, context: Context, data: Answering) -> ReviewId:
        item = ReviewItem.objects.select_for_update(of=("self",)).get(pk=data.id)
        if (item.status, item.answer) == (data.status, data.answer.strip()):
            context.unchanged()
            return ReviewId(item.pk)
        before = item.status
        item.status, item.answer = data.status, data.answer.strip()
        item.answered_by_id, item.answered_at = context.actor.id, context.now
        item.save()
        record(context, item.procedure, {"review": (item.pk, item.pk), "status": (before, item.status)}, item.answer)
        return ReviewId(item.pk)


def _item(pk: int) -> ReviewItem:
    found = ReviewItem.objects.select_related("procedure__home").filter(pk=pk).first()
    if found is None:
        raise Hidden(_("Không có ý kiến này."))
    return found
