"""Three taps → the five factors of the satisfaction survey (SIPAS): each tap answers for the factors it speaks of."""

from __future__ import annotations

from collections.abc import Mapping

FACTORS = {
    "access": "Tiếp cận dịch vụ",
    "procedure": "Thủ tục hành chính",
    "officer": "Công chức trực tiếp giải quyết",
    "result": "Kết quả",
    "feedback": "Tiếp nhận, giải quyết phản ánh, kiến nghị",
}
QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "de-lam": ("Việc nộp hồ sơ có dễ không?", ("access", "procedure")),
    "phuc-vu": ("Cán bộ hướng dẫn, trả lời ông/bà thế nào?", ("officer", "feedback")),
    "ket-qua": ("Kết quả có đúng và đúng hẹn không?", ("result",)),
}
ANSWERS = {"tot": ("Hài lòng", 5), "vua": ("Bình thường", 3), "chua": ("Chưa hài lòng", 1)}


def scores_of(taps: Mapping[str, str]) -> dict[str, int]:
    """Factor → 1, 3 or 5; questions skipped and answers not offered are left out."""
    return {
        factor: ANSWERS[taps[key]][1]
        for key, (_words, factors) in QUESTIONS.items()
        if taps.get(key) in ANSWERS
        for factor in factors
    }
