"""The rows a new dossier begins with: what identifies the applicant goes straight into the sealed columns."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.actions import ActionError
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.choices import Payment
from thongsuot.serving.dossiers.codes import next_code
from thongsuot.serving.dossiers.domain.newdossier import NewDossier
from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson
from thongsuot.serving.dossiers.queries import tracking_print
from thongsuot.serving.procedures.competence import competent_unit
from thongsuot.serving.procedures.models import Procedure
from thongsuot.serving.procedures.versions import content_of, version_on


def create_dossier(data: NewDossier, day: date, at: datetime, parent: Dossier | None = None) -> Dossier:
    """Raises ``ActionError`` where the procedure is not in force that day or no office is competent."""
    procedure = Procedure.objects.get(code=data.procedure_code)
    version = version_on(procedure, day)
    receiving = Unit.objects.get(key=data.receiving_unit)
    competent = _competent(data, procedure, receiving, day)
    payment, fee = _payment(version)
    dossier = Dossier.objects.create(
        code=next_code(receiving, day),
        procedure=procedure,
        version=version,
        parent=parent,
        receiving_unit=receiving,
        competent_unit=competent,
        holder_unit=receiving,
        channel=data.channel,
        mode=data.mode,
        applicant_kind=data.applicant_kind,
        applicant_name=nfc(data.applicant_name.strip()),
        search_key=search_key(data.applicant_name, procedure),
        submitted_at=at,
        last_event_at=at,
        is_same_day=data.is_same_day,
        payment=payment,
        fee=fee,
        is_sample=procedure.is_sample,
    )
    add_person(dossier, data)
    DossierPart.objects.bulk_create(
        DossierPart(dossier=dossier, component=one.component, name=one.name, kind=one.kind, source=one.source,
                    file_id=one.file_id)
        for one in data.parts
    )  # fmt: skip
    return dossier


def search_key(name: str, procedure: Procedure) -> str:
    """Name of the applicant and of the procedure without marks; the code has an index of its own."""
    return f"{fold(nfc(name.strip()))} | {procedure.search_key}"[:400]


def add_person(dossier: Dossier, data: NewDossier) -> None:
    tail = last_four(data.phone) or last_four(data.id_number)
    DossierPerson.objects.create(
        dossier=dossier,
        id_kind=data.id_kind,
        id_number=data.id_number.strip(),
        id_print=fingerprint("citizen", data.id_number) if data.id_number.strip() else "",
        phone=data.phone.strip(),
        tracking_print=tracking_print(dossier.code, tail),
        email=data.email.strip(),
        address=data.address.strip(),
        proxy_name=data.proxy_name.strip(),
        proxy_relation=data.proxy_relation.strip(),
        proxy_id_number=data.proxy_id_number.strip(),
        helped_by=data.helped_by.strip(),
        is_verified=data.is_verified,
        answers=dict(data.answers),
    )


def last_four(number: str) -> str:
    """The last four digits of a telephone or identity number; empty where it has fewer."""
    digits = "".join(one for one in number if one.isdigit())
    return digits[-4:] if len(digits) >= 4 else ""


def _competent(data: NewDossier, procedure: Procedure, receiving: Unit, day: date) -> Unit:
    if not data.competent_unit:
        return competent_unit(procedure, receiving, day)
    named = Unit.objects.filter(key=data.competent_unit).first()
    if named is None:
        raise ActionError(_("Không có đơn vị «%(key)s».") % {"key": data.competent_unit}, "competent_unit")
    return named


def _payment(version: object) -> tuple[str, int | None]:
    """Payments alone moves it later: what is due at the start, without looking at conditions of single fees."""
    fees = content_of(version).fees  # type: ignore[arg-type]
    if not fees:
        return Payment.NONE.value, None
    known = [one.amount for one in fees if not one.when and one.amount is not None]
    total = sum(known) if len(known) == len(fees) else None
    return (Payment.NONE.value, 0) if total == 0 else (Payment.DUE.value, total)
