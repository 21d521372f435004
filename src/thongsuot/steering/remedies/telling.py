"""What people are told about limits and inspections; each kind is a switch on their page of notifications."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.platform.notifications import declare_kind

LIMIT_OPENED = "limit.opened"
LIMIT_PROVED = "limit.proved"
VISIT_SET = "inspection.set"
FINDINGS_SENT = "inspection.findings"
INSPECTION_CONCLUDED = "inspection.concluded"


def declare_kinds() -> None:
    declare_kind(LIMIT_OPENED, _("Đơn vị có hạn chế phải khắc phục"))
    declare_kind(LIMIT_PROVED, _("Có minh chứng khắc phục chờ xác nhận"))
    declare_kind(VISIT_SET, _("Có cuộc kiểm tra mới"))
    declare_kind(FINDINGS_SENT, _("Đơn vị có phát hiện kiểm tra phải giải trình"))
    declare_kind(INSPECTION_CONCLUDED, _("Có kết luận kiểm tra của đơn vị"))
