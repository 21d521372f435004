"""«Điểm giấy tờ»: points one gets for a paper, with no effect on the service needed. Pure.

We tell by how the leaf is scored, never by its name. A yes/no answered by a document, a scale of described states and a
panel's points are paper; whatever is counted (dossiers, tasks, cases), asked of people or taken from statistics is not,
nor is anything under «tác động» (impact). A mark, no verdict: a plan may well be what was missing.
"""

from __future__ import annotations

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Method, Node

IMPACT = "impact"


def why_paper(node: Node) -> str | None:
    """Why the points of the leaf follow from papers alone; ``None`` where something is counted or asked."""
    if node.method not in (Method.APPRAISAL, Method.PANEL) or node.field == IMPACT:
        return None
    match node.rule:
        case rules.YesNo():
            return "chấm có hay không theo văn bản gửi lên, không đo kết quả người dân và doanh nghiệp nhận được"
        case rules.Steps() if node.rule.steps and all(one.label for one in node.rule.steps):
            return "chấm theo mức mô tả trong văn bản, không theo số đếm được"
        case rules.Manual():
            return "do hội đồng chấm trên hồ sơ"
        case _:
            return None
