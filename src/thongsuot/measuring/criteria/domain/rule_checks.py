"""What a rule of a leaf must fulfil: steps within the maximum, floors below what is full, sources that exist. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Method, Node
from thongsuot.measuring.criteria.domain.words import points

PLAIN_SOURCES = ("tasks.done", "dossiers.on_time")
CLAIM_SOURCE = "claim:"
_ASKED = (Method.SURVEY, Method.SATISFACTION)


def faults_of_rule(node: Node, indicators: Collection[str] | None) -> Iterator[str]:
    """What is wrong with the rule of a leaf, each a sentence to stand behind «Tiêu chí 1.2: »."""
    rule = node.rule
    if isinstance(rule, rules.Computed):
        yield from _of_source(rule.source, indicators)
        rule = rule.then
    if rule is not None:
        yield from _of_plain(node, rule)
    if isinstance(rule, rules.Survey) != (node.method in _ASKED):
        yield "cách tính «theo khảo sát» đi với nguồn điểm khảo sát. Hãy chọn lại nguồn điểm hoặc cách tính."


def _of_plain(node: Node, rule: rules.Plain) -> Iterator[str]:
    if isinstance(rule, rules.Steps):
        yield from _of_steps(node, rule)
    elif isinstance(rule, rules.Ratio) and rule.floor >= rule.full:
        yield f"mức sàn {points(rule.floor)}% phải thấp hơn mức trọn điểm {points(rule.full)}%."
    elif isinstance(rule, rules.Statistic) and rule.floor == rule.full:
        yield f"mức trọn điểm và mức không điểm cùng là {points(rule.full)}. Hãy ghi hai mức khác nhau."
    elif isinstance(rule, rules.Deduction | rules.Counted) and rule.each <= 0:
        yield f"điểm mỗi trường hợp là {points(rule.each)}, phải lớn hơn 0."


def _of_source(source: str, indicators: Collection[str] | None) -> Iterator[str]:
    if source.startswith(CLAIM_SOURCE):
        key = source.removeprefix(CLAIM_SOURCE)
        if indicators is not None and key not in indicators:
            yield f"chỉ tiêu «{key}» không có trong bộ chỉ tiêu. Hãy chọn chỉ tiêu đã có hoặc thêm chỉ tiêu ấy trước."
    elif source not in PLAIN_SOURCES:
        names = ", ".join(PLAIN_SOURCES)
        yield f"nguồn tự tính «{source}» không có. Các nguồn: {names}, {CLAIM_SOURCE}<mã chỉ tiêu>."


def _of_steps(node: Node, rule: rules.Steps) -> Iterator[str]:
    if not rule.steps:
        yield "bảng bậc thang còn trống. Hãy ghi ít nhất một bậc."
        return
    for at_least, times in Counter(one.at_least for one in rule.steps).items():
        if times > 1:
            yield f"mức từ {points(at_least)} có {times} bậc. Mỗi mức chỉ một bậc."
    top = max(one.points for one in rule.steps)
    if node.maximum is not None and top > node.maximum:
        yield f"bậc {points(top)} điểm vượt điểm tối đa {points(node.maximum)}."
    elif node.maximum is not None and top < node.maximum:
        yield f"bậc cao nhất {points(top)} điểm chưa tới điểm tối đa {points(node.maximum)}, không đơn vị nào đạt trọn."
    if any(one.points < 0 for one in rule.steps):
        yield "có bậc điểm âm. Hãy dùng phần điểm trừ."
