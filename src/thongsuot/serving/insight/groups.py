"""Words of the lists behind the numbers, by the word of their address: a name of ``Counts``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "all_766": _("Hồ sơ tiếp nhận, xử lý trong kỳ"),
    "kept_766": _("Hồ sơ đúng hạn theo bộ chỉ số 766"),
    "rest_766": _("Hồ sơ chưa đúng hạn theo bộ chỉ số 766"),
    "kept_report": _("Hồ sơ giải quyết trước và đúng hạn theo Biểu II.06a"),
    "rest_report": _("Hồ sơ giải quyết quá hạn theo Biểu II.06a"),
    "differing": _("Hồ sơ mà hai cách tính cho kết quả khác nhau"),
    "received": _("Hồ sơ tiếp nhận trong kỳ"),
    "online": _("Hồ sơ nộp trực tuyến"),
    "online_self": _("Hồ sơ người dân tự nộp trực tuyến"),
    "online_assisted": _("Hồ sơ được hỗ trợ nộp trực tuyến"),
    "online_officer": _("Hồ sơ cán bộ nộp thay"),
    "direct": _("Hồ sơ nộp trực tiếp"),
    "post": _("Hồ sơ nộp qua bưu chính"),
    "offline": _("Tiếp nhận trong kỳ: trực tiếp, bưu chính"),
    "carried": _("Hồ sơ từ kỳ trước"),
    "solved": _("Hồ sơ đã giải quyết"),
    "early_report": _("Hồ sơ giải quyết trước hạn"),
    "on_time_report": _("Hồ sơ giải quyết đúng hạn"),
    "late_report": _("Hồ sơ giải quyết quá hạn"),
    "in_process": _("Hồ sơ đang giải quyết"),
    "running_report": _("Hồ sơ đang giải quyết trong hạn"),
    "overdue_report": _("Hồ sơ đang giải quyết quá hạn"),
    "with_fee": _("Hồ sơ có phí, lệ phí"),
    "paid_online": _("Hồ sơ trả phí trực tuyến"),
    "with_result": _("Hồ sơ đã xong có kết quả bằng văn bản"),
    "electronic_result": _("Hồ sơ có kết quả điện tử đã ký"),
    "digitised": _("Hồ sơ được số hóa"),
    "wholly_digitised": _("Hồ sơ số hóa toàn trình"),
    "reused": _("Hồ sơ dùng lại dữ liệu đã có"),
    "from_store": _("Hồ sơ lấy giấy tờ từ kho của người dân"),
    "identified": _("Hồ sơ của người nộp đã định danh điện tử"),
    "disliked": _("Hồ sơ mà người nộp không hài lòng"),
    "same_day": _("Hồ sơ không phiếu hẹn, xong trong ngày"),
    "funnel_paid": _("Hồ sơ trực tuyến đã trả phí trực tuyến hoặc không phải trả"),
    "funnel_papers": _("Hồ sơ trực tuyến có giấy tờ điện tử toàn bộ"),
    "funnel_result": _("Hồ sơ trực tuyến từ nộp đến kết quả"),
}
