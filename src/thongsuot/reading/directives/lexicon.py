"""The word lists of directives compiled to patterns, once per process."""

from __future__ import annotations

import re
from functools import lru_cache

from thongsuot.reading.letters import LOWER, UPPER
from thongsuot.reading.rules import words

#: «tổ chức, công dân» names people although the same words can be a verb.
_NOUN_USES = {
    "tổ chức": r"(?!,| (?:công dân|cá nhân|chính trị|xã hội|đảng|tín dụng|hành chính|bộ máy|Đảng))",
    "đầu tư": r"(?! (?:nước ngoài|công khai))",
    "trực tiếp": r"(?! (?:đến|tới|và|hoặc|kết hợp))",
    "kiểm tra": r"(?! sát hạch)",
    "xếp hạng": r"(?! (?:thấp|cao|trong|ở|sau|cuối))",
    "xếp loại": r"(?! (?:thấp|cao|trong|ở|tốt|khá|trung bình|yếu))",
}


def _alternatives(*keys: str, either_case: bool = False) -> str:
    """The words of ``keys`` as one alternation, longest first; ``either_case`` also allows a capital first letter."""
    items = sorted({item for key in keys for item in words("directives", key)}, key=len, reverse=True)
    return "|".join(_pattern(item, either_case) for item in items)


def _pattern(item: str, either_case: bool) -> str:
    literal = f"[{item[0]}{item[0].upper()}]{re.escape(item[1:])}" if either_case else re.escape(item)
    return literal + _NOUN_USES.get(item, "")


@lru_cache(maxsize=1)
def action() -> re.Pattern[str]:
    """A lower-case word that can open a verb phrase inside a clause; «Đào tạo» in the name of a body holds none."""
    return re.compile(rf"(?<![\w-])(?<!Đào )(?:{_alternatives('starters', 'verbs')})(?![\w-])(?! của )")


@lru_cache(maxsize=1)
def action_at_head() -> re.Pattern[str]:
    """The same at the head of a clause, either case."""
    return re.compile(rf"(?:{_alternatives('starters', 'verbs', either_case=True)})(?![\w-])(?! của )")


@lru_cache(maxsize=1)
def starter_at_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('starters', either_case=True)})(?![\w-])")


@lru_cache(maxsize=1)
def org_at_head() -> re.Pattern[str]:
    """An organisation or office: «các sở, ngành», «Sở Nội vụ», «Thủ trưởng các đơn vị», «mỗi cấp»."""
    heads, not_orgs = _alternatives("org_heads"), _alternatives("not_orgs")
    many = r"(?:các|từng|mỗi|mọi|toàn thể|tất cả(?: các)?|những|một số)\s+"
    return re.compile(rf"(?i:{many}(?!{not_orgs})(?:{heads})(?!\w)|(?!{not_orgs})(?:{heads})(?!\w)(?=[,\s(]))")


@lru_cache(maxsize=1)
def owner_blocker() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('owner_blockers')})\s*$", re.I)


@lru_cache(maxsize=1)
def order_cue() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('order_cues', either_case=True)})(?!\w)")


@lru_cache(maxsize=1)
def noun_guard() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('noun_guards')})\s*$", re.I)


@lru_cache(maxsize=1)
def not_ordering() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('not_ordering', either_case=True)})(?!\w)")


@lru_cache(maxsize=1)
def orientation_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('orientation_heads', either_case=True)})(?![\w-])")


@lru_cache(maxsize=1)
def concrete_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('concrete_words')})(?!\w)", re.I)


#: A name of one particular body: a head noun with a capital word after it, «Sở Nội vụ», «UBND huyện Ba Bể».
NAMED_BODY = re.compile(
    rf"(?:Sở|Bộ|Ban|Cục|Chi cục|Văn phòng|Công an|Trung tâm|Thanh tra|Kho bạc|UBND|[UỦ]y ban|Uỷ ban|HĐND|"
    rf"Bảo hiểm|Ngân hàng|Tổ|"
    rf"Viện|Trường|Đài|Báo|Mặt trận|Liên đoàn|Giám đốc|Chủ tịch|Bộ trưởng|"
    rf"[Đđ]ồng chí)\s+(?:[{LOWER}]+\s+){{0,3}}[{UPPER}]"
)
