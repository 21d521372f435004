"""What a reader sees: the property of a run or paragraph after direct formatting, styles and defaults are laid over
each other (ECMA-376 part 1, §17.7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from docx.oxml.ns import qn
from lxml import etree

Element: TypeAlias = Any  # of lxml, which has no types
_OFF = {"0", "false", "off", "none"}
_PARAGRAPH, _RUN = qn("w:pPr"), qn("w:rPr")


class Styles:
    """The styles of one document."""

    def __init__(self, word: Any) -> None:
        root = word.styles.element
        self._by_id = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self._standard = next(
            (s.get(qn("w:styleId")) for s in self._by_id.values() if _is_standard(s)), None
        )  # of paragraphs: «Normal», by whatever name
        self._defaults = root.find(qn("w:docDefaults"))
        self._theme = _theme_fonts(word)

    def paragraph(self, p: Element, tag: str, attribute: str) -> str | None:
        """The attribute of ``tag`` (``"w:ind"``, ``"firstLine"``) that is in force for paragraph ``p``."""
        found = (_attribute(level.find(_PARAGRAPH), tag, attribute) for level in self._paragraph_levels(p))
        return next((value for value in found if value is not None), None)

    def number(self, p: Element, tag: str, attribute: str, default: float = 0) -> float:
        value = self.paragraph(p, tag, attribute)
        try:
            return float(value) if value is not None else default
        except ValueError:
            return default

    def run(self, p: Element, r: Element, tag: str, attribute: str) -> str | None:
        found = (_attribute(level, tag, attribute) for level in self._run_levels(p, r))
        return next((value for value in found if value is not None), None)

    def flag(self, p: Element, r: Element, tag: str) -> bool:
        """A switch like ``w:b``: present without a value is on."""
        for level in self._run_levels(p, r):
            switch = level.find(qn(tag)) if level is not None else None
            if switch is not None:
                return switch.get(qn("w:val"), "1") not in _OFF
        return False

    def font(self, p: Element, r: Element) -> str:
        for level in self._run_levels(p, r):
            fonts = level.find(qn("w:rFonts")) if level is not None else None
            if fonts is None:
                continue
            theme = fonts.get(qn("w:asciiTheme"))
            if theme:
                return self._theme.get(theme[:5], "phông của chủ đề")
            if fonts.get(qn("w:ascii")):
                return str(fonts.get(qn("w:ascii")))
        return "Times New Roman"  # Word's own default without any statement

    def size(self, p: Element, r: Element) -> float:
        """Size of the letters in points."""
        try:
            return float(self.run(p, r, "w:sz", "val") or 20) / 2
        except ValueError:
            return 10.0

    def is_heading(self, p: Element) -> bool:
        level = self.paragraph(p, "w:outlineLvl", "val")
        return level is not None and level < "9"

    def _paragraph_levels(self, p: Element) -> Iterator[Element]:
        yield p
        style = _attribute(p.find(_PARAGRAPH), "w:pStyle", "val") or self._standard
        yield from self._chain(style)
        if self._defaults is not None:
            yield from (part for part in self._defaults.iter(qn("w:pPrDefault")))

    def _run_levels(self, p: Element, r: Element) -> Iterator[Element | None]:
        own = r.find(_RUN)
        yield own
        for style in self._chain(_attribute(own, "w:rStyle", "val")):
            yield style.find(_RUN)
        for style in self._chain(_attribute(p.find(_PARAGRAPH), "w:pStyle", "val") or self._standard):
            yield style.find(_RUN)
        if self._defaults is not None:
            yield self._defaults.find(f"{qn('w:rPrDefault')}/{_RUN}")

    def _chain(self, name: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while name is not None and name in self._by_id and name not in seen:
            seen.add(name)
            style = self._by_id[name]
            yield style
            base = style.find(qn("w:basedOn"))
            name = base.get(qn("w:val")) if base is not None else None


def _attribute(properties: Element | None, tag: str, attribute: str) -> str | None:
    found = properties.find(qn(tag)) if properties is not None else None
    return found.get(qn(f"w:{attribute}")) if found is not None else None


def _is_standard(style: Element) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default"), "0") not in _OFF


def _theme_fonts(word: Any) -> dict[str, str]:
    """«minor» and «major» to the Latin font of the theme."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for relation in word.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            try:
                root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError:
                return {}
            latin = ((name, root.find(f".//{space}{name}Font/{space}latin")) for name in ("minor", "major"))
            return {name: str(font.get("typeface")) for name, font in latin if font is not None}
    return {}
