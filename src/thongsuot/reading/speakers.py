"""Who is speaking: turns of speech with the speaker's titles and the verb that introduces the words (product C12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from thongsuot.reading.letters import NAME, plain
from thongsuot.reading.model import Passage, PassageKind, Sentence
from thongsuot.reading.rules import words

_TITLE = (
    r"(?:[Qq]uyền )?(?:Tổng Bí thư|Chủ tịch|Phó Chủ tịch|Thủ tướng|Phó Thủ tướng|Bộ trưởng|Thứ trưởng|Bí thư|"
    r"Phó Bí thư|"
    r"[ỦU]y viên|Uỷ viên|UVBTV|Tỉnh [uủ]y viên|Tỉnh uỷ viên|Thành ủy viên|Giám đốc|Phó Giám đốc|"
    r"Chánh Văn phòng|Phó Chánh|"
    r"Chánh Thanh tra|Cục trưởng|Phó Cục trưởng|Vụ trưởng|Phó Vụ trưởng|Tổng Cục trưởng|Tổng Giám đốc|Trưởng [Bb]an|"
    r"Trưởng phòng|Phó [Tt]rưởng|Chủ nhiệm|Phó Chủ nhiệm|Tổ trưởng|Tổ phó|Thường trực|Viện trưởng|Phó Viện trưởng|"
    r"Thượng tá|Đại tá|Thiếu tướng|Trung tướng|Thượng tướng|PGS|GS|TS|ThS)"
)
_PRONOUN = re.compile(r"^(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)(?: ấy| này)?$")
_PERSON = re.compile(rf"(?:(?:các )?(?:[Đđ]ồng chí|[Đđ]/c)|[ÔôBb](?:ng|à)|{_TITLE})\b[.]?\s+(?=\S)|{_TITLE}\b")
_NAME_FIRST = re.compile(rf"^{NAME}\s*(?:,|[-–(])")
_ISSUER = re.compile(
    r"(?:^|,\s+)((?:Thường trực )?(?:UBND|[ỦU]y ban nhân dân|Uỷ ban nhân dân|Chính phủ|Văn phòng Chính phủ|"
    r"Ban Chỉ đạo|Ban Thường vụ|Tỉnh ủy|"
    r"Thành ủy|Tổ công tác|Bộ [A-ZĐ]|Công điện|Chỉ thị|Thông báo|Công văn)[^,;:]{0,80})$"
)
_DOING = re.compile(r"\s(?:tiếp tục|vừa|đã|có văn bản|ban hành|cũng|tổ chức|gửi|số|về|ngày)\s")
_ISSUING = re.compile(
    r"\s(?:vừa |đã |cũng )*(?:có|ký|ban hành|gửi)(?: ban hành)?\s+(?:[Cc]ông điện|[Vv]ăn bản|[Cc]ông văn|"
    r"[Kk]ế hoạch|[Cc]hỉ thị|[Tt]hông báo|ý kiến)\b"
)
_ISSUES = frozenset({"yêu cầu", "đề nghị", "giao", "chỉ đạo", "phân công"})
_SUBJECT_MAX, _HEAD_MAX = 260, 520
_ADVERBS = re.compile(r"(?:\s+(?:đã|cũng|cũng đã|tiếp tục|một lần nữa|đồng thời|thẳng thắn|đặc biệt|luôn))+$")
_REPORT = re.compile(
    r"^(?:Theo|Cũng theo|Qua)\s+(?:báo cáo|kết quả|thống kê|số liệu|đánh giá|tổng hợp|khảo sát|kế hoạch)|^Báo cáo\b|"
    r"^(?:Tại|Trong) (?:[Hh]ội nghị|[Cc]uộc họp|[Pp]hiên họp|[Bb]uổi (?:làm việc|họp))|^Năm 20\d\d|^Trong năm 20\d\d|"
    r"^(?:Dịp này|Trước đó|Được biết|Hội nghị (?:đã|cũng|được)|Phiên họp (?:đã|cũng|được|tập trung)|"
    r"Cuộc họp (?:đã|cũng|được)|"
    r"Các đại biểu|Đại biểu|Thảo luận tại|Ngoài ra còn có)\b"
)
_NARRATED_DAY = re.compile(
    r"^(?:Ngày|Sáng|Chiều|Sáng ngày|Chiều ngày|Tối|Vừa qua|Mới đây)\b[^,]{0,30}\d{1,2}[/-]\d{1,2}"
)
_ACCORDING = re.compile(
    rf"(?:^|[,;]\s*(?:nhưng |và )?)(?:[Cc]ũng )?[Tt]heo ((?:đồng chí |ông |bà |{_TITLE}).{{0,160}}?{NAME}),"
)

#: Verbs after which the words that follow may be orders.
ORDERING = frozenset(
    {
        *("yêu cầu", "đề nghị", "giao", "chỉ đạo", "phân công", "nhắc nhở", "nhấn mạnh", "lưu ý", "quán triệt"),
        *("kết luận", "phát biểu", "phát biểu kết luận", "phát biểu chỉ đạo", "khẳng định", "thống nhất", "định hướng"),
        *("ghi nhận", "biểu dương", "đánh giá cao", "gợi ý", "cho rằng", "chỉ rõ"),
    }
)


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``start`` on, ``speaker`` is speaking; None means that nobody is quoted any more."""

    start: int
    speaker: str | None
    verb: str = ""

    @property
    def orders(self) -> bool:
        return self.speaker is not None and self.verb in ORDERING


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, words("directives", "speech_verbs"))) + r")(?!\w)")


