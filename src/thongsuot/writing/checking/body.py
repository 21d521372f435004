"""The running text: size, both margins, first line, distance of paragraphs and lines, headings, «./.»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from thongsuot.writing.checking.faults import Inspection, alignment, number, numbers, span
from thongsuot.writing.checking.parts import Line, runs_of
from thongsuot.writing.layout import Rule
from thongsuot.writing.model import Fault

_TWIPS_A_MM = 1440 / 25.4
_TWIPS_A_POINT = 20
_TWIPS_A_LINE = 240
_PROSE = 90  # characters: shorter paragraphs fill one line, where both margins look alike


def body_faults(inspection: Inspection) -> Iterator[Fault]:
    yield from inspection.look("addressees", inspection.parts.addressees)
    body = [line for line in inspection.parts.body if line.cell is None]
    prose = [line for line in body if alignment(inspection.styles, line) != "canh giữa"]
    headings = {line.p for line in prose if inspection.styles.is_heading(line.p)}
    yield from inspection.look("heading", [line for line in prose if line.p in headings])
    yield from _sizes(inspection, [line for line in body if line.p not in headings])
    yield from _aligned(inspection, prose)
    yield from _indented(inspection, [line for line in prose if len(line.text) > _PROSE])
    yield from _apart(inspection, body)
    yield from _line_distance(inspection, prose)
    yield from _ended(inspection)


def _sizes(inspection: Inspection, lines: list[Line]) -> Iterator[Fault]:
    rule = inspection.layout["body.size"]
    wrong = {inspection.styles.size(line.p, run) for line in lines for run in runs_of(line)}
    wrong = {size for size in wrong if not rule.allows(size)}
    if wrong:
        yield inspection.fault(rule.key, f"có cỡ {numbers(sorted(wrong))}", f"cỡ {span(rule)}")


def _aligned(inspection: Inspection, lines: list[Line]) -> Iterator[Fault]:
    long = [line for line in lines if len(line.text) > _PROSE]
    wrong = [line for line in long if alignment(inspection.styles, line) != "canh đều hai lề"]
    if wrong:
        found = f"{len(wrong)} đoạn {alignment(inspection.styles, wrong[0])}, đoạn đầu: «{_opening(wrong[0])}»"
        yield inspection.fault("body.align", f"chưa đúng: {found}", "canh đều hai lề")


def _indented(inspection: Inspection, lines: list[Line]) -> Iterator[Fault]:
    rule = inspection.layout["body.indent"]
    wrong = [(line, indent) for line in lines if not _fits(rule, indent := _first_line(inspection, line))]
    if wrong:
        line, indent = wrong[0]
        found = f"{number(indent)} mm ở {len(wrong)} đoạn, đoạn đầu: «{_opening(line)}»"
        yield inspection.fault(rule.key, found, f"{span(rule)} mm")


def _fits(rule: Rule, value: float) -> bool:
    return rule.allows(value)


def _first_line(inspection: Inspection, line: Line) -> float:
    styles = inspection.styles
    first = styles.number(line.p, "w:ind", "firstLine") - styles.number(line.p, "w:ind", "hanging")
    return (first + styles.number(line.p, "w:ind", "left")) / _TWIPS_A_MM


def _apart(inspection: Inspection, lines: list[Line]) -> Iterator[Fault]:
    """Word adds the space after one paragraph and before the next, taking the larger where styles say so."""
    rule, styles = inspection.layout["body.spacing"], inspection.styles
    gaps = []
    for line, following in pairwise(lines):
        after, before = styles.number(line.p, "w:spacing", "after"), styles.number(following.p, "w:spacing", "before")
        automatic = "1" in {
            styles.paragraph(line.p, "w:spacing", "afterAutospacing"),
            styles.paragraph(following.p, "w:spacing", "beforeAutospacing"),
        }
        gaps.append((line, rule.facts["min"] if automatic else (after + before) / _TWIPS_A_POINT))
    wrong = [(line, gap) for line, gap in gaps if gap < rule.facts["min"] - 0.1]
    if wrong:
        line, gap = wrong[0]
        yield inspection.fault(
            rule.key, f"{number(gap)} pt ở {len(wrong)} chỗ, đầu tiên sau «{_opening(line)}»", "tối thiểu 6 pt"
        )


def _line_distance(inspection: Inspection, lines: list[Line]) -> Iterator[Fault]:
    rule, styles = inspection.layout["body.line"], inspection.styles
    wrong = []
    for line in lines:
        distance = styles.number(line.p, "w:spacing", "line", _TWIPS_A_LINE)
        if styles.paragraph(line.p, "w:spacing", "lineRule") in {"exact", "atLeast"}:
            sizes = [styles.size(line.p, run) for run in runs_of(line)]
            share = distance / _TWIPS_A_POINT / (max(sizes, default=14.0) * 1.15)
        else:
            share = distance / _TWIPS_A_LINE
        if not rule.allows(share, 0.02):
            wrong.append(share)
    if wrong:
        yield inspection.fault(rule.key, f"{number(wrong[0])} dòng ở {len(wrong)} đoạn", "dòng đơn đến 1,5 dòng")


def _ended(inspection: Inspection) -> Iterator[Fault]:
    body, mark = inspection.parts.body, inspection.layout["end_mark"].facts["text"]
    if not body or not body[-1].text.rstrip().endswith(mark):
        ending = f"thiếu; nội dung kết thúc bằng «…{body[-1].text.rstrip()[-25:]}»" if body else "thiếu"
        yield inspection.fault("end_mark", ending, f"«{mark}» sau chữ cuối của nội dung")


def _opening(line: Line) -> str:
    text = " ".join(line.text.split())
    return text if len(text) <= 40 else f"{text[:40].rsplit(' ', 1)[0]}…"
