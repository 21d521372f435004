"""Words of the closed lists of a procedure, and lengths of time in plain Vietnamese."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.serving.clock.domain.model import Limit, LimitUnit
from thongsuot.serving.procedures.domain.content import Level, StepRole

UNITS = {
    LimitUnit.WORKING_DAYS: "ngày làm việc",
    LimitUnit.WORKING_HOURS: "giờ làm việc",
    LimitUnit.CALENDAR_DAYS: "ngày",
    LimitUnit.MONTHS: "tháng",
}
LEVELS = {
    Level.MINISTRY: "Cấp bộ",
    Level.PROVINCE: "Cấp tỉnh",
    Level.DISTRICT: "Cấp huyện (đến hết 30/6/2025)",
    Level.COMMUNE: "Cấp xã",
}
ROLES = {
    StepRole.RECEIVE: "Tiếp nhận",
    StepRole.APPRAISE: "Thẩm định",
    StepRole.CONSULT: "Lấy ý kiến, liên thông",
    StepRole.INSPECT: "Kiểm tra thực tế",
    StepRole.SIGN: "Ký",
    StepRole.RETURN: "Trả kết quả",
}
OFFICES = {
    "one_stop": "Bộ phận Một cửa",
    "specialist": "Công chức chuyên môn",
    "leader": "Lãnh đạo",
    "clerk": "Văn thư",
    "police": "Công an",
    "insurance": "Bảo hiểm xã hội",
    "tax": "Cơ quan thuế",
    "land_office": "Văn phòng đăng ký đất đai",
    "department": "Sở chuyên ngành",
    "commune": "Ủy ban nhân dân xã",
    "ministry": "Bộ, ngành",
    "court": "Tòa án, cơ quan thi hành án",
}
KINDS = {"original": "bản chính", "copy": "bản sao", "electronic": "bản điện tử hoặc ảnh chụp"}
_HOURS_A_DAY = 8


def plain_number(value: Decimal) -> str:
    """«0,5», «3»: as many decimals as it needs."""
    return format_number(without_trailing_zeros(value))


def limit_words(limit: Limit) -> str:
    """«3 ngày làm việc», «8 giờ làm việc (trong ngày)»."""
    words = f"{plain_number(limit.value)} {UNITS[limit.unit]}"
    within_a_day = limit.unit is LimitUnit.WORKING_HOURS and limit.value <= _HOURS_A_DAY
    return f"{words} (trong ngày)" if within_a_day else words


def share_words(share: Decimal, unit: LimitUnit) -> str:
    return f"{plain_number(share)} {UNITS[unit]}"


def in_days(limit: Limit) -> Decimal | None:
    """Working days; ``None`` for calendar time, which is not comparable with working time."""
    if limit.unit is LimitUnit.WORKING_DAYS:
        return limit.value
    return limit.value / _HOURS_A_DAY if limit.unit is LimitUnit.WORKING_HOURS else None
