"""What a dossier's clock runs by: the limit and steps of its version, its office's calendar, the rules of its day."""

from __future__ import annotations

from datetime import datetime

from thongsuot.kernel.clock import local
from thongsuot.serving.clock.calendars import calendar_of
from thongsuot.serving.clock.rules import rules_on
from thongsuot.serving.dossiers.domain.fold import World
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.versions import content_of


def world_of(dossier: Dossier, at: datetime) -> World:
    """``at``: the moment of reception where it is not received yet; rules differ by that day (D21)."""
    content = content_of(dossier.version)
    day = local(dossier.received_at or at).date()
    return World(content.limit, content.steps, calendar_of(dossier.competent_unit), rules_on(day))
