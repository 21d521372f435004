"""What a citizen may see: his own dossiers and who has read them. The citizen takes the place of the actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from thongsuot.platform.events.models import Event
from thongsuot.platform.notifications.models import SimulatedText
from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Kind
from thongsuot.serving.dossiers.models import Dossier

_SHOWN_READINGS = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """One officer opened personal data of one dossier."""

    at: datetime
    who: str
    position: str
    code: str
    why: str


def own_dossiers(citizen: Citizen) -> QuerySet[Dossier]:
    """Dossiers filed under the citizen's number, newest first."""
    own = Dossier.objects.filter(person__id_print=citizen.id_print, parent=None)
    return own.select_related("procedure", "holder_unit").order_by("-pk")


def readings_of(citizen: Citizen) -> list[Reading]:
    """Who read personal data of the citizen's dossiers, newest first, the last hundred."""
    codes = list(own_dossiers(citizen).values_list("code", flat=True))
    events = Event.objects.filter(
        aggregate_type="dossier", aggregate_id__in=codes, name=f"{EVENT_PREFIX}{Kind.READ}"
    ).order_by("-pk")[:_SHOWN_READINGS]
    return [Reading(one.recorded_at, one.actor_name, one.position_name, one.aggregate_id, one.reason) for one in events]


def simulated_code(token: str) -> SimulatedText | None:
    """Demonstration only: the message that would have reached the telephone."""
    return SimulatedText.objects.filter(key=f"citizen-code:{token}"[:64]).first()
