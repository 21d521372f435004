"""Where each passage stands: number, parent sections, and what the section holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thongsuot.reading.markers import Marker

RESULTS, LIMITATIONS, TASKS, GOALS = "results", "limitations", "tasks", "goals"

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (LIMITATIONS, re.compile(r"tồn tại|hạn chế|khó khăn|vướng mắc|nguyên nhân|yếu kém|bất cập|chưa đạt", re.I)),
    (
        TASKS,
        re.compile(
            r"nhiệm vụ|phương hướng|giải pháp|thời gian tới|tổ chức thực hiện|yêu cầu|giao |"
            r"tiếp theo|"
            r"cuối năm|trọng tâm|phân công|kế hoạch công tác|chỉ đạo(?!,? điều hành)|thống nhất|đối với|trách nhiệm",
            re.I,
        ),
    ),
    (
        RESULTS,
        re.compile(r"kết quả|ưu điểm|tình hình|đánh giá|đạt được|thực trạng|biểu dương|chuyển biến|tích cực", re.I),
    ),
)
_RESULT_FIRST = re.compile(
    r"^\W*(?:Về\s+)?(?:Một số\s+|Những\s+|Các\s+)?(?:kết quả|ưu điểm|tình hình|đánh giá|công tác chỉ đạo)", re.I
)
_TASK_FIRST = re.compile(
    r"^\W*(?:Về\s+)?(?:Một số\s+|Những\s+|Các\s+)?(?:phương hướng|nhiệm vụ|giải pháp|định hướng|"
    r"yêu cầu|tổ chức thực hiện)",
    re.I,
)
_LIMIT_FIRST = re.compile(
    r"^\W*(?:Về\s+)?(?:Một số\s+|Những\s+|Các\s+)?(?:tồn tại|hạn chế|khó khăn|vướng mắc|yếu kém)", re.I
)
#: «2. Yêu cầu» under «Mục đích, yêu cầu» states how, not who does what; alone it takes its parent's role.
_DEMANDS = re.compile(r"^\W*yêu cầu\W*$", re.I)
_PETITIONS = re.compile(
    r"^\W*(?:những\s+|một số\s+)?(?:đề xuất|kiến nghị|đề nghị)", re.I
)  # what the writer asks of others
_GOALS = re.compile(r"^\W*(?:mục đích|mục tiêu|quan điểm)", re.I)
_NOT_GOALS = re.compile(r"nhiệm vụ|giải pháp", re.I)
_OVERCOMING = re.compile(r"khắc phục|giải quyết|tháo gỡ|xử lý|giải pháp|chấn chỉnh", re.I)


def plain_heading_role(heading: str) -> str | None:
    """Role of a heading without number: only when it opens with the role's own words, for titles in news are free."""
    if _LIMIT_FIRST.match(heading):
        return LIMITATIONS
    return TASKS if _TASK_FIRST.match(heading) else RESULTS if _RESULT_FIRST.match(heading) else None


def heading_role(heading: str) -> str | None:
    """Role of a section by its heading: «2. Tồn tại, hạn chế» → limitations. None when the heading is neutral."""
    if _DEMANDS.match(heading) or _PETITIONS.match(heading):
        return None
    if _GOALS.match(heading) and not _NOT_GOALS.search(heading):
        return GOALS
    if _TASK_FIRST.match(heading):
        return TASKS
    limits = _ROLES[0][1].search(heading)
    if limits and _OVERCOMING.search(heading):
        return TASKS
    if _RESULT_FIRST.match(heading) and "nhiệm vụ trọng tâm" not in heading.lower():
        return RESULTS if not (limits and limits.start() < 25) else LIMITATIONS
    return next((role for role, pattern in _ROLES if pattern.search(heading)), None)


@dataclass(slots=True)
class _Node:
    level: int
    label: str
    role: str | None


@dataclass(slots=True)
class Outline:
    """Walks the markers from top to bottom and keeps the open sections."""

    nodes: list[_Node] = field(default_factory=list)

    def enter(self, marker: Marker, heading: str | None) -> None:
        """Open the section of ``marker``; dashes open nothing. ``heading`` is given when the line is a heading."""
        if marker.label is None:
            return
        while self.nodes and self.nodes[-1].level >= marker.level:
            self.nodes.pop()
        role = heading_role(heading) if heading else None
        self.nodes.append(_Node(marker.level, marker.label, role))

    def enter_plain(self, heading: str) -> None:
        """A heading without a number takes the place of every section below the roman numbers."""
        while self.nodes and (self.nodes[-1].level > 1 or self.nodes[-1].label == ""):
            self.nodes.pop()
        self.nodes.append(_Node(1, "", plain_heading_role(heading)))

    @property
    def role(self) -> str | None:
        return next((node.role for node in reversed(self.nodes) if node.role), None)

    @property
    def section(self) -> str | None:
        """«3.3», «II.1», «2.a»; None outside numbered sections."""
        labels: list[str] = []
        for node in self.nodes:
            if not node.label:
                continue
            if labels and node.label.startswith(labels[-1] + "."):
                labels.pop()
            labels.append(node.label)
        return ".".join(labels) or None
