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
    Kind.APOLOGISED: _("Xin lỗi vì quá hẹn, báo ngày dự kiến trả"),
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

# What the applicant is told; what is missing here is the office's own business.
CITIZEN_WORDS = {
    Kind.FILED: _("Ông/bà đã nộp hồ sơ"),
    Kind.RECEIVED: _("Hồ sơ đã được nhận"),
    Kind.ARRIVED: _("Hồ sơ đã tới nơi giải quyết"),
    Kind.NOT_ACCEPTED: _("Hồ sơ chưa được nhận"),
    Kind.STEP_BEGUN: _("Hồ sơ chuyển sang bước mới"),
    Kind.SUPPLEMENT_ASKED: _("Ông/bà được mời bổ sung giấy tờ"),
    Kind.SUPPLEMENT_GIVEN: _("Đã nhận giấy tờ bổ sung"),
    Kind.DUTY_ASKED: _("Chờ ông/bà nộp khoản theo thông báo"),
    Kind.DUTY_DONE: _("Ông/bà đã nộp xong khoản theo thông báo"),
    Kind.EXTENDED: _("Cơ quan xin lỗi và hẹn lại ngày trả"),
    Kind.APOLOGISED: _("Cơ quan xin lỗi vì đã quá hẹn"),
    Kind.FINISHED: _("Đã có kết quả"),
    Kind.RETURNED: _("Ông/bà đã nhận kết quả"),
    Kind.WITHDRAWN: _("Ông/bà đã rút hồ sơ"),
    Kind.STOPPED: _("Cơ quan dừng giải quyết"),
    Kind.OPINION_ASKED: _("Đang hỏi ý kiến cơ quan liên quan"),
    Kind.OPINION_GIVEN: _("Cơ quan liên quan đã trả lời"),
    Kind.SUB_OPENED: _("Một phần việc do cơ quan khác làm cùng"),
    Kind.PART_ADDED: _("Đã thêm giấy tờ"),
    Kind.PAID: _("Đã nhận tiền nộp"),
    Kind.REFUNDED: _("Đã hoàn tiền"),
    Kind.CORRECTED: _("Đã sửa thông tin ghi nhầm"),
    Kind.RATED: _("Ông/bà đã đánh giá"),
}
