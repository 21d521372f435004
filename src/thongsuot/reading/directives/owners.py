"""Who is to act: the noun phrase before the verb, and those who are to help."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thongsuot.reading.directives import lexicon
from thongsuot.reading.letters import plain
from thongsuot.reading.markers import read_marker

_ADDRESS = re.compile(r"^(?:Giao|Đề nghị|Yêu cầu|Đối với|Trách nhiệm của|Phân công|Riêng|Về phía)\s+(?:cho\s+)?")
_WHILE = re.compile(r"\s(?:khi|trong khi|lúc)\s")  # «các đơn vị khi sắp xếp … không để …»
#: «các sở, ngành từ nay đến cuối năm đẩy mạnh …»: the time belongs to the task, not to the name.
_MEANTIME = re.compile(
    r",?\s+(?:từ (?:nay|đây) (?:đến|tới) [^,;]{2,30}|(?:trong )?thời gian (?:tới|tiếp theo)|trước mắt|tới đây)[,\s]*$"
)
_FIRM = frozenset(
    {"cần", "phải", "không để", "không được", "tuyệt đối không", "có trách nhiệm", "chịu trách nhiệm", "chủ động"}
)
_SPEAKS = re.compile(
    r"(?:nhấn mạnh|yêu cầu|chỉ đạo|kết luận|phát biểu|cho biết|khẳng định|lưu ý|đề nghị|điện|thông báo|sau)$"
)
_OWNER_MAX = 320
_WITH = re.compile(r"phối hợp(?:\s+(?:chặt chẽ|thường xuyên|hiệu quả|tốt))?(?:\s+(?:với|cùng(?: với)?))?\s+")
_BETWEEN = re.compile(r"(?:,|\s+và|\s*;|\s+cùng)\s+(?=(?:các|những|từng)\s|[A-ZĐ])")
_NOT_A_NAME = re.compile(
    r"(?<!TP)(?<!Tp)[.:]\s|\s(?:đối với|nhằm|là|đã|vừa|truyền đạt|ban hành|thông báo|ký|sẽ|về việc|"
    r"tại Công văn|có văn bản|"
    r"nêu rõ|cho biết|khẳng định|sẽ được|ra đời)\s"
)
_QUOTED = re.compile(r"\s*“[^”]*”")
_SEVERAL = re.compile(r"(?:các|những|từng)\s")
_APPOSITION = re.compile(r"\s+[-–]\s+(?:[Cc]ơ quan|đơn vị|là)\s[^-–]*[-–]?\s*$")
_CLEAN = re.compile(r"^(?:cho|đối với|tới|đến)\s+|\s*\((?:qua|thông qua|sau đây)[^)]*\)|[,:\s]+$")


_ROLE_VERBS = frozenset(
    {"tham mưu", "chủ trì", "phối hợp", "thẩm định", "soạn thảo", "quản lý", "giải quyết", "thực hiện", "tiếp nhận"}
)


@dataclass(frozen=True, slots=True)
class Owner:
    """``name`` as written; ``end`` is where the verb phrase starts in the text given."""

    name: str
    end: int


def split_owner(text: str) -> Owner | None:
    """Read «[organisation] [verb phrase]» at the head of ``text``; None when there is no such pair."""
    head = lexicon.org_at_head().match(text)
    if not head:
        return None
    for verb in lexicon.action().finditer(text, head.end(), head.end() + _OWNER_MAX):
        between = text[: verb.start()]
        if not between[-1:].isspace() or lexicon.owner_blocker().search(between) or _opens_bracket(between):
            continue
        if _WHILE.search(between) and verb.group() not in _FIRM:
            continue
        if _names_a_role(between, verb.group(), text[verb.end() :]):
            continue
        if _NOT_A_NAME.search(between):
            return None
        name = clean_name(_MEANTIME.sub("", _WHILE.split(between, maxsplit=1)[0]))
        return None if name.lower() in {"đồng chí", "đ/c"} else Owner(name, verb.start())
    return None


def _names_a_role(between: str, verb: str, after: str) -> bool:
    """«các cơ quan tham mưu rà soát …»: the first verb tells which bodies, the second what to do."""
    if verb not in _ROLE_VERBS or not re.search(r"(?:cơ quan|đơn vị|bộ phận)\s+$", between):
        return False
    following = lexicon.action().search(after[:40])
    return following is not None and "," not in after[: following.start()]


def is_owner_only(text: str) -> bool:
    """A heading such as «2. Sở Nội vụ» or «Giao Công an tỉnh:» that names only who must act."""
    head = lexicon.org_at_head().match(text)
    return bool(head) and len(text) <= 160 and not lexicon.action().search(text, head.end() if head else 0)


def addressee(text: str) -> str | None:
    """«Riêng Sở A, Sở B:» or «Đối với các huyện:» — the words before a colon that only name who is meant."""
    marker = read_marker(text)
    bare = _ADDRESS.sub("", text[marker.width if marker else 0 :].strip(" :.*"))
    return clean_name(bare) if is_owner_only(bare) and not _SPEAKS.search(bare) else None


def clean_name(text: str) -> str:
    """The body's name without commas and side remarks."""
    bare = _APPOSITION.sub("", _QUOTED.sub("", text).strip(" ,"))
    return plain(_CLEAN.sub("", _CLEAN.sub("", bare)))


def helpers(verb_phrase: str) -> tuple[str, ...]:
    """Bodies after «phối hợp với», as written."""
    match = _WITH.search(verb_phrase[:200])
    if not match:
        return ()
    rest = verb_phrase[match.end() :]
    pair = split_owner(rest)
    names = pair.name if pair else re.split(r"[;:.]", rest, maxsplit=1)[0] if is_owner_only(rest) else ""
    pieces: list[str] = []
    for piece in _BETWEEN.split(names):
        if pieces and not lexicon.NAMED_BODY.match(piece) and not _SEVERAL.match(piece):
            pieces[-1] += f", {piece}"
        elif piece.strip():
            pieces.append(piece.strip())
    return tuple(clean_name(piece) for piece in pieces)


def _opens_bracket(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("“") > text.count("”")


_MANY = re.compile(
    r"^(?:Các|Từng|Mỗi|Mọi|Những|Một số|Toàn thể|Tất cả|Thủ trưởng|Người đứng đầu|Cấp|Cán bộ|Đơn vị|Cơ quan)\b|\scác\s"
)


def is_named(owner: str) -> bool:
    """One particular body: «Sở Nội vụ», «Công an phường»; not «UBND các huyện»."""
    return owner[:1].isupper() and not _MANY.search(owner)
