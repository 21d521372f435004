"""Nine indices of an agency's one-stop service, 0 to 2 points each (TT 01/2018/TT-VPCP Đ13–15). Pure.

Whether they still hold under TT 03/2025 was not checked: ``to-verify``. What nobody counts yet is no 0: it is left out
and the class is not said. Agencies only; no officer is ever scored on a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NAMES = {
    1: "Tổng thời gian giải quyết so với quy định",
    2: "Thời gian của từng cơ quan tham gia",
    3: "Số lần phải bổ sung hồ sơ",
    4: "Số cơ quan phải liên hệ để hoàn thiện hồ sơ",
    5: "Tổ chức tiếp nhận, giải quyết, trả kết quả tại Một cửa",
    6: "Công khai thủ tục",
    7: "Thái độ phục vụ",
    8: "Tiếp thu, giải trình phản ánh, kiến nghị",
    9: "Dịch vụ công trực tuyến",
}
REFERENCE = "TT 01/2018/TT-VPCP Điều 13–15; hiệu lực sau TT 03/2025/TT-VPCP cần kiểm chứng"
_CLASSES = ((15, "Xuất sắc"), (12, "Tốt"), (9, "Khá"), (6, "Trung bình"), (0, "Yếu"))
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Tally:
    """Dossiers worth two, one and no points."""

    two: int
    one: int
    none: int

    @property
    def score(self) -> Decimal | None:
        """Points over dossiers, one decimal; ``None`` of no dossier."""
        count = self.two + self.one + self.none
        points = Decimal(2 * self.two + self.one)
        return (points / count).quantize(_TENTH, rounding=ROUND_HALF_UP) if count else None


@dataclass(frozen=True, slots=True)
class Card:
    """``scores``: index → points; ``None`` where nothing counts it yet."""

    scores: Mapping[int, Decimal | None]

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(number for number in NAMES if self.scores.get(number) is None)

    @property
    def total(self) -> Decimal:
        return sum((one for one in self.scores.values() if one is not None), Decimal(0))

    @property
    def most(self) -> int:
        """What the counted indices could give."""
        return 2 * (len(NAMES) - len(self.missing))

    @property
    def grade(self) -> str:
        """Only of all nine."""
        return "" if self.missing else next(word for least, word in _CLASSES if self.total >= least)


def online_score(service_share: Decimal | None, dossier_share: Decimal | None, late: int) -> Decimal | None:
    """Index 9: 2 for ≥20% of procedures and ≥30% of dossiers online without delay; 1 for 15–<30% without delay."""
    if service_share is None or dossier_share is None:
        return None
    if late or dossier_share < 15:
        return Decimal(0)
    return Decimal(2) if dossier_share >= 30 and service_share >= 20 else Decimal(1)
