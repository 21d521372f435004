"""Layout of official papers as law has it, read from ``rules/documents/nd30.yaml``: one source for both writers and
the linter, so that what is printed and what is checked can never part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thongsuot.kernel.rules import load_rule, load_yaml
from thongsuot.writing.model import Certainty

_FILE = "documents/nd30"
_TOLERANCE = 0.26  # mm or pt: Word keeps twentieths of a point and centimetres rounded to two places


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``facts`` holds min, max, use, bold … as in the file."""

    key: str
    name: str
    legal_ref: str
    certainty: Certainty
    facts: Mapping[str, Any]

    @property
    def use(self) -> float:
        """The value our own papers take, in pt, mm or a share as the file says."""
        return float(self.facts["use"])

    def allows(self, value: float, tolerance: float = _TOLERANCE) -> bool:
        """Is ``value`` within what the law leaves free?"""
        if "one_of" in self.facts:
            return any(abs(value - allowed) <= tolerance for allowed in self.facts["one_of"])
        return bool(self.facts["min"] - tolerance <= value <= self.facts["max"] + tolerance)


@dataclass(frozen=True, slots=True, eq=False)  # one object a day: known by itself, so that work on it can be kept
class Layout:
    """All rules of one day, the document kinds of Điều 7 and the marks of our own."""

    rules: Mapping[str, Rule]
    kinds: tuple[str, ...]
    draft_mark: str
    sample_mark: str

    def __getitem__(self, key: str) -> Rule:
        return self.rules[key]


@cache
def load_layout(day: date | None = None) -> Layout:
    """The layout in force on ``day`` (default: the newest in the file). Raises ``RuleFileError``, ``NoRuleForDate``."""
    dated = load_rule(_FILE)
    value = dated.on(day).value if day else dated.values[-1].value
    content = load_yaml(_FILE)
    marks = content["marks"]
    rules = {key: _rule(key, facts) for key, facts in value.items()}
    return Layout(rules, tuple(content["kinds"]), str(marks["draft"]), str(marks["sample"]))


def _rule(key: str, facts: Mapping[str, Any]) -> Rule:
    rest = {name: fact for name, fact in facts.items() if name not in {"name", "legal_ref", "certainty"}}
    reference = str(facts["legal_ref"])
    return Rule(key, str(facts["name"]), f"NĐ 30/2020/NĐ-CP, {reference}", Certainty(facts["certainty"]), rest)
