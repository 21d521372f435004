"""What people are told about results and appeals; each kind is a switch on their page of notifications."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.platform.notifications import declare_kind
from thongsuot.registry.accounts.queries import accounts_in_roles
from thongsuot.registry.accounts.roles import Role

RESULT_COUNTED = "result.counted"
RESULT_PUBLISHED = "result.published"
APPEAL_FILED = "appeal.filed"
APPEAL_DECIDED = "appeal.decided"


def declare_kinds() -> None:
    declare_kind(RESULT_COUNTED, _("Có kết quả chấm điểm chờ phê duyệt"))
    declare_kind(RESULT_PUBLISHED, _("Kết quả chấm điểm của đơn vị đã công bố"))
    declare_kind(APPEAL_FILED, _("Có kiến nghị về kết quả chấm điểm"))
    declare_kind(APPEAL_DECIDED, _("Kiến nghị về kết quả được trả lời"))


def heads_of(home_id: int) -> list[int]:
    """Account numbers of those who approve results of the home."""
    return [one.pk for one in accounts_in_roles([home_id], (Role.COMMITTEE_HEAD, Role.MINISTRY))]
