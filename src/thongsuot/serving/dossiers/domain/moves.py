"""Which happening may follow in which status, and the status it leads to; else why not, in Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.serving.dossiers.domain.happenings import CLOSED, PAUSED, Kind
from thongsuot.serving.dossiers.domain.happenings import PortalStatus as S

NAMES = {
    S.NEW: "mới đăng ký, chưa được tiếp nhận",
    S.ACCEPTED: "đã được tiếp nhận",
    S.NOT_ACCEPTED: "không được tiếp nhận",
    S.PROCESSING: "đang xử lý",
    S.SUPPLEMENT: "chờ người nộp bổ sung giấy tờ",
    S.FINANCIAL_DUTY: "chờ người nộp thực hiện nghĩa vụ tài chính",
    S.WITHDRAWN: "được người nộp rút",
    S.STOPPED: "dừng xử lý",
    S.FINISHED: "đã xử lý xong, chờ trả kết quả",
    S.RETURNED: "đã trả kết quả",
}
RUNNING = frozenset({S.ACCEPTED, S.PROCESSING})
OPEN = frozenset(S) - CLOSED - {S.FINISHED}
EVER = frozenset(S)


@dataclass(frozen=True, slots=True)
class Move:
    """``words`` end the sentence «Không thể …»; ``to`` is None where the status stays."""

    words: str
    allowed: frozenset[S]
    to: S | None = None


MOVES = {
    Kind.FILED: Move("nộp lại", frozenset(), S.NEW),
    Kind.RECEIVED: Move("tiếp nhận", frozenset({S.NEW}), S.ACCEPTED),
    Kind.ARRIVED: Move("ghi cơ quan giải quyết đã nhận", RUNNING),
    Kind.NOT_ACCEPTED: Move("từ chối tiếp nhận", frozenset({S.NEW}), S.NOT_ACCEPTED),
    Kind.STEP_BEGUN: Move("chuyển bước", RUNNING | {S.FINISHED}),
    Kind.SUPPLEMENT_ASKED: Move("yêu cầu bổ sung", RUNNING | {S.NEW}, S.SUPPLEMENT),
    Kind.SUPPLEMENT_GIVEN: Move("nhận bổ sung", frozenset({S.SUPPLEMENT})),
    Kind.DUTY_ASKED: Move("yêu cầu thực hiện nghĩa vụ tài chính", RUNNING, S.FINANCIAL_DUTY),
    Kind.DUTY_DONE: Move("ghi đã thực hiện nghĩa vụ tài chính", frozenset({S.FINANCIAL_DUTY})),
    Kind.EXTENDED: Move("gia hạn", RUNNING),
    Kind.APOLOGISED: Move("xin lỗi vì quá hẹn", RUNNING),
    Kind.FINISHED: Move("ghi đã có kết quả", RUNNING, S.FINISHED),
    Kind.RETURNED: Move("trả kết quả", frozenset({S.FINISHED}), S.RETURNED),
    Kind.WITHDRAWN: Move("rút", OPEN, S.WITHDRAWN),
    Kind.STOPPED: Move("dừng xử lý", RUNNING | PAUSED, S.STOPPED),
    Kind.ASSIGNED: Move("phân công", OPEN | {S.FINISHED}),
    Kind.OPINION_ASKED: Move("xin ý kiến", RUNNING),
    Kind.OPINION_GIVEN: Move("ghi ý kiến trả lời", RUNNING | PAUSED | {S.FINISHED}),
    Kind.SUPPLEMENT_PROPOSED: Move("đề nghị yêu cầu bổ sung lần nữa", RUNNING),
    Kind.SUPPLEMENT_DECLINED: Move("trả lời đề nghị bổ sung", RUNNING | PAUSED),
    Kind.SUB_OPENED: Move("chuyển cơ quan khác giải quyết phần liên thông", RUNNING),
    Kind.PART_ADDED: Move("thêm giấy tờ", OPEN | {S.FINISHED}),
    Kind.PART_CHECKED: Move("kiểm tra giấy tờ", OPEN | {S.FINISHED}),
    Kind.PAID: Move("ghi thanh toán", EVER),
    Kind.REFUNDED: Move("ghi hoàn tiền", EVER),
    Kind.PAPER_ISSUED: Move("phát hành phiếu", EVER),
    Kind.RESULT_SIGNED: Move("ký kết quả", RUNNING | {S.FINISHED}),
    Kind.HANDED_OVER: Move("bàn giao", OPEN | {S.FINISHED}),
    Kind.CORRECTED: Move("sửa thông tin", EVER),
    Kind.RATED: Move("đánh giá", CLOSED | {S.FINISHED}),
    Kind.READ: Move("xem dữ liệu cá nhân", EVER),
}


def why_not(status: S, kind: Kind) -> str:
    """A whole sentence; empty when the happening may follow."""
    move = MOVES[kind]
    return "" if status in move.allowed else f"Không thể {move.words}: hồ sơ {NAMES[status]}."
