"""Every measure of the loop, once: what stands above the line, what below, on whose word, how sure. Pure.

«Đúng hạn» has two definitions in use and both are shown (product §1.U.3): the index of 766 also counts what is still
running, form II.06a only what is settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thongsuot.serving.facts.domain.measures import Counts


class Sure(StrEnum):
    """Values of ``registry.fields.Certainty``."""

    SECONDARY = "secondary"
    TO_VERIFY = "to-verify"
    SAMPLE = "sample"


class Key(StrEnum):
    ON_TIME_766 = "on_time_766"
    ON_TIME_REPORT = "on_time_report"
    ONLINE = "online"
    SELF_FILED = "self_filed"
    ASSISTED = "assisted"
    OFFICER_FILED = "officer_filed"
    PAID_ONLINE = "paid_online"
    ELECTRONIC_RESULT = "electronic_result"
    DIGITISED = "digitised"
    WHOLLY_DIGITISED = "wholly_digitised"
    WHOLLY_OF_DIGITISED = "wholly_of_digitised"
    REUSED = "reused"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class Measure:
    """``part`` and ``whole``: names of ``facts.domain.measures.Counts``; the words say what they count."""

    key: Key
    name: str
    part: str
    whole: str
    part_words: str
    whole_words: str
    reference: str
    sure: Sure


_766 = "Cách tính chỉ số 766 theo tài liệu mô tả công thức của Cổng dịch vụ công; chưa đối chiếu nguyên văn"
_06A = "Biểu II.06a/VPCP/KSTT"
_ALL = "hồ sơ tiếp nhận trong kỳ"
MEASURES: tuple[Measure, ...] = (
    Measure(
        Key.ON_TIME_766,
        "Đúng hạn theo bộ chỉ số 766",
        "kept_766",
        "all_766",
        "hồ sơ xong trước hạn, đúng hạn, và đang xử lý chưa đến hạn",
        "hồ sơ tiếp nhận, xử lý trong kỳ; yêu cầu bổ sung từ hai lần tính là trễ",
        _766,
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.ON_TIME_REPORT,
        "Đúng hạn theo Biểu II.06a",
        "kept_report",
        "solved",
        "hồ sơ đã giải quyết trước hạn và đúng hạn",
        "hồ sơ đã giải quyết; chờ bổ sung, trả lại, rút tính là đúng hạn",
        _06A,
        Sure.SECONDARY,
    ),
    Measure(Key.ONLINE, "Nộp trực tuyến", "online", "received", "hồ sơ nộp trực tuyến", _ALL, _766, Sure.TO_VERIFY),
    Measure(
        Key.SELF_FILED,
        "Người dân tự nộp",
        "online_self",
        "received",
        "hồ sơ tự nộp trực tuyến",
        _ALL,
        _766,
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.ASSISTED,
        "Được hỗ trợ nộp",
        "online_assisted",
        "received",
        "hồ sơ được hỗ trợ nộp",
        _ALL,
        _766,
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.OFFICER_FILED,
        "Cán bộ nộp thay",
        "online_officer",
        "received",
        "hồ sơ cán bộ nộp thay",
        _ALL,
        _766,
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.PAID_ONLINE,
        "Thanh toán trực tuyến",
        "paid_online",
        "with_fee",
        "hồ sơ trả phí, lệ phí trực tuyến",
        "hồ sơ có phí, lệ phí, trừ hồ sơ được miễn",
        _766,
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.ELECTRONIC_RESULT,
        "Kết quả điện tử",
        "electronic_result",
        "with_result",
        "hồ sơ có kết quả điện tử đã ký",
        "hồ sơ đã xong của thủ tục trả kết quả bằng văn bản",
        _766,
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.DIGITISED,
        "Được số hóa",
        "digitised",
        "received",
        "hồ sơ có giấy tờ hoặc kết quả ở dạng điện tử",
        _ALL,
        "TT 01/2023/TT-VPCP; cách đếm cần kiểm chứng",
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.WHOLLY_DIGITISED,
        "Số hóa toàn trình, trên mọi hồ sơ",
        "wholly_digitised",
        "received",
        "hồ sơ điện tử từ giấy tờ đến kết quả",
        _ALL,
        "TT 01/2023/TT-VPCP; cách đếm cần kiểm chứng",
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.WHOLLY_OF_DIGITISED,
        "Số hóa toàn trình, trên hồ sơ được số hóa",
        "wholly_digitised",
        "digitised",
        "hồ sơ điện tử từ giấy tờ đến kết quả",
        "hồ sơ được số hóa",
        "TT 01/2023/TT-VPCP; cách đếm cần kiểm chứng",
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.REUSED,
        "Dùng lại dữ liệu đã số hóa",
        "reused",
        "digitised",
        "hồ sơ dùng lại giấy tờ, kết quả hoặc dữ liệu đã có",
        "hồ sơ được số hóa",
        _766,
        Sure.TO_VERIFY,
    ),
    Measure(
        Key.SAME_DAY,
        "Không phiếu hẹn, trả trong ngày",
        "same_day",
        "received",
        "hồ sơ không phiếu hẹn xong ngay trong ngày",
        _ALL,
        "Mô hình «Ngày không phiếu hẹn» (Chi Lăng, Lạng Sơn)",
        Sure.SAMPLE,
    ),
)
BY_KEY = {one.key: one for one in MEASURES}


@dataclass(frozen=True, slots=True)
class Share:
    """``percent`` is ``None`` where there is nothing to take a share of: missing, not 0."""

    measure: Measure
    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        return Decimal(self.part) * 100 / self.whole if self.whole else None

    @property
    def rest(self) -> int:
        """What the share leaves out: 99,7% leaves 0,3%, and these dossiers can be listed."""
        return self.whole - self.part


def share_of(counts: Counts, key: Key) -> Share:
    measure = BY_KEY[key]
    return Share(measure, getattr(counts, measure.part), getattr(counts, measure.whole))
