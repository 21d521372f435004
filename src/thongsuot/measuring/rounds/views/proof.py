"""Evidence of one leaf: picked, uploaded, taken off, opened."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.actions import AddEvidence, EvidenceId, NewEvidence, RemoveEvidence
from thongsuot.measuring.rounds.forms import EvidenceForm, LeafForm
from thongsuot.measuring.rounds.models import Participant
from thongsuot.measuring.rounds.sheet import sheet_of
from thongsuot.measuring.rounds.views.desk import line_of, node_page
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files.domain import DOCX, JPEG, PDF, PNG, XLSX, FileRefused
from thongsuot.platform.files.http import respond
from thongsuot.platform.files.store import put
from thongsuot.registry.acting import attempt, say

_ACCEPTED = (PDF, DOCX, XLSX, PNG, JPEG)


@login_required
@require_POST
def add(request: HttpRequest, key: str, unit: str, code: str) -> HttpResponse:
    actor = actor_of(request)
    participant = queries.participant_for(actor, key, unit)
    require(actor, Measuring.SCORE_ENTER, participant.unit.path)
    whole = sheet_of(participant)
    line = line_of(whole, code)
    form = EvidenceForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        wanted = _wanted(form, participant, code)
        if wanted is not None:
            send = form.cleaned_data["khoa"]
            if attempt(form, lambda: AddEvidence.run(actor, wanted, idempotency_key=send)) is not None:
                messages.success(request, _("Đã gắn minh chứng vào tiêu chí %(code)s.") % {"code": code})
                return redirect("self-score-node", key, unit, code)
    leaf = LeafForm(line.node, line.score) if line.is_typed else None
    return node_page(request, actor, whole, line, 422, form=leaf, evidence_form=form)


def _wanted(form: EvidenceForm, participant: Participant, code: str) -> NewEvidence | None:
    """The evidence asked for, its file kept; ``None`` where the file is refused, said on the form."""
    given, file_id = form.cleaned_data, None
    if given["file"] is not None:
        try:
            file_id = put(given["file"].chunks(), given["file"].name, accepted=_ACCEPTED).pk
        except FileRefused as error:
            form.add_error("file", str(error))
            return None
    return NewEvidence(
        participant.pk,
        code,
        document_key="" if file_id else given["document"],
        file_id=file_id,
        title=given["title"],
        locator=given["locator"],
        dated=given["dated"],
        reason=given["reason"],
    )


@login_required
@require_POST
def remove(request: HttpRequest, key: str, unit: str, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = queries.evidence_for(actor, pk)
    say(request, lambda: RemoveEvidence.run(actor, EvidenceId(pk)), _("Đã bỏ minh chứng."))
    return redirect("self-score-node", key, unit, found.score.code)


@login_required
@require_GET
def file(request: HttpRequest, key: str, unit: str, pk: int) -> HttpResponse:
    return respond(queries.evidence_file(actor_of(request), pk), inline=True)  # type: ignore[return-value]
