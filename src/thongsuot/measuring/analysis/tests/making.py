"""Rounds by hand and at random, for the tests of analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from thongsuot.measuring.analysis.domain.shape import Item, Scored, Scoring, Sheet, Top
from thongsuot.measuring.criteria.domain.tree import Part

D = Decimal


def item(code: str, maximum: str = "10", name: str = "", **more: object) -> Item:
    return Item(code, name or f"Tiêu chí {code}", code.split(".", maxsplit=1)[0], D(maximum), **more)  # type: ignore[arg-type]


def scoring(
    items: Sequence[Item],
    points: Mapping[str, Mapping[str, str | Scored | None]],
    year: int = 2025,
    set_key: str = "bo-2025",
    names: Mapping[str, str] | None = None,
) -> Scoring:
    """``points``: unit → code → points, a whole ``Scored``, or ``None`` where the leaf does not apply."""
    tops = {one.top: Top(one.top, (names or {}).get(one.top, f"Lĩnh vực {one.top}"), one.part) for one in items}
    sheets = {
        unit: Sheet(unit, f"Sở {unit}", {one.code: _scored(one, own.get(one.code)) for one in items})
        for unit, own in points.items()
    }
    return Scoring(f"dot-{year}", f"Đợt {year}", year, set_key, set_key, tuple(tops.values()), tuple(items), sheets)


def _scored(one: Item, given: str | Scored | None) -> Scored:
    if isinstance(given, Scored):
        return given
    return Scored(D(0), D(0)) if given is None else Scored(D(given), one.maximum)


def cents(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most).map(lambda n: Decimal(n).scaleb(-2))


@st.composite
def items_of_any_set(draw: st.DrawFn, least: int = 1) -> list[Item]:
    """A few leaves in up to three domains, now and then a bonus and a penalty."""
    codes = draw(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4)), min_size=least, max_size=8, unique=True))
    made = [item(f"{top}.{leaf}", str(draw(st.integers(1, 40)))) for top, leaf in sorted(codes)]
    if draw(st.booleans()):
        made.append(item("T.1", "5", part=Part.BONUS))
    if draw(st.booleans()):
        made.append(item("P.1", "3", part=Part.PENALTY))
    return made


@st.composite
def sheet_points(draw: st.DrawFn, items: Sequence[Item]) -> dict[str, str | None]:
    """Points to the cent; a leaf may not apply, but not all of them."""
    own: dict[str, str | None] = {}
    for one in items:
        points = draw(cents(int(one.maximum * 100))) * (-1 if one.part is Part.PENALTY else 1)
        own[one.code] = None if draw(st.integers(0, 5)) == 0 else str(points)
    own[items[0].code] = own[items[0].code] or "0"
    return own
