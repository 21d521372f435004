"""What other loops and the joints may use of the measuring loop: functions and frozen dataclasses, nothing else."""

from __future__ import annotations

from thongsuot.measuring.detector.domain.answers import AnswerSheet
from thongsuot.measuring.detector.domain.filings import Filing
from thongsuot.measuring.detector.sources import use_filings, use_sheets

__all__ = ["AnswerSheet", "Filing", "use_filings", "use_sheets"]
