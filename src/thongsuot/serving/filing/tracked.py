"""What a proved holder of one dossier sees of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.platform.access.errors import Hidden
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.dossiers.models import Dossier

_RELATED = ("procedure", "version", "receiving_unit", "competent_unit", "holder_unit", "rating")


def own_dossier(code: str) -> Dossier:
    """For a session that has proved to hold ``code``."""
    found = Dossier.objects.select_related(*_RELATED).filter(code=code).first()
    if found is None:
        raise Hidden(_("Không tìm thấy hồ sơ này."))
    return found


def results_for(dossier: Dossier) -> list[Result]:
    """Signed results, the valid ones first."""
    signed = dossier.results.exclude(state=ResultState.PREPARED).select_related("file", "unit")
    return sorted(signed, key=lambda one: (one.state != ResultState.SIGNED, -one.pk))
