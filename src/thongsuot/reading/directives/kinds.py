"""Task or orientation: a task can be finished and checked, an orientation shows the way (product J3, B16)."""

from __future__ import annotations

import re

from thongsuot.reading.directives import lexicon
from thongsuot.reading.directives.owners import is_named
from thongsuot.reading.model import DirectiveKind

_MODALS = re.compile(
    r"^(?:(?:cần|phải|có trách nhiệm|chịu trách nhiệm|hết sức|đặc biệt|luôn|thật sự|thực sự)\s+)+", re.I
)
_MEASURE = re.compile(r"\d+(?:[.,]\d+)?\s*%|\d+\s*(?:lớp|xã|đơn vị|hồ sơ|thủ tục|TTHC|ngày|lần|nhiệm vụ|chỉ tiêu)")
_TURN_OF_MIND = re.compile(
    r"^(?:chuyển đổi|thay đổi|đổi mới) tư duy|^chuyển từ|^lấy |^coi |^xem .{0,60} là|^chấm dứt|^dứt khoát|"
    r"^xác định .{0,80} là",
    re.I,
)
_MANNER = re.compile(
    r"^(?:(?:cần|phải)\s+)?(?:thực hiện|triển khai|làm|tiến hành|giải quyết|xử lý)?\s*(?:một cách|linh hoạt|"
    r"phù hợp)|^nhất là|^trong đó|^đặc biệt|"
    r"^bảo đảm|^đảm bảo|^góp phần|^tạo (?:sự|điều kiện|thuận lợi|đồng thuận|chuyển biến|động lực|môi trường)|"
    r"^lấy |^coi |^xem |^qua đó|^từ đó|"
    r"^(?:cần |phải )?(?:thực hiện|triển khai)\s+(?:một cách|linh hoạt)|^tránh|^không để|^nhằm|^giúp|^với |"
    r"^như|^gồm|^theo hướng|^gắn với",
    re.I,
)


def strip_modal(verb_phrase: str) -> str:
    return _MODALS.sub("", verb_phrase)


def is_turn_of_mind(verb_phrase: str) -> bool:
    """«lấy người dân làm trung tâm»: said to everybody, whoever was addressed before."""
    return bool(_TURN_OF_MIND.match(strip_modal(verb_phrase)))


def kind_of(verb_phrase: str, owner: str | None, due: bool) -> DirectiveKind:
    """Class of an order by its verb, owner, deadline and measure."""
    core = strip_modal(verb_phrase)
    if _TURN_OF_MIND.match(core):
        return DirectiveKind.ORIENTATION
    head = lexicon.orientation_head().match(core)
    if not head or due or _MEASURE.search(core):
        return DirectiveKind.TASK
    if owner and is_named(owner):
        return DirectiveKind.TASK
    window = core[head.end() : head.end() + 90]
    return DirectiveKind.TASK if lexicon.concrete_word().search(window) else DirectiveKind.ORIENTATION


def is_manner(clause: str) -> bool:
    """A clause that only says how the order before it is to be done."""
    return bool(_MANNER.match(clause.strip()))
