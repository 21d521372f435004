"""«A, B và C lần lượt đạt 92,1; 91,8 và 90,5 điểm»: members of two lists taken in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.items import Item, Role, UnitKind
from thongsuot.reading.figures.tokens import Kind, OrgKind, Token

IN_TURN = "lần lượt"
_MEMBERS = frozenset({OrgKind.PROVINCE, OrgKind.MINISTRY, OrgKind.DEPARTMENT, OrgKind.DISTRICT, OrgKind.REGION})


def in_turn(tokens: Sequence[Token], before: int) -> int | None:
    """Index of the last «lần lượt» before ``before`` in the same sentence."""
    for index in range(before - 1, -1, -1):
        if IN_TURN in tokens[index].low:
            return index
        if tokens[index].kind is Kind.STOP:
            return None
    return None


def more_ranks(tokens: Sequence[Token], first: Item) -> list[Item]:
    """The «3» and «4» of «xếp thứ 2, 3 và 4»."""
    found: list[Item] = []
    index = first.last
    while index + 1 < len(tokens) and _joins(tokens[index]) and _plain(tokens[index + 1]):
        number = tokens[index + 1].number
        if number is None:
            break
        lead = replace(first.lead, start=index + 1)
        item = Item(Role.RANK, index + 1, index + 1, index + 2, number, first.unit, lead)
        item.rank, item.out_of, item.scope = int(number.value), first.out_of, first.scope
        found.append(item)
        index += 2
    return found


def moved_rank(tokens: Sequence[Token], first: Item) -> list[Item]:
    """The «46» of «từ vị trí 53 lên 46»."""
    word, number = tokens[first.last : first.last + 1], tokens[first.last + 1 : first.last + 2]
    if not word or not number or word[0].low not in {"lên", "xuống"} or not _plain(number[0]):
        return []
    at = first.last + 1
    item = Item(
        Role.RANK, at, at - 1, at + 1, number[0].number, first.unit, replace(first.lead, start=at - 1, text=word[0].low)
    )
    item.rank = int(number[0].number.value) if number[0].number else None
    return [item]


def _joins(token: Token) -> bool:
    return token.kind is Kind.COMMA or token.low == "và"


def _plain(token: Token) -> bool:
    number = token.number
    return number is not None and not number.percent and number.denominator is None and number.value < 1000


def shared_unit(tokens: Sequence[Token], at: int, read: Callable[[int], Item | None]) -> Item | None:
    """A number of a list in turn takes the unit of the list's last member: «92,1; 91,8 và 90,5 điểm»."""
    if in_turn(tokens, at) is None:
        return None
    index = at + 1
    while index + 1 < len(tokens) and (_joins(tokens[index]) or tokens[index].kind is Kind.SEMICOLON):
        if tokens[index + 1].kind is not Kind.NUMBER:
            return None
        last = read(index + 1)
        if last is not None and last.unit.kind is not UnitKind.NONE:
            return replace(
                last, at=at, first=at, last=at + 1, number=tokens[at].number, unit=replace(last.unit, end=at + 1)
            )
        index += 2
    return None


def distribute(tokens: Sequence[Token], frames: list[Frame]) -> list[Frame]:
    """Give each statement after «lần lượt» its own organisation, or each rank its own statement."""
    at = next((i for i, token in enumerate(tokens) if IN_TURN in token.low), None)
    if at is None:
        return frames
    frames = _ranks_first(tokens, frames, at)
    before = [frame for frame in frames if frame.last <= at + 1 and frame.rank is None and frame.main is not None]
    after = [frame for frame in frames if frame.first >= at]
    ranks = [frame for frame in after if frame.main is None and frame.rank is not None]
    if len(ranks) > 1 and len(before) == len(ranks):
        for frame, ranked in zip(before, ranks, strict=True):
            frame.rank = ranked.rank
            frame.items.extend(ranked.items)
            frame.last = max(frame.last, ranked.last)
        return [frame for frame in frames if frame not in ranks]
    members = _members_before(tokens, at, lambda token: token.org is not None and token.org.kind in _MEMBERS)
    if len(members) > 1 and len(after) >= len(members):
        for frame, member in zip(after, members, strict=False):
            frame.subjects = [member]
    periods = _members_before(tokens, at, lambda token: token.period is not None)
    if len(periods) > 1 and len(after) >= len(periods):
        for frame, period in zip(after, periods, strict=False):
            frame.period_at = period
    return frames


def _ranks_first(tokens: Sequence[Token], frames: list[Frame], at: int) -> list[Frame]:
    """«xếp thứ 5 và thứ 6 lần lượt là A, đạt 87% và B, đạt 85%»: the ranks first, then who holds them."""
    ranks = [item for frame in frames for item in frame.items if item.role is Role.RANK and item.last <= at]
    scores = [frame.main for frame in frames if frame.main is not None and frame.main.at > at]
    bare = all(frame.main is None or frame.main.at > at for frame in frames)
    if len(ranks) < 2 or len(scores) < len(ranks) or not bare:
        return frames
    found = [Frame(score.first, score.last, main=score, items=[score]) for score in scores]
    floor = at
    for frame, ranked in zip(found, ranks, strict=False):
        frame.rank = ranked
        frame.items.append(ranked)
        frame.subjects = [i for i in range(floor, frame.first) if tokens[i].org is not None][:1]
        floor = frame.last
    return found


def _members_before(tokens: Sequence[Token], at: int, belongs: Callable[[Token], bool]) -> list[int]:
    """Indices of the members of the list that stands before «lần lượt»."""
    found: list[int] = []
    gap = 0
    for index in range(at - 1, -1, -1):
        token = tokens[index]
        if belongs(token):
            if found and found[-1] == index + 1:
                break  # «Sở X Bắc Kạn» is one body
            found.append(index)
            gap = 0
        elif token.boundary or token.kind in (Kind.NUMBER, Kind.COLON):
            break
        elif not _joins(token):
            gap += 1
            if found and gap > 0:
                break
    return list(reversed(found))
