"""Working on the words of a draft: head, paragraphs, recipients. Every change asks what it started from (§4.5)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural, repeatable
from thongsuot.steering.notices import building
from thongsuot.steering.notices.actions.base import (
    held_open,
    home_path,
    paragraph_of,
    path_of_paragraph,
    refuse_stale,
    stamp,
    touched,
)
from thongsuot.steering.notices.actions.inputs import (
    Head,
    Move,
    NewParagraph,
    NoticeKey,
    ParagraphId,
    ParagraphText,
    RecipientLines,
)
from thongsuot.steering.notices.domain.figures import places
from thongsuot.steering.notices.domain.numbering import HEADING, POINT
from thongsuot.steering.notices.domain.outside import clean_recipient
from thongsuot.steering.notices.models import Notice, NoticeParagraph, PartRole
from thongsuot.steering.notices.recipients import set_recipients
from thongsuot.steering.permissions import Steering

_HEAD = ("superior", "issuer", "symbol", "place", "month", "year", "subject", "opening", "closing")
_REQUIRED = {
    "issuer": gettext_lazy("Hãy ghi tên cơ quan ban hành."),
    "symbol": gettext_lazy("Hãy ghi ký hiệu, ví dụ TB-UBND."),
    "place": gettext_lazy("Hãy ghi địa danh, ví dụ Lạng Sơn."),
    "subject": gettext_lazy("Hãy ghi trích yếu: thông báo kết luận của ai, tại cuộc họp nào."),
}


def head_stamp(notice: Notice) -> str:
    """What the head form started from."""
    return stamp(*(getattr(notice, column) for column in _HEAD))


def paragraph_stamp(paragraph: NoticeParagraph) -> str:
    return stamp(paragraph.text, paragraph.depth, paragraph.is_numbered)


class EditHead(Action[Head, NoticeKey]):
    name = "steering.notice.edit_head"
    label = gettext_lazy("Sửa phần đầu, phần kết của thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.head_edited"
    idempotency = natural("the same words again change nothing")

    def scope(self, data: Head) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Head) -> None:
        refuse_stale(data.seen, head_stamp(notice := held_open(data.key)), notice)
        for column, message in _REQUIRED.items():
            if not getattr(data, column).strip():
                raise ActionError(str(message), column)
        if "/" in data.symbol or " " in data.symbol.strip():
            raise ActionError(_("Ký hiệu viết liền, không có dấu gạch chéo, ví dụ TB-UBND."), "symbol")
        if data.month is not None and not 1 <= data.month <= 12:
            raise ActionError(_("Tháng phải từ 1 đến 12."), "month")
        if not 1945 <= data.year <= 2200:
            raise ActionError(_("Năm phải gồm bốn chữ số, ví dụ 2026."), "year")

    def execute(self, context: Context, data: Head) -> NoticeKey:
        notice = held_open(data.key)
        given = {column: _clean(getattr(data, column)) for column in _HEAD}
        before = {column: getattr(notice, column) for column in _HEAD}
        changes = {name: (before[name], value) for name, value in given.items() if before[name] != value}
        if not changes:
            context.unchanged()
            return NoticeKey(notice.key)
        for name, value in given.items():
            setattr(notice, name, value)
        notice.save(update_fields=[*_HEAD])
        touched(context, notice, changes)
        return NoticeKey(notice.key)


def _clean(value: Any) -> Any:
    """Lines without trailing blanks; empty lines fall away."""
    if not isinstance(value, str):
        return value
    return "\n".join(line for line in (" ".join(raw.split()) for raw in value.splitlines()) if line)


class AddParagraph(Action[NewParagraph, ParagraphId]):
    name = "steering.notice.add_paragraph"
    label = gettext_lazy("Thêm đoạn vào thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.paragraph_added"
    idempotency = repeatable("the same words may stand twice; a form sent twice is seen at once and removed")

    def scope(self, data: NewParagraph) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NewParagraph) -> None:
        _require_words(data.text)
        if data.role not in PartRole.values:
            raise ActionError(_("Hãy chọn phần: kết quả, hạn chế hoặc nhiệm vụ."), "role")
        _require_depth(data.depth)

    def execute(self, context: Context, data: NewParagraph) -> ParagraphId:
        notice = held_open(data.key)
        row = building.add(notice, data.role, _one_line(data.text), depth=data.depth, numbered=data.is_numbered)
        above = notice.paragraphs.filter(pk=data.after_id, role=data.role).first() if data.after_id else None
        if above is not None:
            row.order = above.order + 1
            row.save(update_fields=["order"])
        building.renumber(notice)
        row.refresh_from_db()
        touched(context, notice, {row.anchor: (None, row.text)})
        return ParagraphId(row.pk)


class EditParagraph(Action[ParagraphText, ParagraphId]):
    """Bound figures whose words are no longer in the text let go of it, and the event says so."""

    name = "steering.notice.edit_paragraph"
    label = gettext_lazy("Sửa đoạn của thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.paragraph_edited"
    idempotency = natural("the same words again change nothing")

    def scope(self, data: ParagraphText) -> str | None:
        return path_of_paragraph(data.id)

    def check(self, actor: Actor, data: ParagraphText) -> None:
        _require_words(data.text)
        _require_depth(data.depth)
        notice, row = paragraph_of(data.id)
        refuse_stale(data.seen, paragraph_stamp(row), notice)

    def execute(self, context: Context, data: ParagraphText) -> ParagraphId:
        notice, row = paragraph_of(data.id)
        text = _one_line(data.text)
        depth, numbered = (row.depth, row.is_numbered) if row.depth == HEADING else (data.depth, data.is_numbered)
        before = (row.text, row.depth, row.is_numbered)
        if before == (text, depth, numbered):
            context.unchanged()
            return ParagraphId(row.pk)
        row.text, row.depth, row.is_numbered = text, depth, numbered
        row.save(update_fields=["text", "depth", "is_numbered"])
        gone = _let_go(row)
        building.renumber(notice)
        row.refresh_from_db()
        changes: dict[str, tuple[Any, Any]] = {row.anchor: (before[0], text)}
        if before[1:] != (depth, numbered):
            changes["numbering"] = (list(before[1:]), [depth, numbered])
        if gone:
            changes["figures"] = (gone, None)
        touched(context, notice, changes)
        return ParagraphId(row.pk)


def _let_go(row: NoticeParagraph) -> list[str]:
    """Unbind figures whose words the text no longer holds."""
    figures = list(row.figures.order_by("pk"))
    found = places(row.text, [one.shown for one in figures])
    lost = [one for one, start in zip(figures, found, strict=True) if start is None]
    row.figures.filter(pk__in=[one.pk for one in lost]).delete()
    return [one.shown for one in lost]


class MoveParagraph(Action[Move, ParagraphId]):
    """Up or down within its part. Only numbers change: links to the row and its figures go with it."""

    name = "steering.notice.move_paragraph"
    label = gettext_lazy("Chuyển chỗ đoạn của thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.paragraph_moved"
    idempotency = repeatable("every press moves one place")

    def scope(self, data: Move) -> str | None:
        return path_of_paragraph(data.id)

    def execute(self, context: Context, data: Move) -> ParagraphId:
        notice, row = paragraph_of(data.id)
        others = list(notice.paragraphs.filter(role=row.role).exclude(depth=HEADING).order_by("order"))
        here = next((at for at, one in enumerate(others) if one.pk == row.pk), None)
        there = None if here is None else here + (1 if data.by > 0 else -1)
        if here is None or there is None or not 0 <= there < len(others):
            context.unchanged()
            return ParagraphId(row.pk)
        before, other = row.anchor, others[there]
        row.order, other.order = other.order, row.order
        NoticeParagraph.objects.bulk_update([row, other], ["order"])
        building.renumber(notice)
        row.refresh_from_db()
        touched(context, notice, {"moved": (before, row.anchor)})
        return ParagraphId(row.pk)


class RemoveParagraph(Action[ParagraphText, NoticeKey]):
    name = "steering.notice.remove_paragraph"
    label = gettext_lazy("Bỏ đoạn khỏi thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.paragraph_removed"
    idempotency = repeatable("a second run finds no paragraph and says so")

    def scope(self, data: ParagraphText) -> str | None:
        return path_of_paragraph(data.id)

    def check(self, actor: Actor, data: ParagraphText) -> None:
        notice, row = paragraph_of(data.id)
        refuse_stale(data.seen, paragraph_stamp(row), notice)
        if row.depth == HEADING:
            raise ActionError(_("Đề mục của phần không bỏ được: thông báo luôn có đủ ba phần. Hãy sửa lời."))

    def execute(self, context: Context, data: ParagraphText) -> NoticeKey:
        notice, row = paragraph_of(data.id)
        changes = {row.anchor: (row.text, None)}
        row.delete()
        building.renumber(notice)
        touched(context, notice, changes)
        return NoticeKey(notice.key)


class SetRecipients(Action[RecipientLines, NoticeKey]):
    name = "steering.notice.set_recipients"
    label = gettext_lazy("Sửa nơi nhận")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.recipients_set"
    idempotency = natural("the same list again changes nothing")

    def scope(self, data: RecipientLines) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: RecipientLines) -> None:
        if not any(line.strip() for line in data.lines):
            raise ActionError(_("Hãy ghi ít nhất một nơi nhận; dòng cuối thường là «Lưu: VT»."), "lines")
        if any(len(line) > 255 for line in data.lines):
            raise ActionError(_("Mỗi dòng nơi nhận không quá 255 ký tự. Hãy tách thành nhiều dòng."), "lines")

    def execute(self, context: Context, data: RecipientLines) -> NoticeKey:
        notice = held_open(data.key)
        wanted = [clean for line in data.lines if (clean := clean_recipient(line))]
        before = list(notice.recipients.values_list("text", flat=True))
        if before == wanted:
            context.unchanged()
            return NoticeKey(notice.key)
        set_recipients(notice, wanted)
        touched(context, notice, {"recipients": (before, wanted)})
        return NoticeKey(notice.key)


def _require_words(text: str) -> None:
    if not text.strip():
        raise ActionError(_("Đoạn chưa có chữ nào."), "text")


def _require_depth(depth: int) -> None:
    if not HEADING <= depth <= POINT:
        raise ActionError(_("Cấp của đoạn phải là đề mục, mục hoặc điểm."), "depth")


def _one_line(text: str) -> str:
    return " ".join(text.split())
