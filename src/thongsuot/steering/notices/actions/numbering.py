"""Numbers from the book of the year: one after another from 01, none twice, none left out (Điều 15 NĐ 30/2020)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.steering.notices.actions.base import held, home_path, move_to, require_step
from thongsuot.steering.notices.actions.inputs import Numbered, Numbering
from thongsuot.steering.notices.domain.lifecycle import State, Step
from thongsuot.steering.notices.models import Notice, NumberBook
from thongsuot.steering.permissions import Steering


class NumberNotice(Action[Numbering, Numbered]):
    """The row of the book is held until the number is written into the paper: both stand, or neither."""

    name = "steering.notice.number"
    label = gettext_lazy("Cấp số thông báo")
    permission = Steering.NOTICE_ISSUE
    event = "steering.notice.numbered"
    idempotency = natural("a numbered notice keeps its number")

    def scope(self, data: Numbering) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Numbering) -> None:
        notice = held(data.key)
        require_step(notice, Step.NUMBER)
        day = data.dated or timezone.localdate()
        if day > timezone.localdate():
            raise ActionError(_("Ngày văn bản không được sau hôm nay."), "dated")
        if day.year != notice.year:
            raise ActionError(
                _("Bản đã ký ghi năm %(year)s. Muốn mang ngày của năm khác, hãy trả lại để ký lại.")
                % {"year": notice.year},
                "dated",
            )
        if notice.signed_at and day < timezone.localdate(notice.signed_at):
            raise ActionError(
                _("Văn bản ký ngày %(day)s nên ngày văn bản không thể trước ngày đó.")
                % {"day": format_date(timezone.localdate(notice.signed_at))},
                "dated",
            )

    def execute(self, context: Context, data: Numbering) -> Numbered:
        notice = held(data.key)
        day = data.dated or timezone.localdate(context.now)
        book = _open_book(notice, day.year)
        _require_order(notice, book, day)
        book.last += 1
        book.save(update_fields=["last"])
        move_to(context, notice, State.NUMBERED, number=book.last, dated=day, month=day.month)
        return Numbered(book.last, day)


def _open_book(notice: Notice, year: int) -> NumberBook:
    """The book of body, symbol and year, made where it is missing, locked until the transaction ends."""
    own = {"home_id": notice.home_id, "symbol": notice.symbol, "year": year}
    NumberBook.objects.bulk_create([NumberBook(**own)], ignore_conflicts=True)
    return NumberBook.objects.select_for_update().get(**own)


def _require_order(notice: Notice, book: NumberBook, day: date) -> None:
    """Numbers and days run the same way."""
    last = Notice.objects.filter(
        home_id=notice.home_id, symbol=notice.symbol, year=book.year, number=book.last
    ).values_list("dated", flat=True)
    before = last.first()
    if before is not None and day < before:
        raise ActionError(
            _("Số %(number)s đã cấp ngày %(day)s; số sau không thể mang ngày trước đó.")
            % {"number": f"{book.last:02d}", "day": format_date(before)},
            "dated",
        )
