"""One clause read as an order: cue, owner, verb phrase. The shape decides; the walk decides whether to believe it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thongsuot.reading.directives import lexicon
from thongsuot.reading.directives.owners import clean_name, is_named, split_owner
from thongsuot.reading.markers import read_marker

_CONNECTOR = re.compile(
    r"(?:(?:Đồng thời|đồng thời|Trong đó|trong đó|Theo đó|theo đó|Cụ thể|cụ thể|Bên cạnh đó|Ngoài ra|ngoài ra|"
    r"Mặt khác|Do đó|do đó|"
    r"Vì vậy|vì vậy|Bởi vậy|Cùng với đó|Song song với đó|Trước mắt|trước mắt|Đặc biệt|đặc biệt là|Nhất là|"
    r"Từ đó|từ đó|Riêng|riêng|"
    r"Tiếp đó|Sau đó|Qua đó|Hai là|Một là|Ba là|Bốn là|Năm là|và|Và|rằng)\s*[,:]?\s+)+"
)
_ADVERBIAL = re.compile(
    r"^(?:(?:Thực hiện|Triển khai|Tiếp theo|Trên cơ sở) (?:Kế hoạch|Quyết định|Nghị quyết|Công văn|Chỉ thị|"
    r"Công điện|Thông báo|"
    r"ý kiến|chỉ đạo|kết luận)|Để|để|Về|về|Đối với|đối với|Căn cứ|căn cứ|Trên cơ sở|trên cơ sở|Trong|trong|Từ|từ|Trước|"
    r"[Tt]hời gian tới|[Cc]ùng với|"
    r"Song song với|Bên cạnh|Ngoài|Với|Qua|Sau|Theo|Nhằm|nhằm|Tới đây|Định kỳ|Hằng|Hàng|Riêng|riêng|Khi|khi|"
    r"Ngay|Chậm nhất|"
    r"Tại|tại|Giao thời|Tiếp tục quán triệt)\b"
)
_PREAMBLE = re.compile(
    r"(?:Thực hiện|Triển khai|Tiếp theo) (?:Kế hoạch|Quyết định|Nghị quyết|Công văn|Chỉ thị|Công điện|"
    r"Thông báo)[^,;]*,\s"
)
_MODAL = re.compile(r"(?<!\w)(cần|phải|có trách nhiệm|chịu trách nhiệm|không được)\s+")
_SOON = re.compile(
    r"^(?:(?:[Tt]ừ (?:nay|đây)|[Tt]rong thời gian từ nay) (?:đến|tới) (?:hết |cuối )*(?:năm|quý|"
    r"tháng)(?: \S*\d\S*| nay)?|"
    r"(?:[Tt]rong )?[Tt]hời gian (?:tới|tiếp theo|từ nay đến cuối năm)|[Tt]rước mắt|[Tt]ới đây)\s*,?\s+"
)
_ROLE_OF = re.compile(
    r"^(?:[Tt]iếp tục )?(?:[Pp]hát huy|[Nn]âng cao|[Đđ]ề cao|[Tt]ăng cường)[^,;]{0,40}?(?:vai trò|trách nhiệm|"
    r"tinh thần)[^;]{0,40}? của (?:các thành viên )?"
)
_ROLE_END = re.compile(
    r",\s+(?:cần|phải|nhất là|vai trò|tinh thần)\b|\s+(?:trong (?:công tác|việc|thực hiện|triển khai|"
    r"giải quyết))\b|[;.:]|$"
)
_AMONG = re.compile(r"(?<!\w)(?:giữa|(?:nhất là|đặc biệt là)(?: đối với| tại| ở)?)\s+(?=(?:các|từng)\s)")
_AMONG_END = re.compile(r",\s+(?:dứt khoát|bảo đảm|tạo|góp phần|để|nhằm)\b|\s(?:trong|để|nhằm|tại)\s|[;.:]|$")
_IS = re.compile(r"^(?!.{0,20}(?:coi|xem|xác định|lấy|làm rõ|báo cáo))[^,;]{0,60}\slà\s")
_GIVER = re.compile(
    r"(?:^|[,;]\s*)(?:thay mặt[^,]{0,60},\s*)?(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|UBND|Chủ tịch|Phó|Thủ tướng|"
    r"Bộ|Sở|Cục|Văn phòng|Tổ|Thường trực|Thứ trưởng|Bí thư|Giám đốc|Trưởng|Ban)"
    r"\b[^;:]*$"
)
_ASSIGNED = re.compile(r"\s+được\s+(?:[^,;]{0,40}\s)?(?:giao|phân công)(?: nhiệm vụ)?\s+")
_PAST = re.compile(r"(?<!\w)(?:đã|vừa|đang|được|chưa|còn|bị|sẽ|luôn|là|có nhiều|mới)\s*$", re.I)
_BRACKETED = re.compile(r"\s*\(?(?:\d{1,2}|[ivx]{1,4}|[a-eđ])\)\s*")
_ADVERBIAL_MAX = 400


@dataclass(frozen=True, slots=True)
class Order:
    """Offsets count from the head of the clause. ``certain``: the clause has its own cue or modal."""

    verb: int
    owner: str | None
    cue: str
    certain: bool

    def owner_inside(self, clause: str) -> bool:
        """The owner is read out of the verb phrase itself; the clauses that follow do not inherit it."""
        return self.owner is not None and self.owner in clause[self.verb :]


def read_order(clause: str) -> Order | None:
    """The order in a clause by its shape, or None where the clause is a statement."""
    start = _skip_front(clause)
    return _by_cue(clause) or _by_owner(clause, start) or _by_verb(clause, start) or _by_modal(clause, start)


def _skip_front(clause: str) -> int:
    marker = read_marker(clause)
    start = marker.width if marker else 0
    number = _BRACKETED.match(clause, start)
    start = number.end() if number else start
    start += len(clause[start:]) - len(clause[start:].lstrip(' “"‘('))
    connector = _CONNECTOR.match(clause, start)
    return connector.end() if connector else start


def _by_cue(clause: str) -> Order | None:
    """«… yêu cầu [cơ quan] [làm việc]»: the last cue that is followed by an owner or a verb phrase."""
    for cue in lexicon.order_cue().finditer(clause):
        if not _cue_is_verb(clause, cue) or _is_relative(clause, cue.start()) or _many_direct(clause, cue):
            continue
        word = cue.group().lower()
        begin = cue.end() + len(clause[cue.end() :]) - len(clause[cue.end() :].lstrip(" ,:"))
        colon = ":" in clause[cue.end() : begin]
        order = _after_cue(clause, begin, word, colon)
        if order:
            return order
    return None


def _is_relative(clause: str, cue_at: int) -> bool:
    """«Rà soát các việc UBND tỉnh đã giao cho các sở …»: the clause has its own verb, the cue is in its object."""
    start = _skip_front(clause)
    opening = lexicon.action_at_head().match(clause, start)
    return opening is not None and opening.end() <= cue_at and not _GIVER.search(clause[start:cue_at])


def _many_direct(clause: str, cue: re.Match[str]) -> bool:
    """«Chủ tịch UBND các huyện chỉ đạo các xã rà soát»: to direct is itself their task."""
    if cue.group().lower() != "chỉ đạo":
        return False
    owner = split_owner(clause[_skip_front(clause) :])
    return owner is not None and not is_named(owner.name) and _skip_front(clause) + owner.end <= cue.start()


def _cue_is_verb(clause: str, cue: re.Match[str]) -> bool:
    before = clause[: cue.start()]
    if cue.group()[0].isupper() and before and before.rstrip()[-1:] not in {"", ".", ":", ")", "-", ";", "“"}:
        return False  # «Ban Chỉ đạo»
    return not lexicon.noun_guard().search(before)


def _after_cue(clause: str, begin: int, word: str, colon: bool) -> Order | None:
    rest = clause[begin:]
    inner = _skip_front(rest)
    rest_at = begin + inner
    owner = split_owner(clause[rest_at:])
    if owner:
        return Order(rest_at + owner.end, owner.name, word, True)
    if word in {"giao", "giao cho", "phân công", "chỉ đạo", "kiến nghị", "nhắc nhở", "đặt hàng"}:
        return None
    if lexicon.action_at_head().match(clause, rest_at):
        return Order(rest_at, None, word, True)
    if colon or _ADVERBIAL.match(clause[rest_at:]):
        nested = _by_owner(clause, rest_at) or _by_modal(clause, rest_at)
        return Order(nested.verb, nested.owner, f"{word} … {nested.cue}".strip(" …"), True) if nested else None
    return None


def _by_owner(clause: str, start: int) -> Order | None:
    """«[cơ quan] [làm việc]», after any leading adverbials."""
    for begin in _heads(clause, start):
        assigned = _assigned(clause, begin)
        if assigned:
            return assigned
        owner = split_owner(clause[begin:])
        if owner:
            verb = begin + owner.end
            modal = _MODAL.match(clause, verb)
            return Order(verb, owner.name, modal.group(1) if modal else "", bool(modal))
    return None


def _assigned(clause: str, begin: int) -> Order | None:
    """«Văn phòng UBND tỉnh được giao hoàn thiện …»"""
    head = lexicon.org_at_head().match(clause, begin)
    passive = _ASSIGNED.search(clause, head.end() - 1, head.end() + 120) if head else None
    if (
        passive
        and head
        and is_named(clause[begin : passive.start()])
        and lexicon.action_at_head().match(clause, passive.end())
    ):
        return Order(passive.end(), clean_name(clause[begin : passive.start()]), "được giao", True)
    return None


def _by_verb(clause: str, start: int) -> Order | None:
    """A bare verb phrase at the head of the clause or after its adverbials."""
    for begin in _heads(clause, start):
        match = lexicon.action_at_head().match(clause, begin)
        if (
            match
            and not _PREAMBLE.match(clause, begin)
            and (begin == start or lexicon.starter_at_head().match(clause, begin))
        ):
            word = match.group().lower()
            owner = _role_holder(clause[begin:])
            owner = owner or _parties(clause[begin:])
            return None if _IS.match(clause[begin:]) else Order(begin, owner, word, word in {"cần", "phải"})
    return None


def _role_holder(verb_phrase: str) -> str | None:
    """«Phát huy trách nhiệm của [các sở], cần …» speaks to those whose role it is."""
    role = _ROLE_OF.match(verb_phrase)
    if not role or not lexicon.org_at_head().match(verb_phrase, role.end()):
        return None
    end = _ROLE_END.search(verb_phrase, role.end())
    return clean_name(verb_phrase[role.end() : end.start()]) if end and end.start() - role.end() < 160 else None


def _parties(verb_phrase: str) -> str | None:
    """«… giữa các bộ, ngành», «nhất là đối với các sở, ngành như y tế»: those among whom it is to happen."""
    among = _AMONG.search(verb_phrase)
    if not among or not lexicon.org_at_head().match(verb_phrase, among.end()):
        return None
    end = _AMONG_END.search(verb_phrase, among.end())
    return clean_name(verb_phrase[among.end() : end.start()]) if end else None


def _by_modal(clause: str, start: int) -> Order | None:
    """«[những ai không có trong danh mục] cần/phải …»: the actor must be a person, not a thing."""
    match = _MODAL.search(clause, start, start + 200)
    if not match or not lexicon.action_at_head().match(clause, match.end()):
        return None
    subject = clause[start : match.start()].strip(" ,")
    actor = lexicon.org_at_head().match(subject + " ")
    if not actor or _PAST.search(subject):
        return None
    return Order(match.start(), subject, match.group(1), True)


def _heads(clause: str, start: int) -> list[int]:
    """Places where the kernel of the clause may begin: its head, then after each comma of a leading adverbial."""
    soon = _SOON.match(clause[start:])
    heads = [start, start + soon.end()] if soon else [start]
    if _ADVERBIAL.match(clause[start:]):
        depth_ok = (
            m.end() for m in re.finditer(r"(?:,|\.{3}|…)\s+", clause[: start + _ADVERBIAL_MAX]) if m.start() > start
        )
        heads += list(depth_ok)
    return heads
