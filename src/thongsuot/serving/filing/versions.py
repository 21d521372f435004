"""The form of a version, kept in the process by its digest; a version without a form of its own gets the common one."""

from __future__ import annotations

from functools import lru_cache

from thongsuot.serving.forms.domain.schema import Form
from thongsuot.serving.forms.domain.writing import form_from
from thongsuot.serving.procedures.models import ProcedureVersion
from thongsuot.serving.procedures.queries import content_of


def form_of(version: ProcedureVersion) -> Form:
    """Raises ``BadForm`` when what is written in the version is no form."""
    return _kept(version.pk, version.digest)


@lru_cache(maxsize=256)
def _kept(pk: int, _digest: str) -> Form:
    content = content_of(ProcedureVersion.objects.get(pk=pk))
    return form_from(content.form, content.pre_check)
