"""What the consistency engine is given and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thongsuot.kernel.figures import Figure, Span


class Severity(StrEnum):
    """How sure the doubt is. Only ``ERROR`` is arithmetic that cannot hold whatever the author meant."""

    ERROR = "sai"
    WARNING = "cần làm rõ"
    NOTE = "lưu ý"


class FindingKind(StrEnum):
    """Stable names used by the command line, the API and the record of dismissals."""

    RATIO_MISMATCH = "ratio_mismatch"
    PART_EXCEEDS_TOTAL = "part_exceeds_total"
    TOTAL_OUTSIDE_PARTS = "total_outside_parts"
    SUM_MISMATCH = "sum_mismatch"
    SCALE_MISMATCH = "scale_mismatch"
    CHANGE_MISMATCH = "change_mismatch"
    CHANGE_FROM_ZERO = "change_from_zero"
    RANK_OUT_OF_BOUNDS = "rank_out_of_bounds"
    MISSING_UNIT = "missing_unit"
    TARGET_ALREADY_MET = "target_already_met"
    TARGET_STATUS_MISMATCH = "target_status_mismatch"
    CONTRADICTION = "contradiction"
    ABOVE_MAXIMUM = "above_maximum"
    PERIOD_NESTING = "period_nesting"
    IMPLIED_BASE = "implied_base"
    AMBIGUOUS_DENOMINATOR = "ambiguous_denominator"
    DIRECTION_CONFLICT = "direction_conflict"
    IMPOSSIBLE_DATE = "impossible_date"


KIND_LABELS = {
    FindingKind.RATIO_MISMATCH: "Tỷ lệ không khớp số chia",
    FindingKind.PART_EXCEEDS_TOTAL: "Phần lớn hơn tổng",
    FindingKind.TOTAL_OUTSIDE_PARTS: "Số chung nằm ngoài các phần",
    FindingKind.SUM_MISMATCH: "Tổng không bằng các phần cộng lại",
    FindingKind.SCALE_MISMATCH: "Hai thang đo không khớp",
    FindingKind.CHANGE_MISMATCH: "Mức tăng, giảm không khớp",
    FindingKind.CHANGE_FROM_ZERO: "So sánh với số 0",
    FindingKind.RANK_OUT_OF_BOUNDS: "Thứ hạng ngoài giới hạn",
    FindingKind.MISSING_UNIT: "Thiếu đơn vị đo",
    FindingKind.TARGET_ALREADY_MET: "Mục tiêu đã đạt từ trước",
    FindingKind.TARGET_STATUS_MISMATCH: "Kết luận ngược với mục tiêu",
    FindingKind.CONTRADICTION: "Hai số trái nhau",
    FindingKind.ABOVE_MAXIMUM: "Vượt mức tối đa",
    FindingKind.PERIOD_NESTING: "Kỳ dài có số nhỏ hơn kỳ ngắn",
    FindingKind.IMPLIED_BASE: "Số gốc suy ra",
    FindingKind.AMBIGUOUS_DENOMINATOR: "Chưa rõ tỷ lệ của tổng nào",
    FindingKind.DIRECTION_CONFLICT: "Tổng tăng, đa số phần giảm",
    FindingKind.IMPOSSIBLE_DATE: "Ngày, kỳ không có thật",
}


class BreakdownKind(StrEnum):
    MEAN = "mean"  # the whole is a weighted mean of the parts: a rate by level
    SUM = "sum"  # the whole is the sum of the parts: a count by level
    EXTREMES = "extremes"  # the parts are the highest and the lowest of what the whole averages


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One figure and the figures that together make it up, as stated side by side."""

    whole: Figure
    parts: tuple[Figure, ...]
    kind: BreakdownKind
    complete: bool = True  # False when the text may leave a part out: then only the possible is asked


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt. ``span`` counts characters of the text the figures were read from."""

    kind: FindingKind
    severity: Severity
    quote: str
    span: Span
    message: str  # a Vietnamese sentence that shows the arithmetic
    question: str  # what to ask the author
    figures: tuple[Figure, ...] = ()


def doubt(kind: FindingKind, severity: Severity, figure: Figure, message: str, question: str, *more: Figure) -> Finding:
    """A finding anchored at ``figure``; ``more`` are the other figures it rests on."""
    return Finding(kind, severity, figure.quote, figure.span, message, question, (figure, *more))
