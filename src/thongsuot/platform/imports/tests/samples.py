"""A small importer for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from thongsuot.platform.access import permissions
from thongsuot.platform.actions import Aggregate
from thongsuot.platform.imports import Cells, Column, Plan
from thongsuot.platform.search.models import SearchWord

permissions.declare("platform.sample.load", "nạp từ mẫu", "người thử")


class WordImporter:
    """Imports words into the vocabulary table, which is as good a target as any inside the plumbing."""

    kind, label, permission, scope = "sample-words", "Từ mẫu", "platform.sample.load", None
    columns = (Column("word", "Từ", required=True), Column("count", "Số lần"))
    writes_while_planning = False

    def plan(self, actor: Any, rows: Sequence[Cells]) -> Plan:
        if self.writes_while_planning:
            SearchWord.objects.create(word="len")
        known = set(SearchWord.objects.values_list("word", flat=True))
        steps = []
        for row in rows:
            word, _count = row.text("word"), row.whole_or_none("count")
            if not row.problems and word not in known:
                steps.append({"word": word})
        problems = tuple(problem for row in rows for problem in row.problems)
        same = len(rows) - len(steps) - len({problem.row for problem in problems})
        return Plan(steps, creates=len(steps), unchanged=same, problems=problems)

    def apply(self, context: Any, steps: Sequence[Mapping[str, Any]]) -> Any:
        for step in steps:
            SearchWord.objects.create(word=step["word"])
            context.record(Aggregate("word", step["word"]), {"word": (None, step["word"])})
        return [step["word"] for step in steps]

    def undo(self, context: Any, applied: Any) -> None:
        SearchWord.objects.filter(word__in=applied).delete()
