"""Automatic list numbers of Word, counted as Word counts them (ECMA-376 part 1, §17.9)."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbering:
    """Running counters of one document. ``label`` must be asked in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract_of: dict[str, str] = {}
        self._style_numbers: dict[str, tuple[str, int]] = {}
        self._counters: dict[str, list[int]] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: etree._Element) -> str:
        """The number Word shows before ``paragraph``: «3.1.», «a)», «-» for any bullet; empty without numbering."""
        place = self._place(paragraph)
        if place is None or place[0] not in self._abstract_of:
            return ""
        number, level = place
        levels = self._levels.get(self._abstract_of[number], {})
        if level not in levels:
            return ""
        form, pattern, _ = levels[level]
        counters = self._count(number, level, levels)
        if form == "bullet":
            return "-"
        for depth in range(level + 1):
            depth_form = levels.get(depth, ("decimal", "", 1))[0]
            pattern = pattern.replace(f"%{depth + 1}", _shown(counters[depth], depth_form))
        return pattern.strip()

    def _count(self, number: str, level: int, levels: dict[int, tuple[str, str, int]]) -> list[int]:
        starts = [levels.get(depth, ("", "", 1))[2] for depth in range(9)]
        counters = self._counters.setdefault(self._abstract_of[number], [start - 1 for start in starts])
        counters[level] += 1
        for shallower in range(level):
            counters[shallower] = max(counters[shallower], starts[shallower])
        counters[level + 1 :] = [start - 1 for start in starts[level + 1 :]]
        return counters

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = _number_of(properties)
        style = properties.find(f"{W}pStyle")
        return own or (self._style_numbers.get(style.get(f"{W}val", "")) if style is not None else None)

    def _read_numbering(self, root: etree._Element) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            levels = {}
            for level in abstract.findall(f"{W}lvl"):
                depth = int(level.get(f"{W}ilvl", "0"))
                levels[depth] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in root.findall(f"{W}num"):
            self._abstract_of[number.get(f"{W}numId", "")] = _value(number, "abstractNumId", "")

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.findall(f"{W}style"):
            properties = style.find(f"{W}pPr")
            place = _number_of(properties) if properties is not None else None
            if place:
                self._style_numbers[style.get(f"{W}styleId", "")] = place


def _number_of(properties: etree._Element) -> tuple[str, int] | None:
    numbered = properties.find(f"{W}numPr")
    if numbered is None:
        return None
    number = _value(numbered, "numId", "0")
    return None if number == "0" else (number, int(_value(numbered, "ilvl", "0")))


def _value(parent: etree._Element, name: str, default: str) -> str:
    child = parent.find(f"{W}{name}")
    return default if child is None else str(child.get(f"{W}val", default))


def _shown(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"}:
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman, rest = roman + sign * (rest // value), rest % value
        return roman if form == "upperRoman" else roman.lower()
    return f"{number:02d}" if form == "decimalZero" else str(number)
