"""The small changes a proposal is made of. Pure: each takes a content and gives another.

The limit follows its steps: taking a step of 1,5 days away, or 1 day off a step, makes the limit as much shorter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from thongsuot.serving.procedures.domain.content import (
    Component,
    ProcedureContent,
    Service,
    Step,
    StepRole,
)


class CannotCut(ValueError):  # noqa: N818 - names what it says
    """``str(error)`` says in Vietnamese what cannot be cut and why."""


_NEEDED = {StepRole.RECEIVE: "tiếp nhận hồ sơ", StepRole.RETURN: "trả kết quả"}


def without_step(content: ProcedureContent, code: str) -> ProcedureContent:
    """Somebody must still take the dossier in and give the result out."""
    gone = _step(content, code)
    rest = tuple(one for one in content.steps if one.code != code)
    if gone.role in _NEEDED and not any(one.role == gone.role for one in rest):
        raise CannotCut(f"Không bỏ được bước «{gone.title}»: thủ tục nào cũng cần bước {_NEEDED[gone.role]}.")
    return _with_steps(content, rest)


def with_step_moved(content: ProcedureContent, code: str, by: int) -> ProcedureContent:
    """``by`` −1: one place earlier; +1: one place later; at either end nothing moves."""
    steps = list(content.steps)
    at = steps.index(_step(content, code))
    to = at + by
    if not 0 <= to < len(steps):
        return content
    steps[at], steps[to] = steps[to], steps[at]
    return replace(content, steps=tuple(steps))


def with_share(content: ProcedureContent, code: str, share: Decimal) -> ProcedureContent:
    """``share`` in the unit of the limit, 0 or more."""
    step = _step(content, code)
    if not share.is_finite() or share < 0:
        raise CannotCut(f"Thời gian của bước «{step.title}» phải là số từ 0 trở lên, ví dụ 0,5.")
    return _with_steps(content, tuple(replace(one, share=share) if one is step else one for one in content.steps))


def without_component(content: ProcedureContent, code: str) -> ProcedureContent:
    gone = _component(content, code)
    return replace(content, components=tuple(one for one in content.components if one is not gone))


def from_database(content: ProcedureContent, code: str, database: str) -> ProcedureContent:
    """Not asked any more: the office looks it up (H09). Empty ``database``: asked again."""
    chosen = _component(content, code)
    changed = replace(chosen, database=database.strip())
    return replace(content, components=tuple(changed if one is chosen else one for one in content.components))


def with_service(content: ProcedureContent, service: Service) -> ProcedureContent:
    return replace(content, service=service)


def with_fee(content: ProcedureContent, code: str, amount: int | None) -> ProcedureContent:
    """``amount`` in đồng, ``None`` when not known."""
    if amount is not None and amount < 0:
        raise CannotCut("Mức thu không thể nhỏ hơn 0 đồng.")
    return replace(
        content, fees=tuple(replace(one, amount=amount) if one.code == code else one for one in content.fees)
    )


def _with_steps(content: ProcedureContent, steps: Sequence[Step]) -> ProcedureContent:
    saved = sum((one.share for one in content.steps), Decimal(0)) - sum((one.share for one in steps), Decimal(0))
    limit = content.limit.value - saved
    if limit <= 0:
        raise CannotCut("Cắt như vậy thì không còn thời gian nào để giải quyết. Hãy để lại ít nhất một phần ngày.")
    return replace(content, steps=tuple(steps), limit=replace(content.limit, value=limit))


def _step(content: ProcedureContent, code: str) -> Step:
    found = next((one for one in content.steps if one.code == code), None)
    if found is None:
        raise CannotCut("Bước này không còn trong bản đề xuất. Hãy tải lại trang.")
    return found


def _component(content: ProcedureContent, code: str) -> Component:
    found = next((one for one in content.components if one.code == code), None)
    if found is None:
        raise CannotCut("Giấy tờ này không còn trong bản đề xuất. Hãy tải lại trang.")
    return found
