"""The doors to drafts: the token, the resume code with the telephone's digits, or being the citizen himself."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing.domain.tokens import read_resume_code
from thongsuot.serving.filing.models import DraftFile, FileState, FilingDraft

_RELATED = ("procedure", "version", "dossier", "officer")


@access(FilingDraft)
def draft_for(actor: Actor, now: datetime) -> FilingDraft:
    """The draft the actor proves to hold; ``Hidden`` (404) when there is none or it has expired."""
    proof = actor.proof if isinstance(actor, CitizenActor) else ""
    return one_of(_living(now).exclude(token=""), token=proof)


@access(DraftFile)
def file_for(actor: Actor, now: datetime, pk: int) -> DraftFile:
    """A file of that draft."""
    return one_of(draft_for(actor, now).files.select_related("file"), pk=pk)


def resumed(code: str, last_four: str, now: datetime) -> FilingDraft:
    """For another device: ``Hidden`` alike for a wrong code, wrong digits and a draft that has expired."""
    read = read_resume_code(code)
    found = _living(now).filter(resume_code=read, phone_print=phone_print(read, last_four)) if read else None
    draft = found.exclude(phone_print="").first() if found is not None else None
    if draft is None:
        raise Hidden(_("Không tìm thấy bản khai có mã và bốn số cuối này. Hãy xem lại mã đã ghi."))
    return draft


def open_drafts(procedure_code: str, tokens: list[str], id_print: str, now: datetime) -> QuerySet[FilingDraft]:
    """Drafts of the procedure begun in this session or by this citizen and not yet filed, newest first (#2860)."""
    mine = Q(token__in=tokens)
    if id_print:
        mine |= Q(id_print=id_print)
    return _living(now).filter(mine, procedure__code=procedure_code, dossier=None).order_by("-saved_at")


def held_files(draft: FilingDraft) -> list[DraftFile]:
    """The papers that are wholly here."""
    return list(draft.files.filter(state=FileState.HELD).select_related("file"))


def phone_print(resume_code: str, last_four: str) -> str:
    """Fingerprint beside the code; "" where the digits are not four."""
    digits = "".join(one for one in last_four if one.isdigit())
    return fingerprint("draft", resume_code, digits) if len(digits) == 4 else ""


def _living(now: datetime) -> QuerySet[FilingDraft]:
    return FilingDraft.objects.filter(expires_at__gt=now).select_related(*_RELATED)
