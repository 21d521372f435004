"""Who is signed in as a citizen. Officers' accounts are something else: nobody is both in one breath."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from thongsuot.serving.citizens.models import CitizenRecord

_KEY = "citizen"
_LASTS = timedelta(hours=2)  # a phone lent to a neighbour should not stay signed in


@dataclass(frozen=True, slots=True)
class Citizen:
    """``id_print`` is what their dossiers and results are found by; numbers in the clear are for their own forms."""

    id_print: str
    name: str
    is_verified: bool
    id_number: str
    phone: str
    address: str
    birth_date: str
    provider: str
    verified_at: datetime


def citizen_of(request: HttpRequest) -> Citizen | None:
    """The citizen of this session, ``None`` when nobody is signed in or two hours have passed."""
    kept = request.session.get(_KEY)
    if not kept or datetime.fromisoformat(kept["until"]) <= timezone.now():
        return None
    record = CitizenRecord.objects.filter(pk=kept["record"]).first()
    return citizen_from(record) if record else None


def citizen_from(record: CitizenRecord) -> Citizen:
    """The person as other subjects know him."""
    return Citizen(
        id_print=record.id_print,
        name=record.name,
        is_verified=True,
        id_number=record.id_number,
        phone=record.phone,
        address=record.address,
        birth_date=record.birth_date,
        provider=record.provider,
        verified_at=record.verified_at,
    )


def sign_in(request: HttpRequest, record: CitizenRecord) -> None:
    """Begin the session under a new key, so that one planted before is worth nothing."""
    request.session.cycle_key()
    request.session[_KEY] = {"record": record.pk, "until": (timezone.now() + _LASTS).isoformat()}


def sign_out(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)
    request.session.cycle_key()
