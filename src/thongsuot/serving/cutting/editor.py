"""From the editor's form to changes: everything typed first, then the button that was pressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.serving.cutting.actions.drafting import Change
from thongsuot.serving.procedures.domain.content import Component, Fee, ProcedureContent, Service, Step

PRESSED = "lam"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the editor shows it; ``was`` are its days today, empty where they are the same."""

    step: Step
    typed: str
    was: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class PaperLine:
    component: Component
    chosen: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    fee: Fee
    typed: str


@dataclass(frozen=True, slots=True)
class Editor:
    """What the form shows: the draft, or what somebody typed that could not be saved."""

    steps: tuple[StepLine, ...]
    papers: tuple[PaperLine, ...]
    fees: tuple[FeeLine, ...]
    service: str
    gone_steps: tuple[Step, ...]
    gone_papers: tuple[Component, ...]


def editor_of(base: ProcedureContent, content: ProcedureContent, typed: Mapping[str, str]) -> Editor:
    before = {one.code: one for one in base.steps}
    last = len(content.steps) - 1
    kept_steps = {one.code for one in content.steps}
    kept_papers = {one.code for one in content.components}
    return Editor(
        steps=tuple(
            StepLine(
                one,
                typed.get(f"ngay-{one.code}", shown(one)),
                shown(before[one.code]) if one.code in before and before[one.code].share != one.share else "",
                at == 0,
                at == last,
            )
            for at, one in enumerate(content.steps)
        ),
        papers=tuple(PaperLine(one, typed.get(f"csdl-{one.code}", one.database)) for one in content.components),
        fees=tuple(FeeLine(one, typed.get(f"thu-{one.code}", _money(one))) for one in content.fees),
        service=typed.get("muc", content.service.value),
        gone_steps=tuple(one for one in base.steps if one.code not in kept_steps),
        gone_papers=tuple(one for one in base.components if one.code not in kept_papers),
    )


def shown(step: Step) -> str:
    return format_number(without_trailing_zeros(step.share))


def _money(fee: Fee) -> str:
    return "" if fee.amount is None else format_number(fee.amount)


def changes_of(content: ProcedureContent, typed: Mapping[str, str]) -> tuple[Change, ...]:
    """Only what differs from the draft; the pressed button («bo-buoc:ky») comes last."""
    what, _colon, part = typed.get(PRESSED, "").partition(":")
    pressed = [Change(what, part)] if part else []
    gone = {part} if what in ("bo-buoc", "bo-giay-to") else set()
    written = [one for one in _written(content, typed) if one.part not in gone]
    return (*written, *pressed)


def _written(content: ProcedureContent, typed: Mapping[str, str]) -> Iterator[Change]:
    for step in content.steps:
        value = typed.get(f"ngay-{step.code}", "").strip()
        if value and value != shown(step):
            yield Change("so-ngay", step.code, value)
    for component in content.components:
        database = typed.get(f"csdl-{component.code}")
        if database is not None and database.strip() != component.database:
            yield Change("tu-csdl", component.code, database)
    for fee in content.fees:
        amount = typed.get(f"thu-{fee.code}")
        if amount is not None and amount.strip() != _money(fee):
            yield Change("muc-thu", fee.code, amount)
    service = typed.get("muc")
    if service is not None and service != content.service.value:
        yield Change("muc-dich-vu", "", service)


def service_choices() -> list[tuple[str, str]]:
    """Levels in force since 2022; the old four stay readable but are chosen no more."""
    return [
        (Service.NONE.value, _("Chưa làm trực tuyến được")),
        (Service.PARTIAL.value, _("Trực tuyến một phần")),
        (Service.FULL.value, _("Trực tuyến toàn trình")),
    ]
