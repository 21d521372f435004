"""Whose a result is follows the dossier: a number typed wrongly is mended there, and the paper leaves the stranger."""

from __future__ import annotations

from thongsuot.platform.outbox import Delivery, handler
from thongsuot.serving.digitising.models import Result
from thongsuot.serving.dossiers.models import DossierPerson

FOLLOW_PERSON = "serving.digitising.follow_person"


@handler(FOLLOW_PERSON)
def follow_person(delivery: Delivery) -> None:
    """Delivered twice, or out of order, it writes what the dossier says now."""
    person = DossierPerson.objects.filter(dossier__code=delivery.payload["aggregate_id"]).first()
    if person is not None:
        Result.objects.filter(dossier=person.pk).exclude(id_print=person.id_print).update(id_print=person.id_print)
