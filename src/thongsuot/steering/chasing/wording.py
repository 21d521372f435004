"""What a reminder says, and why this person gets it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.steering.chasing.domain import Standing

REMINDED, CALLED = "task.reminded", "task.called"
KINDS = {REMINDED: gettext_lazy("Nhắc hạn nhiệm vụ"), CALLED: gettext_lazy("Được đôn đốc")}
STANDINGS = {
    Standing.DOER: gettext_lazy("đơn vị chủ trì"),
    Standing.HEAD: gettext_lazy("lãnh đạo đơn vị chủ trì"),
    Standing.DEPUTY: gettext_lazy("Phó Trưởng Ban phụ trách lĩnh vực"),
    Standing.SECRETARIAT: gettext_lazy("Tổ Thư ký"),
    Standing.GIVER: gettext_lazy("bên giao việc"),
}
_WHYS = {
    Standing.DOER: gettext_lazy("Đơn vị bạn chủ trì việc này."),
    Standing.HEAD: gettext_lazy("Bạn là lãnh đạo đơn vị chủ trì; việc đã quá hạn."),
    Standing.DEPUTY: gettext_lazy("Bạn phụ trách lĩnh vực này trong Ban Chỉ đạo; việc quá hạn từ một tuần."),
    Standing.SECRETARIAT: gettext_lazy("Bạn theo dõi việc này cho Ban Chỉ đạo; việc quá hạn từ một tuần."),
    Standing.GIVER: gettext_lazy("Người phải nhận nhắc việc chưa có tài khoản, nên bên giao việc nhận thay."),
}


def reminder_text(title: str, deadline: date, day: date) -> str:
    """«Còn 3 ngày đến hạn 30/11/2026: …», «Hôm nay là hạn: …», «Quá hạn 7 ngày (hạn 30/11/2026): …»."""
    words = {"title": title, "deadline": format_date(deadline), "days": abs((deadline - day).days)}
    if deadline > day:
        return _("Còn %(days)d ngày đến hạn %(deadline)s: %(title)s") % words
    if deadline == day:
        return _("Hôm nay là hạn: %(title)s") % words
    return _("Quá hạn %(days)d ngày (hạn %(deadline)s): %(title)s") % words


def call_text(title: str, words: str) -> str:
    return _("Đôn đốc: %(title)s. %(words)s") % {"title": title, "words": words}


def why(standing: str) -> str:
    """The sentence under the note and in the letter."""
    return str(_WHYS[Standing(standing)])
