"""The answers of a draft as the dossier wants them: who, where, by whom, with which papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import local
from thongsuot.platform.actions import ActionError
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.choices import ApplicantKind, ChannelChoice, Mode, PartSource
from thongsuot.serving.dossiers.domain.newdossier import NewDossier, NewPart
from thongsuot.serving.filing.domain.papers import papers_of
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.filing.places import unit_named
from thongsuot.serving.filing.queries import held_files
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.forms.domain.checking import relevant
from thongsuot.serving.forms.words import address_text
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import Level
from thongsuot.serving.procedures.queries import competent_unit, content_of, level_on


def new_dossier(draft: FilingDraft, now: datetime) -> NewDossier:
    """Raises ``ActionError`` when no office can be told from the answers."""
    today = local(now).date()
    answers = relevant(form_of(draft.version), draft.answers, today)
    receiving = receiving_unit(draft, answers, now)
    return NewDossier(
        procedure_code=draft.procedure.code,
        receiving_unit=receiving.key,
        channel=ChannelChoice.ONLINE,
        mode=draft.mode,
        applicant_kind=_kind(draft, answers),
        applicant_name=str(answers.get("ten_to_chuc") or answers.get("ho_ten", "")),
        id_number=str(answers.get("so_dinh_danh", "")),
        phone=str(answers.get("dien_thoai", "")),
        email=str(answers.get("email", "")),
        address=address_text(answers.get("noi_cu_tru")),
        proxy_name=str(answers.get("nop_thay_ho_ten", "")),
        proxy_relation=str(answers.get("nop_thay_quan_he", "")),
        proxy_id_number=str(answers.get("nop_thay_so_dinh_danh", "")),
        helped_by=_helper(draft),
        is_verified=draft.is_verified,
        answers=answers,
        parts=_parts(draft, answers, now),
    )


def receiving_unit(draft: FilingDraft, answers: dict[str, Any], now: datetime) -> Unit:
    """The officer's own office; else the commune chosen, else that of the address; a department takes its own in."""
    if draft.mode == Mode.OFFICER and draft.officer:
        own = [grant.unit for grant in draft.officer.current_grants if grant.unit]
        receives = [unit for unit in own if draft.officer.can(Serving.DOSSIER_RECEIVE, unit.path)]
        if receives:
            return receives[0]
    place = None
    for code in ("noi_nop", "noi_cu_tru"):
        answer = answers.get(code)
        place = place or (unit_named(answer.get("unit", "")) if isinstance(answer, dict) else None)
    if place is None:
        raise ActionError(_("Chưa biết nộp tới đâu. Hãy chọn xã, phường nơi ông/bà ở."), "noi_cu_tru")
    today = local(now).date()
    return place if level_on(draft.procedure, today) is Level.COMMUNE else competent_unit(draft.procedure, place, today)


def _kind(draft: FilingDraft, answers: dict[str, Any]) -> str:
    kind = form_of(draft.version).applicant
    chosen = answers.get("doi_tuong", "citizen") if kind == "any" else kind
    return chosen if chosen in ApplicantKind.values else ApplicantKind.CITIZEN.value


def _helper(draft: FilingDraft) -> str:
    return draft.helped_by or (draft.officer.display_name if draft.officer else "")


def _parts(draft: FilingDraft, answers: dict[str, Any], now: datetime) -> tuple[NewPart, ...]:
    """The files held, under the papers they are for; what databases hold is listed as such."""
    content = content_of(draft.version)
    papers = papers_of(content, form_of(draft.version), answers, local(now).date())
    names = {one.code: one.name for one in content.components}
    files = [
        NewPart(one.component, names.get(one.component, one.name), source=one.source, file_id=one.file_id)
        for one in held_files(draft)
    ]
    held = [NewPart(one.code, one.name, source=PartSource.DATABASE.value) for one in papers.database]
    return (*files, *held)
