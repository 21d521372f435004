"""From words heard in the room to units of the record; unsure stays open for the secretary to choose."""

from __future__ import annotations

from django.utils import timezone

from thongsuot.registry.units.resolving import SubjectResolver
from thongsuot.steering.meetings.actions.inputs import Spoken
from thongsuot.steering.meetings.listening import hear
from thongsuot.steering.meetings.models import Meeting


def propose(meeting: Meeting, sentence: str) -> Spoken:
    """The sentence with lead, partners, deadline and quantity as far as they are said and known."""
    day = timezone.localtime(meeting.starts_at).date()
    heard, names = hear(sentence, day), SubjectResolver()
    home = meeting.committee.home_id
    lead = None if heard.is_common else names.resolve(heard.assignee, day, within=home)
    partners = [names.resolve(one, day, within=home) for one in heard.coordinating]
    return Spoken(
        text=sentence,
        is_task=heard.is_task,
        lead_id=lead,
        is_common=heard.is_common,
        partner_ids=tuple(dict.fromkeys(one for one in partners if one is not None and one != lead)),
        quantity=heard.quantity,
        quantity_unit=heard.quantity_unit[:80],
        deadline=heard.deadline,
        deadline_text=heard.deadline_text[:160],
    )
