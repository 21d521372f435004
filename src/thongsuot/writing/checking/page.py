"""Paper, margins, fonts, colour, page number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from thongsuot.writing.checking.effective import Element
from thongsuot.writing.checking.faults import Inspection, number, span
from thongsuot.writing.checking.parts import Line, runs_of
from thongsuot.writing.model import Fault

_TWIPS_A_MM = 1440 / 25.4
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_PAPER_TOLERANCE = 1.0  # mm: printers' own ideas of A4
_BLACK = {None, "auto", "000000"}


def page_faults(inspection: Inspection) -> Iterator[Fault]:
    yield from _paper(inspection)
    yield from _margins(inspection)
    yield from _letters(inspection)
    yield from _page_number(inspection)


def _paper(inspection: Inspection) -> Iterator[Fault]:
    facts = inspection.layout["paper"].facts
    wanted = (facts["width"], facts["height"])
    has_table = len(inspection.word.tables) > 2  # besides those of head and foot: then the page may lie on its side
    for section in inspection.word.sections:
        size = _mm(section._sectPr, "w:pgSz", "w"), _mm(section._sectPr, "w:pgSz", "h")
        shapes = [wanted, wanted[::-1]] if has_table else [wanted]
        if not any(all(abs(a - b) <= _PAPER_TOLERANCE for a, b in zip(size, shape, strict=True)) for shape in shapes):
            found = f"sai: {number(size[0])} × {number(size[1])} mm"
            yield inspection.fault("paper", found, f"{wanted[0]} × {wanted[1]} mm, chiều dọc")
            return


def _margins(inspection: Inspection) -> Iterator[Fault]:
    for side in _SIDES:
        rule = inspection.layout[f"margin.{side}"]
        found = [_mm(section._sectPr, "w:pgMar", side) for section in inspection.word.sections]
        wrong = [margin for margin in found if not rule.allows(margin)]
        if wrong:
            yield inspection.fault(rule.key, f"{number(wrong[0])} mm", f"{span(rule)} mm")


def _mm(section: Element, tag: str, attribute: str) -> float:
    found = section.find(qn(tag))
    try:
        return float(found.get(qn(f"w:{attribute}"))) / _TWIPS_A_MM
    except (AttributeError, TypeError, ValueError):
        return 0.0


def _letters(inspection: Inspection) -> Iterator[Fault]:
    rule, styles = inspection.layout["font"], inspection.styles
    pairs = [(line, run) for line in inspection.parts.lines for run in runs_of(line)]
    fonts = {styles.font(line.p, run) for line, run in pairs} - {rule.facts["use"]}
    if fonts:
        yield inspection.fault("font", f"có {', '.join(sorted(fonts))}", f"chỉ {rule.facts['use']}")
    if any(styles.run(line.p, run, "w:color", "val") not in _BLACK for line, run in pairs):
        yield inspection.fault("font", "có chữ màu", "chữ màu đen")


def _page_number(inspection: Inspection) -> Iterator[Fault]:
    section = inspection.word.sections[0]
    places = {"lề trên": section.header, "lề dưới": section.footer}
    found = {place: p for place, part in places.items() for p in _numbered(part)}
    rule = inspection.layout["page_number"]
    if "lề trên" not in found:
        where = "đặt ở lề dưới" if found else "không có"
        yield inspection.fault("page_number", where, "ở giữa lề trên, từ trang 2")
        return
    line = Line(found["lề trên"], "")
    runs = list(line.p.iter(qn("w:r")))
    sizes = {inspection.styles.size(line.p, run) for run in runs}
    if not all(rule.allows(size) for size in sizes):
        yield inspection.fault("page_number", f"cỡ {number(min(sizes))}", f"cỡ {span(rule)}")
    if any(inspection.styles.flag(line.p, run, tag) for run in runs for tag in ("w:b", "w:i")):
        yield inspection.fault("page_number", "in đậm hoặc nghiêng", "kiểu chữ đứng")
    if inspection.styles.paragraph(line.p, "w:jc", "val") != "center" and _frame(line.p) != "center":
        yield inspection.fault("page_number", "không ở giữa", "canh giữa")
    if not section.different_first_page_header_footer or any(_numbered(section.first_page_header)):
        yield inspection.fault("page_number", "hiện cả ở trang thứ nhất", "không hiện ở trang thứ nhất")


def _numbered(part: Any) -> Iterator[Element]:
    """Paragraphs of a header or footer that print the page number."""
    for p in part._element.iter(qn("w:p")):
        codes = [node.text or "" for node in p.iter(qn("w:instrText"))]
        codes += [node.get(qn("w:instr"), "") for node in p.iter(qn("w:fldSimple"))]
        if any("PAGE" in code.upper().split() for code in codes):
            yield p


def _frame(p: Element) -> str | None:
    frame = p.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    return frame.get(qn("w:xAlign")) if frame is not None else None
