"""The checks of ``domain.checks`` with what this installation knows: databases, and the questions of the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thongsuot.serving.forms.domain.kinds import check_expression
from thongsuot.serving.forms.domain.parsing import ExpressionFault, parse
from thongsuot.serving.forms.domain.schema import BadForm, known_of
from thongsuot.serving.forms.domain.writing import form_from
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain import checks
from thongsuot.serving.procedures.domain.content import ProcedureContent


def faults_of(content: ProcedureContent, day: date) -> list[checks.Fault]:
    """What stops announcing ``content`` from ``day`` on."""
    wrong = _form_fault(content)
    databases = catalogue().databases  # named by key; content that came from elsewhere may carry the name
    known = checks.Known({*databases, *databases.values()}, _readable if wrong else _condition(content))
    return [*([checks.Fault("ban-khai", wrong)] if wrong else []), *checks.faults(content, known, day)]


def _form_fault(content: ProcedureContent) -> str:
    try:
        form_from(content.form, content.pre_check)
    except (BadForm, ExpressionFault) as wrong:
        return str(wrong)
    return ""


def _readable(condition: str) -> None:
    """All that can be told while the form itself is wrong: whether it is a condition at all."""
    if condition.strip():
        parse(condition)


def _condition(content: ProcedureContent) -> Callable[[str], object]:
    known = known_of(form_from(content.form, content.pre_check))
    return lambda condition: check_expression(condition, known)
