"""Which papers and fees a person's answers call for, in the words shown before starting (J6 step 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thongsuot.serving.forms.domain.checking import relevant
from thongsuot.serving.forms.domain.expressions import evaluate
from thongsuot.serving.forms.domain.schema import Form
from thongsuot.serving.procedures.domain.content import Component, Fee, ProcedureContent


@dataclass(frozen=True, slots=True)
class Papers:
    """``form``: what filling in the form does away with. ``database``: what we look up ourselves (H09).

    ``optional``: not required, or hanging on an answer nobody gave; it may be sent and is never missed.
    """

    required: tuple[Component, ...]
    optional: tuple[Component, ...]
    database: tuple[Component, ...]
    form: tuple[Component, ...]

    @property
    def sendable(self) -> tuple[Component, ...]:
        return (*self.required, *self.optional)


@dataclass(frozen=True, slots=True)
class Cost:
    """``amount`` in đồng, ``None`` while some fee is unknown or hangs on an answer not given."""

    amount: int | None
    fees: tuple[Fee, ...]


def papers_of(content: ProcedureContent, form: Form, answers: Mapping[str, Any], today: date) -> Papers:
    kept = relevant(form, answers, today)
    required: list[Component] = []
    optional: list[Component] = []
    database: list[Component] = []
    filled: list[Component] = []
    for one in content.components:
        applies = evaluate(one.when, kept, today)
        if applies is False:
            continue
        if one.code in form.stands_for:
            filled.append(one)
        elif one.database:
            database.append(one)
        else:
            (required if one.is_required and applies else optional).append(one)
    return Papers(tuple(required), tuple(optional), tuple(database), tuple(filled))


def cost_of(content: ProcedureContent, form: Form, answers: Mapping[str, Any], today: date) -> Cost:
    kept = relevant(form, answers, today)
    told = [(fee, evaluate(fee.when, kept, today)) for fee in content.fees]
    owed = tuple(fee for fee, applies in told if applies)
    unsure = any(applies is None for _fee, applies in told) or any(fee.amount is None for fee in owed)
    return Cost(None if unsure else sum(fee.amount or 0 for fee in owed), owed)


def papers_sentence(papers: Papers) -> str:
    """«Ông/bà cần 2 giấy tờ; 1 giấy đã có trong cơ sở dữ liệu.»"""
    wanted, held = len(papers.required), len(papers.database)
    need = f"Ông/bà cần {wanted} giấy tờ" if wanted else "Ông/bà không cần giấy tờ nào"
    return f"{need}; {held} giấy đã có trong cơ sở dữ liệu." if held else f"{need}."
