"""Join the items of a sentence into statements: score + rank + change of one indicator are one figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.gaps import Gap, adjacent, has_comma, presents
from thongsuot.reading.figures.items import Item, Role, UnitKind
from thongsuot.reading.figures.tokens import Kind, OrgKind, Token

_RATE_LEADS = ("đạt", "chiếm", "tỷ lệ", "tỉ lệ", "bằng", "với tỷ lệ", "với tỉ lệ", "tương")
_TO = ("lên", "xuống", "còn", "chỉ còn", "tăng lên", "giảm còn")
_RATED = frozenset({UnitKind.PERCENT, UnitKind.NONE})
_SCORED = frozenset({UnitKind.SCORE, UnitKind.PERCENT, UnitKind.NONE})


class Assembler:
    """Feeds items in reading order; an item fills a slot of the open statement or opens the next."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.frames: list[Frame] = []
        self._earlier: Item | None = None  # «từ 75% năm 2022 lên …»: a figure of its own, and the base of the next
        self._rules: dict[Role, Callable[[Item], bool]] = {
            Role.LEVEL: self._level,
            Role.COUNT: self._count,
            Role.PARTS: self._parts,
            Role.RANK: self._rank,
            Role.RANK_CHANGE: self._rank_change,
            Role.CHANGE: self._change,
            Role.TARGET: self._target,
            Role.SURPLUS: self._surplus,
            Role.EQUAL: self._equal,
            Role.GRADE: self._grade,
            Role.ORDINAL: lambda _item: False,
        }

    def feed(self, items: Sequence[Item]) -> list[Frame]:
        for item in items:
            current = self._current(item)
            if current is not None and self._rules[item.role](item):
                current.take(item)
            else:
                self._open(item)
        return self.frames

    def _current(self, item: Item) -> Frame | None:
        if not self.frames:
            return None
        gap = self._gap(item)
        parted = [token for token in gap.tokens if token.boundary]
        after = len(parted) == 1 and parted[0].kind is Kind.SEMICOLON and gap.tokens[-1] is parted[0]
        goes_on = after and (len(gap.tokens) == 1 or gap.comparing) and self._unranked(item)
        if gap.hard and not goes_on:
            return None
        return self.frames[-1]

    def _unranked(self, item: Item) -> bool:
        """«đạt 87,67%; xếp hạng 15/63, tăng 48 bậc»: a rank that names nobody completes the score before it."""
        frame, after = self.frames[-1], self.tokens[item.last : item.last + 2]
        if item.role is Role.RANK_CHANGE:
            return len(self._gap(item).tokens) == 1
        scored = frame.main is not None and frame.main.role is Role.LEVEL and frame.main.unit.kind in _SCORED
        named = any(token.org is not None or token.low in {"là", "thuộc"} or token.cue == "link" for token in after)
        return item.role is Role.RANK and scored and frame.rank is None and not named

    def _gap(self, item: Item) -> Gap:
        return Gap(self.tokens, self.frames[-1].last, item.first)

    def _open(self, item: Item) -> None:
        frame = Frame(item.first, item.last, items=[item])
        slots = {
            Role.RANK_CHANGE: "rank_change",
            Role.CHANGE: "change",
            Role.SURPLUS: "surplus",
            Role.GRADE: "grade",
            Role.PARTS: "parts",
        }
        if item.role is Role.RANK:
            frame.rank = item
        elif item.role in slots:
            setattr(frame, slots[item.role], item)
        if item.role not in (Role.RANK_CHANGE, Role.CHANGE, Role.RANK, Role.GRADE):
            frame.main = item
        frame.part_of = self._share_of(item)
        frame.came_from, self._earlier = self._earlier, None
        if item.role is Role.TARGET:
            item.wanted = True
        self.frames.append(frame)

    def _share_of(self, item: Item) -> Item | None:
        """«1.150 hồ sơ, chiếm 95,8%»: the rate keeps the count it is the share of."""
        current = self._current(item)
        if current is None or item.role is not Role.LEVEL or item.unit.kind is not UnitKind.PERCENT:
            return None
        counted = current.main is not None and current.main.role is Role.COUNT
        return current.main if counted and self._rates(item) else None

    def _rates(self, item: Item) -> bool:
        """The item is the rate of what was just counted."""
        gap = self._gap(item)
        leads = item.lead.text.startswith(_RATE_LEADS) or item.lead.cue == "equal"
        return (
            (leads or gap.bracketed)
            and not gap.names
            and not gap.measured
            and gap.words <= (12 if not has_comma(gap.tokens) else 1)
        )

    def _near(self, item: Item) -> bool:
        gap = self._gap(item)
        if gap.bracketed:
            return not gap.owned or (self.frames[-1].rank is not None and presents(gap))
        allowed = 4 if item.lead.cue == "rank-word" else 2
        return gap.words <= allowed and (not gap.names or not self._has_subject())

    def _has_subject(self) -> bool:
        """The open statement already has an organisation of its own in its clause."""
        frame = self.frames[-1]
        for token in reversed(self.tokens[: frame.first]):
            if token.boundary:
                return False
            if token.org and token.org.kind is not OrgKind.LEVEL:
                return True
        return False

    def _level(self, item: Item) -> bool:
        frame = self.frames[-1]
        if frame.main is not None:
            return (
                self._recalls(item, frame)
                or self._closes_range(item, frame)
                or self._answers(item, frame)
                or self._moves_to(item, frame)
                or self._rate_of_main(item, frame)
            )
        if frame.rank is None and frame.rank_change is None and frame.change is None and frame.grade is None:
            return False
        gap = self._gap(item)
        moved = frame.change is not None and frame.rank is None and frame.rank_change is None and frame.grade is None
        if moved and (item.lead.cue != "link" or item.lead.text.startswith(("chiếm", "bằng"))):
            return False  # «cắt giảm 30% thời gian, 30% chi phí» are two
        if gap.bracketed and frame.rank is None and (gap.comparing or frame.rank_change is None):
            return False
        with_score = item.lead.text.startswith("với") or gap.bracketed
        whole = item.value is not None and item.value == item.value.to_integral_value()
        if item.unit.kind not in _SCORED or (item.unit.kind is UnitKind.NONE and whole and not gap.bracketed):
            return False
        if not with_score and (gap.words > 2 or (gap.measured and has_comma(gap.tokens))):
            return False
        if gap.orgs and self._has_subject() and not presents(gap) and not self._restates(gap):
            return False
        frame.main = item
        return True

    def _restates(self, gap: Gap) -> bool:
        """The organisation between is the one the statement already has: «PCI tỉnh X tăng 1 bậc, theo đó X đạt …»."""
        known = {token.org.name for token in self.tokens[: self.frames[-1].first] if token.org}
        return all(token.org is not None and token.org.name in known for token in gap.orgs)

    def _recalls(self, item: Item, frame: Frame) -> bool:
        """«đạt 85,2 điểm, tăng từ 82,9 điểm của năm 2022»: the earlier value after the later."""
        main = frame.main
        if main is None or frame.came_from is not None or main.unit.kind is not item.unit.kind or item.first < 2:
            return False
        goes_on = any(token.low in {"lên", "xuống", "còn"} for token in self.tokens[item.last : item.last + 6])
        if goes_on or not self._from(item) or self.tokens[item.first - 2].cue != "change" or not self._near(item):
            return False
        frame.came_from = item
        return True

    def _closes_range(self, item: Item, frame: Frame) -> bool:
        """«từ 80% đến dưới 90%»."""
        low, high = frame.main.number if frame.main else None, item.number
        joined = [token.low for token in self._gap(item).tokens] == ["đến"] and frame.items[-1] is frame.main
        if not joined or low is None or high is None or frame.main is None or high.value <= low.value:
            return False
        frame.main.number = replace(low, upper=high.value)
        return True

    def _answers(self, item: Item, frame: Frame) -> bool:
        """«Chỉ tiêu giao là 70%, đến nay đạt 64,8%»: the aim first, then what was reached."""
        aim = frame.main
        if aim is None or aim.role is not Role.TARGET or aim.unit.kind is not item.unit.kind or item.wanted:
            return False
        if self._gap(item).words > 2 or self._gap(item).measured:
            return False
        frame.target, frame.main = aim, item
        return True

    def _moves_to(self, item: Item, frame: Frame) -> bool:
        """«giảm từ 15 ngày xuống còn 10 ngày»: the later value is the figure, unless the earlier has its own period."""
        main = frame.main
        if main is None or frame.came_from is not None or main.unit.kind is not item.unit.kind:
            return False
        dated = main.last < len(self.tokens) and self.tokens[main.last].kind is Kind.PERIOD
        upto = item.lead.text.startswith(_TO) or (self.tokens[item.first - 1].low in {"xuống", "lên"})
        if not upto or not self._from(main) or self._gap(item).words > 3:
            return False
        if dated:
            self._earlier = main
            return False
        frame.came_from, frame.main = main, item
        return True

    def _rate_of_main(self, item: Item, frame: Frame) -> bool:
        main = frame.main
        if main is None or item.unit.kind not in _RATED or not self._rates(item):
            return False
        if main.role is Role.PARTS and main.unit.kind is not UnitKind.SCORE and self._of_parts(main, item):
            frame.main = item
            return True
        whole = main.unit.kind is UnitKind.SCORE or (main.role is Role.COUNT and main.sign != 0)
        if whole and frame.equal is None and item.unit.kind is UnitKind.PERCENT:
            frame.equal = item
            return True
        return False

    def _of_parts(self, parts: Item, rate: Item) -> bool:
        """Not «3/30 quận đạt 100% hồ sơ trực tuyến», where the rate is of something else."""
        after = self.tokens[rate.last : rate.last + 1]
        if not after or after[0].kind is not Kind.WORD or parts.number is None or parts.number.denominator is None:
            return True
        return rate.value is not None and abs(100 * parts.number.value / parts.number.denominator - rate.value) < 1

    def _parts(self, item: Item) -> bool:
        frame = self.frames[-1]
        rated = frame.main is not None and frame.main.unit.kind in _RATED and frame.main.role is Role.LEVEL
        if rated and frame.parts is None and self._gap(item).bracketed and adjacent(self._gap(item)):
            frame.parts = item
            return True
        return False

    def _count(self, item: Item) -> bool:
        frame = self.frames[-1]
        main = frame.main
        if self._moves_to(item, frame) or self._totals(item, frame):
            return True
        if self._earlier is not None and item.lead.text.startswith(_TO):
            item.sign = 0  # «giảm từ 245 hồ sơ năm 2022 xuống 86 hồ sơ năm 2023» are two
            return False
        same = main is not None and main.role is Role.COUNT and main.unit.name == item.unit.name
        if same and main is not None and not main.sign and item.sign and frame.change is None and self._near(item):
            item.role, frame.change = Role.CHANGE, item
            return True
        return False

    def _totals(self, item: Item, frame: Frame) -> bool:
        """«4.468 dịch vụ công trực tuyến trên tổng số 6.325 TTHC»: the whole of what was just counted."""
        part, whole = frame.main, item.number
        before = [token.low for token in self._gap(item).tokens[-2:]] + [
            token.low for token in self.tokens[item.at - 2 : item.at]
        ]
        if part is None or part.role is not Role.COUNT or part.number is None or whole is None or part.sign:
            return False
        if "tổng số" not in before or not any(word in before for word in ("trên", "trong")):
            return False
        if part.number.denominator is not None or part.number.upper is not None or whole.value < part.number.value:
            return False
        part.number, part.role = replace(part.number, denominator=whole.value), Role.PARTS
        frame.parts = part
        return True

    def _rank(self, item: Item) -> bool:
        frame = self.frames[-1]
        main = frame.main
        if main is not None and main.role in (Role.COUNT, Role.PARTS, Role.ORDINAL):
            beside = len(self._gap(item).tokens) == 1 and self._gap(item).tokens[0].kind is Kind.COMMA
            if main.role is not Role.COUNT or frame.rank is not None or not beside or not (item.scope or item.out_of):
                return False  # «15.678 hồ sơ, xếp thứ 4 cả nước» is one
        if (
            main is None
            and frame.rank is None
            and frame.grade is None
            and frame.rank_change is None
            and frame.change is None
        ):
            return False
        in_turn = any("lần lượt" in token.low for token in self.tokens[frame.last : item.at])
        if in_turn or not self._near(item):
            return False
        if frame.rank is not None and frame.rank_from is None and frame.rank.rank is not None and self._from(item):
            frame.rank_from = item  # «xếp thứ 15, tăng từ vị trí thứ 22»
            return True
        if frame.rank is None or frame.rank.rank is None:
            frame.rank = item
            return True
        if (
            self._from(frame.rank)
            and frame.rank_from is None
            and item.lead.text.startswith(("lên", "xuống", "vươn", "tụt", "về"))
        ):
            frame.rank_from, frame.rank = frame.rank, item
            return True
        if frame.region is None and item.regional != frame.rank.regional:
            frame.region, frame.rank = (item, frame.rank) if item.regional else (frame.rank, item)
            return True
        return False

    def _from(self, item: Item) -> bool:
        return item.first > 0 and self.tokens[item.first - 1].low.endswith("từ")

    def _rank_change(self, item: Item) -> bool:
        frame = self.frames[-1]
        ranked = (
            frame.rank is not None
            or frame.change is not None
            or (frame.main is not None and frame.main.unit.kind in _SCORED)
        )
        if frame.rank_change is not None or not (ranked or frame.grade is not None) or not self._near(item):
            return False
        frame.rank_change = item
        return True

    def _change(self, item: Item) -> bool:
        frame = self.frames[-1]
        main = frame.main
        if (
            main is not None
            and main.role is Role.PARTS
            and main.sign == item.sign
            and item.unit.kind is UnitKind.PERCENT
        ):
            frame.main = item  # «giảm 3/15 phòng, giảm 20%»
            return True
        if frame.change is not None or not (self._near(item) and self._comparable(item, frame)):
            return False
        if self._of_total(item, frame):
            return True
        counted = main is not None and main.role in (Role.COUNT, Role.PARTS)
        if counted and any(
            token.low == "trong đó" or token.kind is Kind.COMMA for token in self._gap(item).tokens[:-2]
        ):
            return False  # «8/17 bộ tăng điểm, trong đó Bộ X tăng cao nhất (tăng 5,83%)»
        frame.change = item
        return True

    def _of_total(self, item: Item, frame: Frame) -> bool:
        """«thu 12.345 tỷ đồng, đạt 78% dự toán, tăng 15% so với cùng kỳ»: what was collected has grown."""
        main, total = frame.main, self.frames[-2] if len(self.frames) > 1 else None
        after = self.tokens[main.last].low if main is not None and main.last < len(self.tokens) else ""
        planned = after.startswith(("dự toán", "kế hoạch", "chỉ tiêu")) or after == "dự"
        if main is None or main.unit.kind is not UnitKind.PERCENT or not planned or total is None:
            return False
        if total.main is None or total.main.unit.kind is not UnitKind.MONEY or total.change is not None:
            return False
        total.change = item
        return True

    def _comparable(self, item: Item, frame: Frame) -> bool:
        if frame.main is None:
            return frame.rank is not None and item.unit.kind in (UnitKind.SCORE, UnitKind.PERCENT)
        if item.unit.kind in (UnitKind.TIMES, UnitKind.PERCENT):
            return frame.main.role is not Role.ORDINAL
        return frame.main.unit.kind in _SCORED

    def _target(self, item: Item) -> bool:
        frame = self.frames[-1]
        main = frame.main
        if main is None or frame.target is not None or main.wanted:
            return False
        alike = main.unit.kind is item.unit.kind or (main.unit.name or "%") == (item.unit.name or "%")
        gap = self._gap(item)
        if alike and (
            gap.bracketed or (gap.words <= 3 and not gap.names and _plan(item)) or self.tokens[item.at - 1].text == "/"
        ):
            frame.target = item
            return True
        return False

    def _surplus(self, item: Item) -> bool:
        frame = self.frames[-1]
        if frame.surplus is None and frame.main is not None and self._near(item):
            frame.surplus = item
            return True
        return False

    def _equal(self, item: Item) -> bool:
        frame = self.frames[-1]
        gap = self._gap(item)
        if gap.words > 2 and not gap.bracketed:
            return False
        if frame.items[-1] is frame.change and frame.change_equal is None:
            frame.change_equal = item
            return True
        if frame.main is None or frame.equal is not None:
            return False
        if frame.main.role is Role.PARTS:
            frame.main = item
        else:
            frame.equal = item
        return True

    def _grade(self, item: Item) -> bool:
        frame = self.frames[-1]
        scored = frame.rank is not None or (frame.main is not None and frame.main.unit.kind in _SCORED)
        counted = frame.main is not None and frame.main.role in (Role.COUNT, Role.PARTS)
        if frame.grade is None and (scored or counted) and self._near(item):
            frame.grade = item
            return True
        return False


def _plan(item: Item) -> bool:
    return item.lead.text.startswith(("mục tiêu", "chỉ tiêu", "kế hoạch"))
