"""How each happening is called in histories."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.serving.dossiers.domain.happenings import Kind

KIND_WORDS = {
    Kind.FILED: _("Nộp hồ sơ"),
    Kind.RECEIVED: _("Tiếp nhận hồ sơ"),
    Kind.ARRIVED: _("Hồ sơ tới cơ quan giải quyết"),
    Kind.NOT_ACCEPTED: _("Từ chối tiếp nhận"),
    Kind.STEP_BEGUN: _("Chuyển bước xử lý"),
    Kind.SUPPLEMENT_ASKED: _("Yêu cầu bổ sung giấy tờ"),
    Kind.SUPPLEMENT_GIVEN: _("Nhận bổ sung giấy tờ"),
    Kind.SUPPLEMENT_PROPOSED: _("Đề nghị yêu cầu bổ sung lần nữa"),
    Kind.SUPPLEMENT_DECLINED: _("Không đồng ý yêu cầu bổ sung lần nữa"),
    Kind.DUTY_ASKED: _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    Kind.DUTY_DONE: _("Đã thực hiện nghĩa vụ tài chính"),
    Kind.EXTENDED: _("Xin lỗi và hẹn lại ngày trả"),
    Kind.FINISHED: _("Có kết quả"),
    Kind.RETURNED: _("Trả kết quả"),
    Kind.WITHDRAWN: _("Người nộp rút hồ sơ"),
    Kind.STOPPED: _("Dừng giải quyết"),
    Kind.ASSIGNED: _("Phân công người xử lý"),
    Kind.OPINION_ASKED: _("Xin ý kiến cơ quan khác"),
    Kind.OPINION_GIVEN: _("Cơ quan được hỏi trả lời"),
    Kind.SUB_OPENED: _("Chuyển phần liên thông cho cơ quan khác"),
    Kind.PART_ADDED: _("Thêm giấy tờ"),
    Kind.PART_CHECKED: _("Kiểm tra giấy tờ"),
    Kind.PAID: _("Thanh toán"),
    Kind.REFUNDED: _("Hoàn tiền"),
    Kind.PAPER_ISSUED: _("Phát hành phiếu"),
    Kind.RESULT_SIGNED: _("Ký kết quả"),
    Kind.HANDED_OVER: _("Bàn giao hồ sơ"),
    Kind.CORRECTED: _("Sửa thông tin"),
    Kind.RATED: _("Người nộp đánh giá"),
    Kind.READ: _("Xem dữ liệu cá nhân"),
}
