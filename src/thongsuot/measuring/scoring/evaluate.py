"""One leaf scored by its rule: points, rounded half-up, with the way they came about as a sentence. Pure.

Missing is not 0: a leaf with an input missing counts 0 and says so. An input that cannot be true is refused.
"""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.formatting import round_half_up
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.scoring.inputs import checked, said_of
from thongsuot.measuring.scoring.outcomes import Flag, Inputs, Outcome, UnscorableSet
from thongsuot.measuring.scoring.words import short
from thongsuot.measuring.scoring.worked import Leaf, Worked, work_out

_ZERO = Decimal(0)
_NOUNS = {"tasks.done": "nhiệm vụ", "dossiers.on_time": "hồ sơ"}


def score_leaf(node: Node, inputs: Inputs, decimals: int = 2) -> Outcome:
    """Points of ``node`` from its inputs (decimals by name; a yes/no is 1 or 0; ``None`` or absent is missing).

    Raises ``BadInput`` for what cannot be true and ``UnscorableSet`` for a node without maximum or rule.
    """
    rule, leaf = rule_of(node), _leaf(node)
    values = {name: inputs.get(name) for name in rule.inputs}
    checked(node.code, rule, leaf.maximum, values)
    missing = [name for name, value in values.items() if value is None]
    if missing:
        return _finish(leaf, _unscored(missing), decimals)
    return _finish(leaf, work_out(rule, leaf, list(values.values())), decimals)


def left_out(node: Node) -> Outcome:
    """The outcome of a leaf that the round says does not apply to this unit: it leaves the maximum."""
    leaf = _leaf(node)
    said = f"Không áp dụng cho đơn vị, {short(leaf.maximum)} điểm tối đa được trừ khỏi tổng"
    return Outcome(leaf.code, _ZERO, leaf.maximum, _ZERO, Flag.NOT_APPLICABLE, said)


def rule_of(node: Node) -> rules.Plain:
    """The rule that scores, wherever its inputs come from. Raises ``UnscorableSet``."""
    if node.rule is None:
        raise UnscorableSet(f"Tiêu chí {node.code} chưa có quy tắc chấm điểm nên chưa chấm được.")
    return node.rule.then if isinstance(node.rule, rules.Computed) else node.rule


def maximum_of(node: Node) -> Decimal:
    """Raises ``UnscorableSet`` where no source prints it."""
    if node.maximum is None:
        raise UnscorableSet(f"Tiêu chí {node.code} chưa rõ điểm tối đa nên chưa chấm được.")
    return node.maximum


def noun_of(node: Node) -> str:
    """What the inputs count, where the rule says so: «nhiệm vụ»; empty otherwise."""
    return _NOUNS.get(node.rule.source, "") if isinstance(node.rule, rules.Computed) else ""


def _leaf(node: Node) -> Leaf:
    maximum = maximum_of(node)
    return Leaf(node.code, maximum, -maximum if node.part is Part.PENALTY else maximum, noun_of(node))


def _finish(leaf: Leaf, worked: Worked, decimals: int) -> Outcome:
    points = round_half_up(worked.exact, decimals) + _ZERO  # −0 becomes 0
    if abs(points) > leaf.maximum:
        raise UnscorableSet(
            f"Tiêu chí {leaf.code}: quy tắc cho {short(points)} điểm, quá tối đa {short(leaf.maximum)}."
        )
    said, about = f"{short(points)} điểm", ""
    if points != worked.exact:
        about = f" (làm tròn từ {short(round_half_up(worked.exact, decimals + 2))})"
    trace = worked.said.replace("{is}", f"{'≈' if about else '='} {{points}}").replace("{points}", said + about)
    return Outcome(leaf.code, points, leaf.maximum, worked.exact, worked.flag, trace)


def _unscored(missing: list[str]) -> Worked:
    names = ", ".join(said_of(name) for name in missing)
    return Worked(_ZERO, f"Chưa có số liệu ({names}) nên tạm tính {{points}}", Flag.UNSCORED)
