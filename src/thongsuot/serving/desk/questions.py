"""What the desk must ask before a fee can be told: the questions the fees' conditions name, in the form's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from thongsuot.serving.forms.domain.expressions import names_in
from thongsuot.serving.forms.domain.schema import NO, YES, Field, FieldKind
from thongsuot.serving.forms.domain.writing import form_from
from thongsuot.serving.procedures.domain.content import ProcedureContent


def fee_questions(content: ProcedureContent) -> tuple[Field, ...]:
    """Those answered by choosing one, in the order of the form; none where no fee depends on an answer."""
    named = frozenset[str]().union(*(names_in(one.when) for one in content.fees))
    if not named:
        return ()
    form = form_from(content.form, content.pre_check)
    asked = (one for page in form.all_pages for one in page.fields)
    return tuple(one for one in asked if one.code in named and one.kind in (FieldKind.YES_NO, FieldKind.CHOICE))


def answers_to(question: Field) -> list[tuple[str, str]]:
    """Code and words of each answer; without one the fee stays unknown."""
    if question.kind is FieldKind.YES_NO:
        return [(YES, _("Có")), (NO, _("Không"))]
    return [(one.code, one.label) for one in question.options]


def answers_from(typed: Mapping[str, object], questions: tuple[Field, ...]) -> dict[str, str]:
    """Question → answer, of what was typed under ``name_of``; what was left open or is no answer is left out."""
    given = {one.code: str(typed.get(name_of(one)) or "") for one in questions}
    return {one.code: given[one.code] for one in questions if given[one.code] in dict(answers_to(one))}


def name_of(question: Field) -> str:
    """Name of its field on the desk's form."""
    return f"hoi-{question.code}"
