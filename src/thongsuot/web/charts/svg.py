"""The few words of SVG that the charts need. Coordinates are exact until they are written, with one decimal."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from html import escape

from thongsuot.web.charts.model import Point

Number = Decimal | int


def coordinate(number: Number) -> str:
    text = format(Decimal(number).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), "f")
    return text.removesuffix(".0")


def tag(tag_name: str, *children: str, **attributes: str | Number | None) -> str:
    """An element; ``class_`` is class, ``_`` in a name is ``-``, numbers become coordinates, ``None`` is left out.

    Children are markup already; use ``words`` for text.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else coordinate(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{tag_name}{written}>{''.join(children)}</{tag_name}>"


def words(text: str, x: Number, y: Number, class_: str = "", anchor: str = "start") -> str:
    anchored = None if anchor == "start" else anchor
    return tag("text", escape(text), x=x, y=y, class_=class_ or None, text_anchor=anchored) + "\n"


def title(text: str) -> str:
    """What a mark says when pointed at or read out."""
    return tag("title", escape(text))


def link(point: Point, *children: str) -> str:
    """The mark of a figure, a link to its claim where there is one; pointed at, it says whose figure it is.

    The spoken name holds the words that are seen, in their order (WCAG 2.5.3), so the tooltip stands outside the link.
    """
    told = title(f"{point.label}: {point.shown}")
    if not point.url:
        return tag("g", told, *children)
    name = f"{point.label} {point.shown}"
    return tag("g", told, tag("a", *children, href=point.url, data_claim=point.claim or None, aria_label=name))


def canvas(width: Number, height: Number, *children: str, label: str, has_links: bool, enlarged: str = "1") -> str:
    """The drawing in its natural size, times ``enlarged``; styles let it shrink.

    ``img`` hides its inside from screen readers, so a drawing with links is a ``group`` instead.
    """
    box = f"0 0 {coordinate(width)} {coordinate(height)}"
    return tag(
        "svg",
        *children,
        viewBox=box,
        width=width * Decimal(enlarged),
        role="group" if has_links else "img",
        aria_label=label,
    )


class Scale:
    """Maps values of [low, high] to coordinates of [start, end]; a single value sits in the middle."""

    def __init__(self, low: Decimal, high: Decimal, start: Number, end: Number) -> None:
        self.low, self.high, self.start, self.end = low, high, Decimal(start), Decimal(end)

    def __call__(self, value: Decimal) -> Decimal:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)
