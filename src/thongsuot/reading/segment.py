"""Passages of a document: titles, headings, paragraphs, list items, recipients, signature (product C02–C07)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from thongsuot.kernel.figures import Span
from thongsuot.reading.clean import content_lines
from thongsuot.reading.clean.lines import Line
from thongsuot.reading.letters import LOWER, UPPER, plain
from thongsuot.reading.markers import read_marker
from thongsuot.reading.model import Noise, Passage, PassageKind
from thongsuot.reading.outline import Outline
from thongsuot.reading.sentences import split_sentences

_ENDS = tuple('.;:!?…”"')
_STARTS_LOWER = re.compile(rf"^[{LOWER}]")
_RECIPIENTS = re.compile(r"^(?:Nơi nhận|Kính gửi)\s*:?", re.I)
_SIGNATURE = re.compile(
    r"^(?:(?:TL|KT|TM|TUQ|Q)\s*\.|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|"
                        r"THỦ TƯỚNG|PHÓ THỦ TƯỚNG|TRƯỞNG BAN|CỤC TRƯỞNG|BÍ THƯ|CHỦ NHIỆM)\b)")  # fmt: skip
_HEADER = re.compile(
    r"^(?:CỘNG H[ÒO]À? XÃ HỘI|Độc lập\s*[-–]|Số\s*:|[^,]{2,40}, ngày\s+[\d…. ]*tháng|ỦY BAN NHÂN DÂN|"
    r"UỶ BAN NHÂN DÂN|UBND TỈNH|BỘ [A-ZĐ])"
)
_DOCUMENT_TYPE = re.compile(
    r"^(?:THÔNG BÁO|KẾ HOẠCH|BÁO CÁO|CHỈ THỊ|CÔNG ĐIỆN|QUYẾT ĐỊNH|NGHỊ QUYẾT|CÔNG VĂN|TỜ TRÌNH|KẾT LUẬN|"
    r"BIÊN BẢN|CHƯƠNG TRÌNH)\b"
)
_ALL_CAPS = re.compile(rf"^[{UPPER}\d\s.,:;()\"“”/–-]{{6,}}$")
_HEADING_MAX = 150


def segment(text: str, noise: Sequence[Noise] = ()) -> tuple[Passage, ...]:
    """Passages in order, without speakers; spans count characters of ``text``."""
    blocks = _join_continued(text, content_lines(text, noise))
    return tuple(_Builder(text).build(blocks))


def document_title(passages: Sequence[Passage]) -> str | None:
    """The headline of an article; of an official document its kind with what it is about."""
    titles = [plain(p.text) for p in passages if p.kind is PassageKind.TITLE]
    kind = next((i for i, title in enumerate(titles) if _DOCUMENT_TYPE.match(title)), None)
    if kind is None:
        return next((title for title in titles if not _HEADER.match(title)), None)
    about = titles[kind + 1 : kind + 2]
    for title in titles[kind + 2 :]:
        if not (_ALL_CAPS.match(about[-1]) and _ALL_CAPS.match(title)):
            break
        about.append(title)
    return " ".join([titles[kind], *about])


def _join_continued(text: str, lines: Iterable[Line]) -> list[Line]:
    """Put back together a paragraph broken over lines: the next line goes on in lower case."""
    listed = list(lines)
    wrapped = _is_wrapped(listed)
    joined: list[Line] = []
    for line in listed:
        before = joined[-1] if joined else None
        if before and (_continues(before, line) or (wrapped and _wraps(before, line))):
            span = Span(before.span.start, line.span.end)
            joined[-1] = Line(span, text[span.start : span.end], before.gap)
        else:
            joined.append(line)
    return joined


def _continues(before: Line, line: Line) -> bool:
    if read_marker(line.text) or _ALL_CAPS.match(before.text) or _RECIPIENTS.match(before.text):
        return False
    return bool(_STARTS_LOWER.match(line.text)) and not before.text.rstrip("*").endswith(_ENDS)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """A text copied from a printed page: many lines of one width, cut in the middle of sentences."""
    running = [line for line in lines if len(line.text) > 30 and not _ALL_CAPS.match(line.text)]
    cut = [line for line in running if not line.text.endswith(_ENDS)]
    lower = sum(bool(_STARTS_LOWER.match(line.text)) for line in lines)
    widest = max((len(line.text) for line in running), default=0)
    return len(running) >= 6 and widest <= 160 and len(cut) >= 0.35 * len(running) and lower >= 0.15 * len(running)


def _wraps(before: Line, line: Line) -> bool:
    """In a wrapped text a line that ends no sentence goes on, unless either line is a heading or a list item."""
    last = before.text.rpartition("\n")[2]
    if line.gap or last.endswith(_ENDS) or read_marker(line.text) or _is_frame(line.text) or _is_frame(last):
        return False
    heading = read_marker(before.text)
    return not (heading and heading.kind != "dash" and "\n" not in before.text and len(last) < 60)


def _is_frame(line: str) -> bool:
    """A line of the document's head or foot or of a table, never part of a running paragraph."""
    return " | " in line or bool(
        _ALL_CAPS.match(line) or _HEADER.match(line) or _DOCUMENT_TYPE.match(line) or _RECIPIENTS.match(line)
    )


