"""When do two figures speak of the same thing? By their content words, subject and level, never by position."""

from __future__ import annotations

import re
from functools import lru_cache

from thongsuot.kernel.figures import Figure
from thongsuot.kernel.text import fold

_LEVEL = re.compile(r"\b(?:cap|khoi)\s+(tinh|huyen|xa|so|co so|trung uong|bo)\b")
_TONELESS_FILLERS = re.compile(
    r"\b(?:thu tuc hanh chinh|tthc|tren dia ban(?: toan)?(?: tinh| thanh pho)?|toan tinh|toan thanh pho|tong so|"
    r"so luong|ty le|ti le|muc do|bao gom|trong do|ke ca)\b"
)
_FILLER_WORDS = (
    "so duoc da co la dat cua va voi tren tai cac nhung trong cho ve theo hien nay tinh thanh pho ca cung muc chi moi "
    "do den tu chung qua tong dia phuong phan tram hon gan khoang ket nam thang ky"
)
_FILLERS = frozenset(_FILLER_WORDS.split())

# Subjects on which goals and results meet in this field; first match wins, so the narrower stand first.
_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hài lòng", re.compile(r"hài lòng|\bSIPAS\b", re.IGNORECASE)),
    ("thanh toán trực tuyến", re.compile(r"thanh toán (?:phí, lệ phí )?(?:trực tuyến|không dùng tiền mặt)", re.I)),
    ("số hóa", re.compile(r"số h[óo][áa]?", re.IGNORECASE)),
    ("toàn trình", re.compile(r"toàn trình", re.IGNORECASE)),
    ("đúng hạn", re.compile(r"(?:đúng|trước)(?: và (?:đúng|trước))? (?:thời )?hạn", re.IGNORECASE)),
    ("hồ sơ trực tuyến", re.compile(r"hồ sơ (?:\w+ ){0,4}trực tuyến|nộp trực tuyến", re.IGNORECASE)),
    ("tự chủ", re.compile(r"tự chủ|tự (?:đảm )?bảo đảm chi", re.IGNORECASE)),
    ("PAR INDEX", re.compile(r"\bPAR[ -]?INDEX\b|chỉ số (?:cải cách hành chính|CCHC)", re.IGNORECASE)),
    ("PCI", re.compile(r"\bPCI\b|chỉ số năng lực cạnh tranh", re.IGNORECASE)),
    ("PAPI", re.compile(r"\bPAPI\b|chỉ số hiệu quả quản trị", re.IGNORECASE)),
    ("chữ ký số", re.compile(r"chữ ký số|ký số", re.IGNORECASE)),
)


@lru_cache(maxsize=65536)
def content_words(name: str) -> frozenset[str]:
    """Folded words that carry the meaning of an indicator's name; levels stay in one piece («cap_xa»)."""
    folded = _LEVEL.sub(lambda match: f"cap_{match[1].replace(' ', '_')}", fold(name))
    words = frozenset(re.findall(r"\w+", _TONELESS_FILLERS.sub(" ", folded))) - _FILLERS
    # What is resolved on time is what is on time; received and resolved are otherwise two things.
    return words - {"giai", "quyet"} if "han" in words else words


@lru_cache(maxsize=65536)
def topic(name: str) -> str | None:
    return next((key for key, pattern in _TOPICS if pattern.search(name)), None)


def identity(figure: Figure) -> tuple[object, ...]:
    """Equal for figures of one indicator and one subject; the period is left to the caller."""
    return content_words(figure.name), fold(figure.org or ""), figure.unit


def same_subject(one: Figure, other: Figure) -> bool:
    """Not known to be different: an unnamed subject may be the one just named."""
    return one.org is None or other.org is None or fold(one.org) == fold(other.org)


@lru_cache(maxsize=65536)
def levels(name: str) -> frozenset[str]:
    return frozenset(word for word in content_words(name) if word.startswith("cap_"))


def subject_of(name: str) -> str | frozenset[str] | None:
    """What goals and results meet on: a known topic, else all content words; ``None`` when there are too few."""
    words = content_words(name)
    return topic(name) or (words if len(words) > 2 else None)


def related(one: str, other: str) -> bool:
    """Same subject and no conflicting level: «hài lòng … cấp xã» is not the provincial goal."""
    return subject_of(one) is not None and subject_of(one) == subject_of(other) and levels(one) == levels(other)