def find_turns(passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """Turns of speech in order of place. A continuing speech has one turn, however many paragraphs it fills.

    In an official document one voice goes on to the signature; only an article falls back to telling.
    """
    turns: list[Turn] = []
    official = any(passage.kind in {PassageKind.RECIPIENTS, PassageKind.SIGNATURE} for passage in passages)
    for passage in passages:
        if passage.kind in {PassageKind.RECIPIENTS, PassageKind.SIGNATURE, PassageKind.TITLE}:
            continue
        for sentence in passage.sentences:
            turn = read_turn(sentence)
            if turn is not None and not (turn.speaker is None and (official or not turns)):
                turns.append(replace(turn, speaker=_full_name(turn.speaker, turns)))
    return tuple(turns)


def _full_name(speaker: str | None, turns: list[Turn]) -> str | None:
    """«Đồng chí Chủ tịch UBND tỉnh» is the one who was introduced before with that title and a name."""
    if speaker is None:
        return None
    if _PRONOUN.match(speaker):
        return next((turn.speaker for turn in reversed(turns) if turn.speaker), speaker)
    bare = re.sub(r"^(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+", "", speaker)
    known = (turn.speaker for turn in reversed(turns) if turn.speaker and turn.speaker != speaker)
    return next((name for name in known if bare in name), speaker)


def with_speakers(passages: Iterable[Passage], turns: tuple[Turn, ...]) -> tuple[Passage, ...]:
    """Give each passage the speaker of its first turn, or the one who went on speaking."""
    named: list[Passage] = []
    for passage in passages:
        inside = [t for t in turns if passage.span.start <= t.start < passage.span.end and t.speaker]
        before = [t for t in turns if t.start <= passage.span.start]
        speaker = inside[0].speaker if inside else before[-1].speaker if before else None
        mute = passage.kind in {PassageKind.RECIPIENTS, PassageKind.SIGNATURE, PassageKind.TITLE}
        named.append(passage if mute or speaker is None else replace(passage, speaker=speaker))
    return tuple(named)


def read_turn(sentence: Sentence) -> Turn | None:
    """The turn a sentence opens, if any."""
    text = sentence.text
    for match in _verbs().finditer(text[:_HEAD_MAX]):
        speaker = _subject(text[: match.start()])
        if speaker is None and match.group(1) in _ISSUES:
            issuer = _ISSUER.search(_ADVERBS.sub("", text[: match.start()].rstrip()))
            name = _DOING.split(issuer.group(1), maxsplit=1)[0] if issuer else ""
            speaker = plain(name) if name and _is_person_to_the_end(name) else None
        if speaker:
            return Turn(sentence.span.start, speaker, match.group(1))
    according = _ACCORDING.search(text[:300])
    if according:
        return Turn(sentence.span.start, plain(according.group(1)), "theo")
    if _REPORT.match(text) or _NARRATED_DAY.match(text):
        return Turn(sentence.span.start, None)
    return None


def _subject(head: str) -> str | None:
    """The person at the end of ``head``: pieces between commas, from the first that opens with a title or a name."""
    head = _ADVERBS.sub("", head.rstrip(" ,-–")).rpartition(";")[2].lstrip()
    if ":" in head:
        return None
    pieces = re.split(r",\s*|\s[-–]\s", head)
    for index, piece in enumerate(pieces):
        person = _PERSON.match(piece.strip()) or _PRONOUN.match(piece.strip()) or _NAME_FIRST.match(piece.strip() + ",")
        if not person:
            continue
        subject = head[head.index(piece) :] if index else head
        subject = _ISSUING.split(subject, maxsplit=1)[0]
        fits = len(subject) <= _SUBJECT_MAX and _is_person_to_the_end(subject)
        return plain(subject) if fits else None
    return None


def _is_person_to_the_end(subject: str) -> bool:
    """No verb of action may stand between the person and the verb of speech."""
    return not re.search(
        r"(?<!\w)(?:chủ trì|tham dự|dự|ban hành|ký|công bố|làm việc|kiểm tra|đến|được|là|cùng|nêu|trao|tại|về|"
        r"trong)(?!\w)",
        subject,
    )
