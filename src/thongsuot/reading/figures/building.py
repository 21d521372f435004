"""Turn an assembled statement into a ``Figure`` with its spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.figures import Direction, Figure, Qualifier, Span
from thongsuot.kernel.periods import Period
from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.items import Item, Role, UnitKind
from thongsuot.reading.figures.leads import clause_start
from thongsuot.reading.figures.names import Name
from thongsuot.reading.figures.phrases import written
from thongsuot.reading.figures.timing import change_base
from thongsuot.reading.figures.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class Setting:
    """What the surroundings say of a statement."""

    text: str
    tokens: Sequence[Token]
    name: Name | None
    inherited: str
    org: str | None
    period: Period | None


@dataclass(slots=True)
class Stated:
    value: Decimal | None = None
    unit: str | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT


def build(frame: Frame, setting: Setting) -> Figure:
    indexed = any(token.kind is Kind.INDEX for token in setting.tokens[: frame.first])
    stated, lead = _stated(frame, indexed=indexed), frame.lead
    rank, region = frame.rank, frame.region
    change = frame.change
    span = _span(frame, setting)
    tokens = setting.tokens
    number = frame.main or frame.rank or lead
    return Figure(
        name=setting.name.text if setting.name else setting.inherited,
        quote=setting.text[span.start : span.end],
        span=span,
        value=stated.value,
        unit=stated.unit,
        qualifier=stated.qualifier,
        value_min=stated.value_min,
        value_max=stated.value_max,
        numerator=stated.numerator,
        denominator=stated.denominator,
        org=setting.org,
        period=setting.period,
        rank=rank.rank if rank else frame.lead.rank if lead.role is Role.RANK else None,
        rank_max=rank.rank_max if rank else None,
        out_of=rank.out_of if rank else None,
        rank_scope=rank.scope if rank else None,
        region_rank=region.rank if region else None,
        region_out_of=region.out_of if region else None,
        change=_signed(change),
        change_unit=change.unit.name if change else None,
        rank_change=_rank_change(frame),
        change_base=change_base(tokens, change) or change_base(tokens, frame.rank_change) or _came_from(frame, tokens),
        equivalent=frame.equal.value if frame.equal else None,
        equivalent_unit=frame.equal.unit.name if frame.equal else None,
        change_equivalent=frame.change_equal.value if frame.change_equal else None,
        target=_target(frame),
        target_direction=_direction(frame),
        target_surplus=frame.surplus.value if frame.surplus else None,
        status=_status(frame, tokens),
        grade=frame.grade.grade if frame.grade else None,
        source_body=_source(tokens, frame),
        cue=_cue(frame),
        previous=frame.came_from.value if frame.came_from else None,
        previous_rank=frame.rank_from.rank if frame.rank_from else None,
        change_word=_change_word(frame, tokens),
        value_span=Span(tokens[number.at].start, tokens[number.at].end),
    )


def _signed(item: Item | None) -> Decimal | None:
    if item is None or item.value is None:
        return None
    return -item.value if item.sign < 0 else item.value


def _rank_change(frame: Frame) -> int | None:
    value = _signed(frame.rank_change)
    if value is not None:
        return int(value)
    before, now = frame.rank_from, frame.rank
    if before is None or now is None or before.rank is None or now.rank is None:
        return None
    return before.rank - now.rank


def _came_from(frame: Frame, tokens: Sequence[Token]) -> str | None:
    """«từ vị trí thứ 8 lên thứ 3»: the base is the earlier rank, as written."""
    before = frame.rank_from or frame.came_from
    return written(tokens[before.first : before.last]) if before is not None else None


def _stated(frame: Frame, *, indexed: bool) -> Stated:
    main = frame.main
    if main is None:
        return _without_value(frame, indexed=indexed)
    stated = Stated(main.value, main.unit.name, qualifier=main.lead.qualifier)
    if main.role is Role.ORDINAL:
        stated.value = Decimal(main.rank or 0)
    elif main.number is not None and main.number.upper is not None:
        stated.value, stated.value_min, stated.value_max = None, main.number.value, main.number.upper
    parts = frame.parts or (main if main.number and main.number.denominator is not None else None)
    if parts is not None and parts.number is not None:
        stated.numerator, stated.denominator = parts.number.value, parts.number.denominator
    elif frame.part_of is not None:
        stated.numerator = frame.part_of.value
    return stated


def _without_value(frame: Frame, *, indexed: bool) -> Stated:
    """Statements of a rank, a grade or a change alone."""
    rank = frame.rank
    if frame.grade is not None and frame.items[0] is frame.grade:
        return Stated(None, "mức")
    grown = frame.change if frame.items[0] is frame.change and not indexed else None
    if grown is not None and grown.unit.kind is UnitKind.PERCENT:
        return Stated(grown.value, grown.unit.name, qualifier=grown.lead.qualifier)  # «GRDP tăng 8,01%, xếp thứ 12/34»
    if rank is not None:
        if rank.number is not None and rank.number.upper is not None:
            return Stated(None, "hạng", rank.number.value, rank.number.upper)
        if rank.rank is None and rank.rank_max is not None:
            return Stated(Decimal(rank.rank_max), "hạng", qualifier=Qualifier.AT_MOST)
        return Stated(Decimal(rank.rank), "hạng") if rank.rank is not None else Stated(None, "hạng")
    moved = frame.change or frame.rank_change
    if moved is not None:
        return Stated(moved.value, moved.unit.name, qualifier=moved.lead.qualifier)
    return Stated(None, "mức")


def _target(frame: Frame) -> Decimal | None:
    if frame.target is not None:
        return frame.target.value
    aimed = frame.main or frame.lead
    return aimed.value if aimed.wanted else None


def _direction(frame: Frame) -> Direction | None:
    aim = frame.target or frame.main or frame.lead
    if aim is not frame.target and not aim.wanted:
        return None
    below = aim.lead.qualifier in (Qualifier.AT_MOST, Qualifier.LESS) or aim.lead.cue == "none" or aim.role is Role.RANK
    return Direction.AT_MOST if below else Direction.AT_LEAST


def _status(frame: Frame, tokens: Sequence[Token]) -> str | None:
    main, target = frame.main, frame.target
    if (main or frame.lead).wanted:
        return "mục tiêu"
    if frame.surplus is not None:
        return "vượt"
    if target is not None and main is not None and main.value is not None and target.value is not None:
        reached = (
            main.value >= target.value if _direction(frame) is not Direction.AT_MOST else main.value <= target.value
        )
        return ("vượt" if main.value != target.value else "đạt") if reached else "chưa đạt"
    return _spoken_status(frame, tokens)


def _spoken_status(frame: Frame, tokens: Sequence[Token]) -> str | None:
    """«chưa đạt», «vượt chỉ tiêu», «đạt kế hoạch» said in the clause without a number (D07: not to be verified)."""
    start = clause_start(tokens, frame.first)
    end = next((i for i in range(frame.last, len(tokens)) if tokens[i].boundary), len(tokens))
    for index in range(max(start, frame.first - 8), min(end, frame.last + 14)):
        low = tokens[index].low
        aims = any(token.cue == "target" for token in tokens[index + 1 : index + 4])
        numbered = any(token.kind is Kind.NUMBER for token in tokens[index + 1 : index + 4])
        if low.startswith("vượt") and (aims or tokens[index].cue == "surplus") and not numbered:
            return "vượt"
        if low == "đạt" and aims and not numbered:
            return "chưa đạt" if index and tokens[index - 1].low.endswith("chưa") else "đạt"
    return None


def _change_word(frame: Frame, tokens: Sequence[Token]) -> str | None:
    """«tăng», «giảm» as written, also in «tăng từ 45% lên 60%»."""
    moved = frame.change or frame.rank_change
    if moved is not None and any(character.isalpha() for character in moved.lead.text):
        return moved.lead.text
    before = frame.came_from or frame.rank_from
    if before is None:
        return None
    words = [token.low for token in tokens[max(0, before.first - 4) : before.first] if token.cue == "change"]
    return words[-1] if words else None


def _source(tokens: Sequence[Token], frame: Frame) -> str | None:
    """«(theo thống kê, báo cáo của Văn phòng Chính phủ)»: the body a figure is taken from (D05)."""
    for index, token in enumerate(tokens):
        if token.cue != "source":
            continue
        for after in tokens[index + 1 : index + 9]:
            if after.boundary or after.kind in (Kind.CLOSE, Kind.NUMBER):
                break
            if after.org is not None and after.org.kind.name in ("MINISTRY", "DEPARTMENT"):
                return after.org.name
    return None


def _cue(frame: Frame) -> str:
    texts = [item.lead.text for item in frame.items if item.lead.text]
    return " · ".join(dict.fromkeys(texts)) or (frame.lead.unit.name or "")


def _span(frame: Frame, setting: Setting) -> Span:
    """From the name or the first wording to the last slot; a bracket opened inside is closed."""
    tokens = setting.tokens
    first, last = frame.first, frame.last
    if setting.name is not None:
        first, last = min(first, setting.name.first), max(last, setting.name.last)
    depth = sum({Kind.OPEN: 1, Kind.CLOSE: -1}.get(token.kind, 0) for token in tokens[first:last])
    while depth > 0 and last < len(tokens):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(tokens[last].kind, 0)
        last += 1
    return Span(tokens[first].start, tokens[last - 1].end)
