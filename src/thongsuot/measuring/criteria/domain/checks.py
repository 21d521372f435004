"""What a sound criteria set must fulfil (E06, J2.1), as faults that name the node and say how to mend it. Pure.

Unknown is not wrong: a set whose maxima no source prints is read and compared, but no round runs on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thongsuot.measuring.criteria.domain.rule_checks import faults_of_rule
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Part
from thongsuot.measuring.criteria.domain.words import points

CODE = re.compile(r"[0-9A-ZĐ]{1,4}(\.[0-9A-Za-zĐđ]{1,4})*")
CODE_LENGTH = 24
NATIONAL = ("par-index", "sipas", "pci", "papi")


class Weight(StrEnum):
    WRONG = "wrong"  # contradicts itself: neither loaded nor issued
    UNKNOWN = "unknown"  # no source prints it: read and compared, but no round
    UNFINISHED = "unfinished"  # has to be filled in before issuing


@dataclass(frozen=True, slots=True)
class Fault:
    """``code`` of the node, empty for the set as a whole; ``message`` says what, where and how to mend."""

    code: str
    message: str
    weight: Weight = Weight.WRONG


@dataclass(frozen=True, slots=True)
class Known:
    """What a set may refer to; ``None`` where it is not to be checked."""

    indicators: Collection[str] | None = None
    fields: Collection[str] | None = None
    sets: Collection[str] | None = None


def faults(criteria: CriteriaSet, known: Known = Known()) -> list[Fault]:
    """Everything that is wrong, unknown or unfinished, in printed order; empty when the set may be issued."""
    found = [*_of_the_whole(criteria), *_duplicates(criteria)]
    for node in criteria.walk():
        found += [*_of_node(node, criteria, known), *(_of_leaf(node, known) if node.is_leaf else _of_branch(node))]
    return found


def stops_round(found: Iterable[Fault]) -> list[Fault]:
    """The faults a round cannot live with; evidence and owners may still be missing."""
    return [one for one in found if one.weight is not Weight.UNFINISHED]


def wrong(found: Iterable[Fault]) -> list[Fault]:
    """The faults that keep a release from being loaded at all."""
    return [one for one in found if one.weight is Weight.WRONG]


def _of_the_whole(criteria: CriteriaSet) -> Iterator[Fault]:
    base = [one for one in criteria.nodes if one.part is Part.BASE]
    if not base:
        yield Fault("", "Bộ tiêu chí chưa có lĩnh vực nào. Hãy thêm lĩnh vực đầu tiên.")
        return
    text = _misfit((one.maximum for one in base), criteria.total)
    if text:
        yield Fault("", f"Điểm tối đa các lĩnh vực {text}. Hãy sửa để tổng đúng {points(criteria.total)} điểm.")
    if criteria.first_year and criteria.last_year and criteria.last_year < criteria.first_year:
        yield Fault("", f"Năm cuối {criteria.last_year} trước năm đầu {criteria.first_year}. Hãy sửa lại hai năm.")


def _misfit(maxima: Iterable[Decimal | None], wanted: Decimal | None) -> str:
    """«cộng được 99, thiếu 1», empty when it fits; with an unknown among them only too much can be told."""
    each = list(maxima)
    found = sum((one for one in each if one is not None), Decimal(0))
    if wanted is None or found == wanted or (None in each and found < wanted):
        return ""
    word = "thiếu" if found < wanted else "thừa"
    return f"cộng được {points(found)}, {word} {points(abs(wanted - found))}"


def _duplicates(criteria: CriteriaSet) -> Iterator[Fault]:
    counted = Counter(one.code for one in criteria.walk())
    for code, times in counted.items():
        if times > 1:
            yield Fault(code, f"Mã {code} dùng {times} lần. Mỗi tiêu chí cần một mã riêng.")


def _of_node(node: Node, criteria: CriteriaSet, known: Known) -> Iterator[Fault]:
    if not CODE.fullmatch(node.code) or len(node.code) > CODE_LENGTH:
        text = f"Mã «{node.code}» chưa đúng dạng"
        yield Fault(node.code, f"{text}. Mã gồm số hoặc chữ cách nhau bằng dấu chấm, như 1.2.3.")
    if not node.name.strip():
        yield Fault(node.code, f"Tiêu chí {node.code} chưa có tên. Hãy ghi tên.")
    yield from _of_maximum(node, criteria)
    if known.fields is not None and node.field and node.field not in known.fields:
        yield Fault(node.code, f"Tiêu chí {node.code}: không có lĩnh vực «{node.field}». Hãy chọn trong danh mục.")
    for link in node.links:
        if known.sets is not None and link.target not in NATIONAL and link.target not in known.sets:
            yield Fault(node.code, f"Tiêu chí {node.code} đối chiếu sang «{link.target}», bộ này không có.")


def _of_maximum(node: Node, criteria: CriteriaSet) -> Iterator[Fault]:
    if node.maximum is None:
        text = f"Tiêu chí {node.code}: điểm tối đa chưa rõ. Đọc được, nhưng chưa mở đợt chấm theo bộ này được."
        yield Fault(node.code, text, Weight.UNKNOWN)
    elif node.maximum <= 0:
        yield Fault(node.code, f"Tiêu chí {node.code}: điểm tối đa {points(node.maximum)} phải lớn hơn 0.")
    elif node.maximum % Decimal(1).scaleb(-criteria.decimals):
        text = f"điểm tối đa {points(node.maximum)} lẻ hơn {criteria.decimals} chữ số mà bộ này làm tròn đến"
        yield Fault(node.code, f"Tiêu chí {node.code}: {text}. Hãy làm tròn điểm tối đa.")


def _of_branch(node: Node) -> Iterator[Fault]:
    for child in node.children:
        if not child.code.startswith(f"{node.code}."):
            text = f"Mã {child.code} nằm dưới {node.code} nhưng không bắt đầu bằng «{node.code}.»"
            yield Fault(child.code, f"{text}. Hãy đổi mã hoặc chuyển chỗ.")
    if node.rule is not None:
        text = f"Tiêu chí {node.code} đã có tiêu chí con nên không mang cách tính riêng"
        yield Fault(node.code, f"{text}. Hãy bỏ cách tính.")
    text = _misfit((one.maximum for one in node.children), node.maximum)
    if text:
        whole = f"Các tiêu chí con của {node.code} {text} so với {points(node.maximum)} điểm"
        yield Fault(node.code, f"{whole}. Hãy sửa điểm con hoặc điểm của {node.code}.")


def _of_leaf(node: Node, known: Known) -> Iterator[Fault]:
    if node.rule is None:
        yield Fault(node.code, f"Tiêu chí {node.code} chưa có cách tính điểm. Hãy chọn một cách tính.", Weight.UNKNOWN)
    else:
        yield from (
            Fault(node.code, f"Tiêu chí {node.code}: {text}") for text in faults_of_rule(node, known.indicators)
        )
    for value, word in ((node.evidence, "minh chứng phải nộp"), (node.owner, "đơn vị chủ trì theo dõi")):
        if not value.strip():
            text = f"Tiêu chí {node.code} chưa ghi {word}. Hãy ghi thêm."
            yield Fault(node.code, text, Weight.UNFINISHED)
