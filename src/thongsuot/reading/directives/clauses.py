"""Clauses of a sentence that may each carry an order: between semicolons, after «đồng thời», after «nhấn mạnh:»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from thongsuot.kernel.figures import Span
from thongsuot.reading.directives.lexicon import NAMED_BODY, action, order_cue
from thongsuot.reading.directives.owners import addressee, is_owner_only, split_owner
from thongsuot.reading.model import Sentence

_OPEN, _CLOSE = "([“‘", ")]”’"
_MEANWHILE = re.compile(r",\s+(?:đồng thời|song song với đó|bên cạnh đó)\s*,?\s+")
_THEREFORE = re.compile(r",\s+(?=(?:vì vậy|do đó|do vậy|bởi vậy|vì thế|từ đó)(?!\w))")
_SPEECH_COLON = re.compile(
    r"(?:nhấn mạnh|lưu ý|khẳng định|kết luận|yêu cầu|phát biểu|chỉ rõ|đề nghị|chỉ đạo|quán triệt|cho rằng|"
    r"cho biết|nêu rõ|như sau)"
    r"[^:;.]{0,60}:(?=\s)"
)
_SPEECH_COMMA = re.compile(r"(?:nhấn mạnh|khẳng định|lưu ý|cho rằng|chỉ rõ)(?: rằng)?,(?=\s)")
_NEXT_OWNER = re.compile(r",\s+(?:trong khi|còn|và)?\s*(?=[A-ZĐ])")
_NUMBERED = re.compile(r"(?<=\s)\((?:\d{1,2}|[ivx]{1,4})\)\s+(?=\S)")
_SAID_BY = re.compile(
    r",\s+(?:theo\s+)?(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|Chủ tịch|Phó|Bộ trưởng|Thứ trưởng|Thủ tướng|Bí thư|"
    r"Giám đốc)\b[^;:]{0,120}"
    r"(?:nhấn mạnh|nói|khẳng định|cho biết|chia sẻ|lưu ý)\W*$"
)
_QUOTE_ENDS = re.compile(r"”(?=\s*,?\s*[^;:.”]{0,80}?(?:nói|nhấn mạnh|khẳng định|chia sẻ|cho biết|lưu ý|yêu cầu)\W*$)")
_TAIL = re.compile(r"(?:\s|[.;:,…/*”])+$")


def split_clauses(sentence: Sentence) -> list[Span]:
    """Spans of the clauses, without the outer punctuation; brackets and quotations are never cut."""
    quoted = _QUOTE_ENDS.search(sentence.text)
    text = sentence.text[: quoted.end()] if quoted else _SAID_BY.sub("", sentence.text)
    cuts = [0, *(m for m in _cut_places(text)), len(text)]
    spans = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip(" \n\t;,:*"))
        stop = len(_TAIL.sub("", piece)) if end == len(text) else len(piece.rstrip(" \n\t;,:*"))
        if stop > lead:
            spans.append(Span(sentence.span.start + start + lead, sentence.span.start + start + stop))
    return _with_owner_lists(text, sentence.span.start, spans)


def _with_owner_lists(text: str, offset: int, spans: list[Span]) -> list[Span]:
    """«yêu cầu Giám đốc các sở; Chủ tịch UBND các xã thực hiện …»: a cut inside the list of owners is undone."""
    joined: list[Span] = []
    for span in spans:
        before = text[joined[-1].start - offset : joined[-1].end - offset] if joined else ""
        if before and _ends_in_owners(before) and text[joined[-1].end - offset] == ";":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [part for span in joined for part in _by_owner(text, offset, span)]


def _by_owner(text: str, offset: int, span: Span) -> list[Span]:
    """«Công an tỉnh bảo đảm …, trong khi Sở A chủ trì …» gives two bodies an order each."""
    clause = text[span.start - offset : span.end - offset]
    for comma in _NEXT_OWNER.finditer(clause):
        following = split_owner(clause[comma.end() :])
        before = clause[: comma.start()]
        if (
            following is None
            or not NAMED_BODY.match(following.name)
            or following.end > 90
            or _lists_helpers(before)
            or _ends_in_owners(before)
        ):
            continue
        if before.count("(") == before.count(")") and action().search(before):
            first = Span(span.start, span.start + comma.start())
            return [first, *_by_owner(text, offset, Span(span.start + comma.end(), span.end))]
    return [span]


def _lists_helpers(before: str) -> bool:
    """«phối hợp với Sở A, Sở B rà soát»: the comma stands in the list of those who help, or of those addressed."""
    verbs = list(action().finditer(before))
    return not verbs or verbs[-1].group() in {
        "phối hợp",
        "chủ trì",
        "giao",
        "trình",
        "báo cáo",
        "gửi",
        "tham mưu",
        "hỗ trợ",
        "hướng dẫn",
        "đôn đốc",
    }


def _ends_in_owners(clause: str) -> bool:
    cues = list(order_cue().finditer(clause))
    return bool(cues) and is_owner_only(clause[cues[-1].end() :].strip(" :"))


def _cut_places(text: str) -> Iterator[int]:
    depth = 0
    cuts = {m.start() for m in _THEREFORE.finditer(text)}
    first = text.find(": ")
    if 0 < first < 200 and addressee(text[:first]):
        cuts.add(first)
    cuts |= {m.start() - 1 for m in _NUMBERED.finditer(text) if m.start()}
    cuts |= {m.start() for m in _MEANWHILE.finditer(text) if action().match(text, m.end())}
    cuts |= {m.end() - 1 for pattern in (_SPEECH_COLON, _SPEECH_COMMA) for m in pattern.finditer(text)}
    for index, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (char == ";" or index in cuts):
            yield index + 1
