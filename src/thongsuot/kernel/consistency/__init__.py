"""Soi số liệu: doubts about figures that the reader can check by arithmetic (product §5.4, D10).

``examine`` takes figures, wherever they come from — a pasted text or the record — and returns findings. Nothing is
ever corrected here: a finding is a sentence and a question for the author.
"""

from thongsuot.kernel.consistency.engine import CHECKS, examine, settle
from thongsuot.kernel.consistency.model import KIND_LABELS, Breakdown, BreakdownKind, Finding, FindingKind, Severity

__all__ = [
    "CHECKS",
    "KIND_LABELS",
    "Breakdown",
    "BreakdownKind",
    "Finding",
    "FindingKind",
    "Severity",
    "examine",
    "settle",
]
