"""What every check has at hand, and the comparisons they share: size, weight, slant, capitals, place on the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thongsuot.kernel.formatting import format_number
from thongsuot.writing.checking.effective import Styles
from thongsuot.writing.checking.parts import Line, Parts, runs_of
from thongsuot.writing.layout import Layout, Rule
from thongsuot.writing.model import Fault

_ALIGNMENTS = {"center": "canh giữa", "both": "canh đều hai lề", "distribute": "canh đều hai lề", "right": "canh phải"}


@dataclass(frozen=True, slots=True)
class Inspection:
    """One paper under inspection."""

    word: Any
    styles: Styles
    layout: Layout
    parts: Parts

    def fault(self, key: str, found: str, wanted: str) -> Fault:
        rule = self.layout[key]
        return Fault(key, f"{rule.name[:1].upper()}{rule.name[1:]} {found}", wanted, rule.legal_ref, rule.certainty)

    def look(self, key: str, lines: Sequence[Line | None]) -> Iterator[Fault]:
        """Compare the looks of a component with its rule: at most one fault for each of the five traits."""
        present = [line for line in lines if line is not None]
        rule = self.layout[key]
        yield from self._sizes(rule, present)
        for trait, tag, yes, no in (("bold", "w:b", "đậm", "không đậm"), ("italic", "w:i", "nghiêng", "đứng")):
            if trait in rule.facts:
                wanted = bool(rule.facts[trait])
                if any(self.styles.flag(line.p, run, tag) != wanted for line in present for run in runs_of(line)):
                    yield self.fault(key, f"in {no if wanted else yes}", f"in {yes if wanted else no}")
        if rule.facts.get("caps") and any(not self._is_shouted(line) for line in present):
            yield self.fault(key, "in thường", "in hoa")
        if rule.facts.get("align") == "center":
            found = {alignment(self.styles, line) for line in present} - {"canh giữa"}
            if found:
                yield self.fault(key, ", ".join(sorted(found)), "canh giữa")

    def _sizes(self, rule: Rule, lines: Sequence[Line]) -> Iterator[Fault]:
        if "min" not in rule.facts:
            return
        sizes = {self.styles.size(line.p, run) for line in lines for run in runs_of(line)}
        wrong = sorted(size for size in sizes if not rule.allows(size))
        if wrong:
            yield self.fault(rule.key, f"cỡ {numbers(wrong)}", f"cỡ {span(rule)}")

    def _is_shouted(self, line: Line) -> bool:
        return all(
            self.styles.flag(line.p, run, "w:caps") or text == text.upper()
            for run in runs_of(line)
            for text in ["".join(node.text or "" for node in run.iter("{*}t"))]
        )


def alignment(styles: Styles, line: Line) -> str:
    """How a paragraph stands between the margins, in Vietnamese."""
    return _ALIGNMENTS.get(styles.paragraph(line.p, "w:jc", "val") or "", "canh trái")


def numbers(values: Sequence[float]) -> str:
    return ", ".join(number(value) for value in values)


def number(value: float) -> str:
    return format_number(Decimal(str(round(value, 1)))).removesuffix(",0")


def span(rule: Rule) -> str:
    """«12», «12–13», «10 hoặc 12,7»."""
    if "one_of" in rule.facts:
        return " hoặc ".join(number(value) for value in rule.facts["one_of"])
    low, high = rule.facts["min"], rule.facts["max"]
    return number(low) if low == high else f"{number(low)}–{number(high)}"
