"""The word lists of directives compiled to patterns, once per process."""

from __future__ import annotations

import re
from functools import lru_cache

from thongsuot.reading.letters import LOWER, UPPER
from thongsuot.reading.rules import words


def _alternatives(*keys: str) -> str:
    items = sorted({item for key in keys for item in words("directives", key)}, key=len, reverse=True)
    return "|".join(re.escape(item) for item in items)


def _either_case(alternatives: str) -> str:
    """Match also with the first letter capital, as at the head of a sentence."""
    return "|".join(f"[{a[0]}{a[0].upper()}]{a[1:]}" if a[0].isalpha() else a for a in alternatives.split("|"))


@lru_cache(maxsize=1)
def action() -> re.Pattern[str]:
    """A lower-case word that can open a verb phrase inside a clause."""
    return re.compile(rf"(?<![\w-])(?:{_alternatives('starters', 'verbs')})(?![\w-])")


@lru_cache(maxsize=1)
def action_at_head() -> re.Pattern[str]:
    """The same at the head of a clause, either case."""
    return re.compile(rf"(?:{_either_case(_alternatives('starters', 'verbs'))})(?![\w-])")


@lru_cache(maxsize=1)
def starter_at_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either_case(_alternatives('starters'))})(?![\w-])")


@lru_cache(maxsize=1)
def org_at_head() -> re.Pattern[str]:
    """An organisation or office: «các sở, ngành», «Sở Nội vụ», «Thủ trưởng các đơn vị», «mỗi cấp»."""
    heads = _either_case(_alternatives("org_heads"))
    not_orgs = _either_case(_alternatives("not_orgs"))
    many = r"(?:[Cc]ác|[Tt]ừng|[Mm]ỗi|[Mm]ọi|[Tt]oàn thể|[Tt]ất cả(?: các)?|[Nn]hững|[Mm]ột số)\s+"
    return re.compile(rf"(?:{many}(?!{not_orgs})(?:{heads})(?!\w)|(?!{not_orgs})(?:{heads})(?!\w)(?=[,\s(]))")


@lru_cache(maxsize=1)
def owner_blocker() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('owner_blockers')})\s*$", re.I)


@lru_cache(maxsize=1)
def order_cue() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either_case(_alternatives('order_cues'))})(?!\w)")


@lru_cache(maxsize=1)
def noun_guard() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('noun_guards')})\s*$", re.I)


@lru_cache(maxsize=1)
def not_ordering() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either_case(_alternatives('not_ordering'))})(?!\w)")


@lru_cache(maxsize=1)
def orientation_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either_case(_alternatives('orientation_heads'))})(?![\w-])")


@lru_cache(maxsize=1)
def concrete_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('concrete_words')})(?!\w)", re.I)


#: A name of one particular body: a head noun with a capital word after it, «Sở Nội vụ», «UBND huyện Ba Bể».
NAMED_BODY = re.compile(
    rf"(?:Sở|Bộ|Ban|Cục|Chi cục|Văn phòng|Công an|Trung tâm|Thanh tra|Kho bạc|UBND|[UỦ]y ban|Uỷ ban|HĐND|Bảo hiểm|Ngân hàng|Tổ|"
    rf"Viện|Trường|Đài|Báo|Mặt trận|Liên đoàn|Giám đốc|Chủ tịch|Bộ trưởng|[Đđ]ồng chí)\s+(?:[{LOWER}]+\s+){{0,3}}[{UPPER}]"
)
