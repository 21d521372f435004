"""How far the documents behind simplified rules are amended: 1.099 rules of 10 ministries in 197 documents (H02)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import round_percent


@dataclass(frozen=True, slots=True)
class SimplifiedIn:
    """One rule: whose, in which document, and whether that was amended for it."""

    body: str
    document: str
    is_amended: bool


@dataclass(frozen=True, slots=True)
class Amendments:
    """Counts. A document is amended once it is for every rule in it that is to be simplified."""

    rules: int
    rules_amended: int
    bodies: int
    documents: int
    documents_amended: int

    @property
    def share(self) -> Decimal | None:
        """Percent of the documents, ``None`` where there is none."""
        if not self.documents:
            return None
        return round_percent(Decimal(self.documents_amended) * 100 / self.documents, 1)


def amendments(rules: Iterable[SimplifiedIn]) -> Amendments:
    rows = list(rules)
    documents = {one.document for one in rows}
    waiting = {one.document for one in rows if not one.is_amended}
    return Amendments(
        rules=len(rows),
        rules_amended=sum(one.is_amended for one in rows),
        bodies=len({one.body for one in rows}),
        documents=len(documents),
        documents_amended=len(documents - waiting),
    )
