"""Biểu II.06a: its columns and the sums that must hold. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.serving.facts.domain.measures import Counts

# Column → what it says, in the form's order.
HEADINGS = {
    3: "Tiếp nhận: tổng số",
    4: "Trong kỳ: trực tuyến",
    5: "Trong kỳ: trực tiếp, bưu chính",
    6: "Từ kỳ trước",
    7: "Đã giải quyết: tổng số",
    8: "Trước hạn",
    9: "Đúng hạn",
    10: "Quá hạn",
    11: "Đang giải quyết: tổng số",
    12: "Trong hạn",
    13: "Quá hạn",
}
_SUMS = ((3, (4, 5, 6)), (7, (8, 9, 10)), (11, (12, 13)), (3, (7, 11)))


@dataclass(frozen=True, slots=True)
class Line:
    """``cells``: column number → dossiers."""

    cells: dict[int, int]

    @property
    def faults(self) -> tuple[str, ...]:
        """«(3) = (4)+(5)+(6)» for each sum that does not hold."""
        return tuple(
            f"({whole}) = {'+'.join(f'({part})' for part in parts)}"
            for whole, parts in _SUMS
            if self.cells[whole] != sum(self.cells[part] for part in parts)
        )


def line_of(counts: Counts) -> Line:
    """A channel that is none of the three, or a class that is none of the five, shows as a sum that does not hold."""
    return Line(
        {
            3: counts.received + counts.carried,
            4: counts.online,
            5: counts.offline,
            6: counts.carried,
            7: counts.solved,
            8: counts.early_report,
            9: counts.on_time_report,
            10: counts.late_report,
            11: counts.in_process,
            12: counts.running_report,
            13: counts.overdue_report,
        }
    )
