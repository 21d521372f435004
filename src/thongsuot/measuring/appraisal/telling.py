"""What people are told about appraisal; each kind is a switch on their page of notifications (§4.6)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.platform.notifications import declare_kind

APPRAISER_ASSIGNED = "appraisal.assigned"
SECOND_DRAWN = "appraisal.second"
EXPLANATION_ASKED = "appraisal.asked"
EXPLANATION_GIVEN = "appraisal.explained"


def declare_kinds() -> None:
    declare_kind(APPRAISER_ASSIGNED, _("Được giao thẩm định điểm của đơn vị"))
    declare_kind(SECOND_DRAWN, _("Có điểm chờ thẩm định độc lập lần hai"))
    declare_kind(EXPLANATION_ASKED, _("Đơn vị phải giải trình điểm tự chấm"))
    declare_kind(EXPLANATION_GIVEN, _("Đơn vị đã giải trình điểm tự chấm"))