class _Builder:
    """One walk over the blocks, keeping the outline and whether the end matter has begun."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outline = Outline()
        self.zone: PassageKind | None = PassageKind.TITLE  # title until the body starts, then None
        self.official = False
        self.used: dict[str, int] = {}

    def build(self, blocks: Sequence[Line]) -> Iterable[Passage]:
        for index, block in enumerate(blocks):
            kind = self._kind(block, index, blocks)
            yield self._passage(kind, block, index)

    def _passage(self, kind: PassageKind, block: Line, index: int) -> Passage:
        marker = read_marker(block.text)
        if marker and kind in {PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM}:
            self.outline.enter(marker, self._heading_text(block.text[marker.width :], kind))
        elif kind is PassageKind.HEADING:
            self.outline.enter_plain(block.text)
        own_number = marker.label if marker and marker.label else None
        section = self.outline.section
        anchor = self._anchor(section if own_number and section else f"p{index + 1}")
        sentences = split_sentences(block.text, block.span.start)
        role = self.outline.role if kind not in {PassageKind.RECIPIENTS, PassageKind.SIGNATURE} else None
        return Passage(kind, block.span, block.text, anchor, section, role, None, sentences)

    def _heading_text(self, rest: str, kind: PassageKind) -> str | None:
        """The words that name a section: the whole heading, or what stands before the first stop of a paragraph."""
        if kind is PassageKind.HEADING:
            return rest
        head = re.split(r"[:.;]", rest, maxsplit=1)[0]
        return head if len(head) <= 80 and rest[len(head) : len(head) + 1] == ":" else None

    def _anchor(self, wanted: str) -> str:
        self.used[wanted] = self.used.get(wanted, 0) + 1
        return wanted if self.used[wanted] == 1 else f"{wanted}-{self.used[wanted]}"

    def _kind(self, block: Line, index: int, blocks: Sequence[Line]) -> PassageKind:
        line = block.text
        late = index > len(blocks) // 3
        if _RECIPIENTS.match(line) and (late or line.lower().startswith("kính gửi")):
            self.zone = PassageKind.RECIPIENTS if late else self.zone
            return PassageKind.RECIPIENTS
        if late and _SIGNATURE.match(line) and len(line) < 80:
            self.zone = PassageKind.SIGNATURE
        if self.zone in {PassageKind.RECIPIENTS, PassageKind.SIGNATURE}:
            return self.zone
        if self.zone is PassageKind.TITLE and self._is_title(line, index):
            return PassageKind.TITLE
        self.zone = None
        return self._body_kind(line, index == len(blocks) - 1)

    def _is_title(self, line: str, index: int) -> bool:
        if " | " in line:
            return False
        if _DOCUMENT_TYPE.match(line) or _HEADER.match(line) or (_ALL_CAPS.match(line) and not read_marker(line)):
            self.official = self.official or bool(_DOCUMENT_TYPE.match(line) or _HEADER.match(line))
            return True
        limit = 400 if self.official else 200
        return index < 14 and len(line) <= limit and not line.endswith((".", ";", ":")) and not read_marker(line)

    def _body_kind(self, line: str, last: bool) -> PassageKind:
        if " | " in line:
            return PassageKind.PARAGRAPH
        marker = read_marker(line)
        short = len(line) <= _HEADING_MAX and not line.endswith((".", ";", ",", "…", "...", "!"))
        if marker and marker.kind != "dash" and (short or _ALL_CAPS.match(line)) and not line.endswith(":"):
            return PassageKind.HEADING
        if marker and marker.kind in {"dash", "letter", "ordinal"}:
            return PassageKind.LIST_ITEM
        if marker is None and short and not line.endswith(":") and not last and line[0] in UPPER:
            return PassageKind.HEADING
        return PassageKind.PARAGRAPH
