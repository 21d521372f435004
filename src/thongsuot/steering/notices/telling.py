"""Who is told what about a notice, and why they."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.notifications import Note, notify
from thongsuot.platform.notifications.kinds import declare_kind
from thongsuot.registry.accounts.queries import accounts_in_roles
from thongsuot.registry.accounts.roles import Role
from thongsuot.steering.notices.domain.printing import number_text
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.people import committee_heads_of, holders_of_position

STEP = "steering.notice.step"
ISSUED = "steering.notice.issued"


def declare_kinds() -> None:
    """Called once when the app is ready."""
    declare_kind(STEP, str(gettext_lazy("Thông báo kết luận chờ bạn xử lý")))
    declare_kind(ISSUED, str(gettext_lazy("Văn bản mới gửi tới bạn")))


def submitted(notice: Notice) -> None:
    _tell(notice, committee_heads_of(notice.home_id), "submitted", _("Thông báo chờ duyệt: %(subject)s"))


def returned(notice: Notice, reason: str) -> None:
    drafter = [notice.drafted_by_id] if notice.drafted_by_id else []
    _tell(notice, drafter, "returned", _("Thông báo bị trả lại: %(reason)s — %(subject)s"), reason, urgent=True)


def approved(notice: Notice) -> None:
    signers = holders_of_position(notice.signer_id) if notice.signer_id else []
    _tell(notice, signers or committee_heads_of(notice.home_id), "approved", _("Thông báo chờ ký: %(subject)s"))


def signed(notice: Notice) -> None:
    clerks = [one.pk for one in accounts_in_roles([notice.home_id], (Role.CLERK,))]
    _tell(notice, clerks, "signed", _("Thông báo chờ cấp số, phát hành: %(subject)s"))


def issued(notice: Notice, account_ids: Iterable[int]) -> None:
    """Once to every account, however many lines of «Nơi nhận» mean it."""
    text = _("%(number)s: %(subject)s") % {
        "number": number_text(notice.number, notice.symbol),
        "subject": notice.subject,
    }
    why = _("Bạn, chức danh hoặc đơn vị của bạn có trong nơi nhận.")
    notify(account_ids, Note(ISSUED, f"notice:{notice.key}:issued", _short(text), why, _url(notice), urgent=True))


def _tell(notice: Notice, ids: Iterable[int], what: str, words: str, reason: str = "", *, urgent: bool = False) -> None:
    text = words % {"subject": notice.subject, "reason": reason}
    why = _("Bạn có phần việc ở bước này của thông báo.")
    key = f"notice:{notice.key}:{what}:{notice.changed_at.isoformat()}"
    notify(ids, Note(STEP, key, _short(text), why, _url(notice), urgent))


def _short(text: str) -> str:
    return text if len(text) <= 240 else f"{text[:239].rstrip()}…"


def _url(notice: Notice) -> str:
    return reverse("notice", args=[notice.key])
