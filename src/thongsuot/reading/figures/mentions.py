"""Places and bodies named in a text, found by the gazetteer and by the shapes of local names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from thongsuot.reading import gazetteer
from thongsuot.reading.figures.tokens import Org, OrgKind
from thongsuot.reading.letters import LOWER, UPPER

_SYLLABLE = rf"[{UPPER}][{LOWER}]*(?:['’][{UPPER}{LOWER}][{LOWER}]*)?"
_PROPER = rf"{_SYLLABLE}(?:(?:\s|\s?-\s?){_SYLLABLE}){{0,3}}"
_NOT_SELF = "".join(rf"(?<!{word}\s)" for word in ("các", r"\d", "cấp", "mỗi", "nhiều", "số", "là"))
_SELF_VERBS = (
    "đã|có|đạt|xếp|đứng|tiếp tục|hoàn thành|nằm|tăng|giảm|ta\\b|cũng|hiện|được|cung cấp|tiếp nhận|giải quyết|xử lý|"
    "ban hành|đang|chưa|vươn|giữ|dẫn đầu|giải ngân|phấn đấu"
)
_SELF = (
    r"(?P<self>(?:[Tt]oàn|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|của|[Đđ]ịa bàn|[Cc]ả)\s+(?:tỉnh|thành phố)(?!\w)"
    rf"|[Tt]oàn\s+(?:huyện|quận|thị xã|xã|phường)(?!\w)|của\s+(?:huyện|quận|thị xã|xã|phường|Sở|Bộ)"
    rf"(?=\s*(?:,|\(|\s(?:{_SELF_VERBS}|trên|là|năm|trong)(?!\w)))|(?:Bộ|Sở|Huyện|Quận|Xã|Phường)(?=\s+(?:{_SELF_VERBS})(?!\w))"
    rf"|{_NOT_SELF}(?:Tỉnh|tỉnh|Thành phố)(?=\s+(?:{_SELF_VERBS})))"
    r"(?!\s*,\s*(?:thành|huyện)|\s+thành)"
)


def _any(words: tuple[str, ...] | list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.sub(r"\\?\s+", r"\\s+", re.escape(word)) for word in ordered)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    local = gazetteer.local_words
    heads = rf"(?:(?:{_any(local('government'))})\s+)?"
    unit = rf"(?P<unit>{_any([*local('units'), *(word.capitalize() for word in local('units'))])})"
    parts = (
        rf"(?P<ministry>(?:Bộ|bộ)\s+(?:{_any(gazetteer.ministries())})|{_any(gazetteer.central_bodies())})",
        rf"(?P<department>(?:Sở|sở)\s+(?:{_any(gazetteer.departments())})|{_any(local('bodies'))})",
        rf"(?P<named>{heads}{unit}\.?\s*(?P<proper>{_PROPER}|\d{{1,2}}(?!\d|[.,/%])))",
        rf"(?P<province>{heads}(?:{_any(list(gazetteer.provinces()))}))",
        rf"(?P<level>(?i:{_any(local('levels'))})(?:(?:\s*,\s*|\s+và\s+)(?:{_any(local('levels'))}))*)",
        rf"(?P<nation>(?i:{_any(gazetteer.nation_words())}))",
        rf"(?P<region>(?i:(?:khu vực\s+|vùng\s+)?(?:{_any(gazetteer.regions())})))",
        _SELF,
    )
    return re.compile("(?<![\\w-])(?:" + "|".join(parts) + ")(?!\\w)")


def _named(found: re.Match[str]) -> Org:
    """«tỉnh X» is the province X; «thành phố X» only where X is a city under the central government."""
    proper, unit = re.sub(r"\s+", " ", found["proper"]), found["unit"].lower()
    whole = re.sub(r"\s+", " ", found["named"])
    provincial = {word.lower() for word in gazetteer.local_words("provincial")}
    canonical = gazetteer.provinces().get(proper) or gazetteer.provinces().get(whole)
    if canonical and unit in provincial and (unit == "tỉnh" or canonical in gazetteer.cities()):
        return Org(canonical, OrgKind.PROVINCE)
    return Org(whole, OrgKind.DISTRICT)


def _org(found: re.Match[str]) -> Org:
    kind = found.lastgroup or ""
    text = re.sub(r"\s+", " ", found[0])
    if found["named"]:
        return _named(found)
    if found["province"]:
        bare = re.sub(rf"^(?:{_any(gazetteer.local_words('government'))})\s+", "", text)
        return Org(gazetteer.provinces()[bare], OrgKind.PROVINCE)
    simple = {
        "ministry": OrgKind.MINISTRY,
        "department": OrgKind.DEPARTMENT,
        "level": OrgKind.LEVEL,
        "nation": OrgKind.NATION,
        "region": OrgKind.REGION,
        "self": OrgKind.SELF,
    }
    kind = next(name for name in simple if found[name])
    text = "Cả nước" if kind == "nation" else text.lower() if kind == "level" else text
    return Org(text[0].upper() + text[1:] if kind in {"ministry", "department"} else text, simple[kind])


def find_orgs(text: str) -> Iterator[tuple[int, int, Org]]:
    """Every place or body named in ``text``: (start, end, org). Province names are those of the record."""
    for found in _pattern().finditer(text):
        yield found.start(), found.end(), _org(found)
