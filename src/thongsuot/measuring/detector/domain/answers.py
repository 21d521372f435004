"""Survey sheets with one answer all the way down (straight-lining), many of them from one interviewer. Pure.

One such sheet says nothing: people are content, or tired. A group is asked about when it has far more of them than all
others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thongsuot.measuring.detector.domain.chances import RARE, at_least, others_rate
from thongsuot.measuring.detector.domain.questions import Kind, Question

QUESTIONS = 8  # shorter sheets are often even by themselves
_LEAST_SHEETS = 10
_LEAST_STRAIGHT = 5
_USUAL = 0.05


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """``group`` is who collected it or where; ``answers`` in printed order, ``None`` for not answered."""

    group: str
    ref: str
    answers: tuple[int | None, ...]

    @property
    def is_straight(self) -> bool:
        given = [one for one in self.answers if one is not None]
        return len(given) >= QUESTIONS and len(set(given)) == 1


def straight_questions(sheets: Iterable[AnswerSheet], names: Mapping[str, str]) -> list[Question]:
    by_group: dict[str, list[AnswerSheet]] = defaultdict(list)
    for one in sheets:
        by_group[one.group].append(one)
    tries = {group: len(rows) for group, rows in by_group.items()}
    hits = {group: sum(one.is_straight for one in rows) for group, rows in by_group.items()}
    found = []
    for group, rows in sorted(by_group.items()):
        if tries[group] < _LEAST_SHEETS or hits[group] < _LEAST_STRAIGHT:
            continue
        if at_least(hits[group], tries[group], others_rate(hits, tries, group, _USUAL)) < RARE:
            straight = [one for one in rows if one.is_straight]
            found.append(_question(group, straight, tries[group], names))
    return found


def _question(group: str, straight: list[AnswerSheet], whole: int, names: Mapping[str, str]) -> Question:
    text = f"{names[group]}: vì sao {len(straight)}/{whole} phiếu khảo sát chọn cùng một mức từ đầu đến cuối?"
    figures = (("Phiếu một mức", str(len(straight))), ("Tổng số phiếu", str(whole)))
    return Question(Kind.STRAIGHT, text, unit=group, figures=figures, refs=tuple(one.ref for one in straight))
