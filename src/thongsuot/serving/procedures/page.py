"""What the page of a procedure says, in plain words: built once, used by the page, the guide and the open data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from thongsuot.kernel.formatting import format_date, format_money
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.competence import competence_on
from thongsuot.serving.procedures.domain.content import Component, Fee, Level, ProcedureContent
from thongsuot.serving.procedures.domain.levels import Shown, shown_on
from thongsuot.serving.procedures.domain.savings import Papers, papers_of
from thongsuot.serving.procedures.domain.wording import KINDS, LEVELS, OFFICES, limit_words, share_words
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion
from thongsuot.serving.procedures.versions import content_of


@dataclass(frozen=True, slots=True)
class Paper:
    """``how``: «bản chính, 2 bản»; ``database``: the name of the one that holds it, then nothing is brought."""

    name: str
    how: str
    note: str
    is_conditional: bool
    is_required: bool
    database: str
    fulfilled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    name: str
    amount: int | None
    is_conditional: bool

    @property
    def text(self) -> str:
        if self.amount is None:
            return "chưa công bố"
        return format_money(self.amount) if self.amount else "không thu"


@dataclass(frozen=True, slots=True)
class StepLine:
    title: str
    office: str
    share: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One version of one procedure as a citizen reads it."""

    procedure: Procedure
    version: ProcedureVersion
    content: ProcedureContent
    field: str
    limit: str
    level: Level
    office: str
    service: Shown
    papers: tuple[Paper, ...]
    spared: tuple[Paper, ...]
    costs: tuple[Cost, ...]
    steps: tuple[StepLine, ...]
    validity: str

    @property
    def cost(self) -> str:
        """One line: free, one sum, or from the least to the most where it depends on the case."""
        amounts = [one.amount for one in self.costs]
        if None in amounts:
            return "chưa công bố đủ"
        known = sorted({one for one in amounts if one is not None})
        if not any(known):
            return "Không mất phí"
        if any(one.is_conditional for one in self.costs) and len(known) > 1:
            return f"{format_money(known[0])} đến {format_money(known[-1])}, tùy trường hợp"
        return " và ".join(one.text for one in self.costs if one.amount)


def guide_of(procedure: Procedure, version: ProcedureVersion, day: date) -> Guide:
    content = content_of(version)
    delegated = competence_on(procedure, day)
    level = Level(delegated.level) if delegated else content.level
    papers: Papers = papers_of(content)
    return Guide(
        procedure=procedure,
        version=version,
        content=content,
        field=catalogue().field(procedure.field).name,
        limit=limit_words(content.limit),
        level=level,
        office=content.decider or LEVELS[level],
        service=shown_on(content.service, day),
        papers=tuple(_paper(one) for one in papers.asked),
        spared=tuple(_paper(one) for one in papers.spared),
        costs=tuple(_cost(one) for one in content.fees),
        steps=tuple(
            StepLine(one.title, OFFICES.get(one.office, one.office), share_words(one.share, content.limit.unit))
            for one in content.steps
        ),
        validity=validity_words(version),
    )


def validity_words(version: ProcedureVersion) -> str:
    """«từ 01/07/2025», «từ 16/06/2022 đến hết 30/06/2025»."""
    if version.valid_from is None:
        return "đang soạn"
    start = f"từ {format_date(version.valid_from)}"
    return f"{start} đến trước {format_date(version.valid_to)}" if version.valid_to else start


def _paper(one: Component) -> Paper:
    how = KINDS.get(one.kind, one.kind)
    return Paper(
        name=one.name,
        how=f"{how}, {one.count} bản" if one.count > 1 else how,
        note=one.note,
        is_conditional=bool(one.when),
        is_required=one.is_required,
        database=catalogue().databases.get(one.database, one.database),
        fulfilled_by=one.fulfilled_by,
    )


def _cost(one: Fee) -> Cost:
    return Cost(one.name, one.amount, bool(one.when))


def data_of(guide: Guide) -> dict[str, Any]:
    """The open data of one procedure: our own field names, stable."""
    return {
        "code": guide.procedure.code,
        "title": guide.procedure.title,
        "field": guide.procedure.field,
        "field_name": guide.field,
        "audiences": guide.procedure.audiences,
        "life_events": guide.procedure.life_events,
        "version": guide.version.number,
        "valid_from": guide.version.valid_from.isoformat() if guide.version.valid_from else None,
        "valid_to": guide.version.valid_to.isoformat() if guide.version.valid_to else None,
        "digest": guide.version.digest,
        "limit": {"value": str(guide.content.limit.value), "unit": guide.content.limit.unit.value},
        "level": guide.level.value,
        "service": guide.service.words,
        "service_is_converted": guide.service.converted,
        "papers_asked": [one.name for one in guide.papers],
        "papers_in_databases": [{"name": one.name, "database": one.database} for one in guide.spared],
        "fees": [{"name": one.name, "amount": one.amount} for one in guide.costs],
        "result": guide.content.result,
        "certainty": guide.procedure.certainty,
        "is_sample": guide.procedure.is_sample,
    }
