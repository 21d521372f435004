"""Papers nobody has to bring because a database holds them (H09)."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.serving.procedures.domain.content import Component, ProcedureContent


@dataclass(frozen=True, slots=True)
class Papers:
    """``asked`` of the applicant, ``spared`` because of a database, each in printed order."""

    asked: tuple[Component, ...]
    spared: tuple[Component, ...]

    @property
    def spared_count(self) -> int:
        """Copies not brought, not kinds of paper."""
        return sum(one.count for one in self.spared)


def papers_of(content: ProcedureContent) -> Papers:
    asked = tuple(one for one in content.components if not one.database)
    return Papers(asked, tuple(one for one in content.components if one.database))
