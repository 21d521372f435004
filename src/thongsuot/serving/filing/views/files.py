"""Papers: each sent at once, by itself; whole, readable and told so, or refused with words."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.actions import ActionError
from thongsuot.platform.files import FileRefused
from thongsuot.platform.files.http import respond
from thongsuot.platform.ratelimit.limits import TooManyTries, attempt
from thongsuot.platform.ratelimit.signing import address_of
from thongsuot.serving.citizens.session import citizen_of
from thongsuot.serving.digitising.queries import Reusable, reusable
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing import storing
from thongsuot.serving.filing.actions import (
    DropFile,
    Dropping,
    ReusePaper,
    Reusing,
    SaveAnswers,
    Saving,
    StartFile,
    Starting,
    TakeFile,
    Taking,
)
from thongsuot.serving.filing.domain.papers import Papers, papers_of
from thongsuot.serving.filing.models import DraftFile, FileState, FilingDraft
from thongsuot.serving.filing.queries import file_for
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.filing.views.common import refused_json, too_many, with_draft
from thongsuot.serving.filing.views.pages import FILES
from thongsuot.serving.filing.views.start import draft_about
from thongsuot.serving.procedures.domain.content import Component
from thongsuot.serving.procedures.queries import content_of

_HOUR = timedelta(hours=1)
_UPLOADS = 200  # files an hour from one address: a village hall helps many
ACCEPT = "image/jpeg,image/png,image/heic,.heic,.heif,application/pdf,.pdf"


@require_GET
@with_draft
def files(request: HttpRequest, draft: FilingDraft) -> HttpResponse:
    """The list of papers: what is needed, what is here, what we hold ourselves."""
    if draft.position != FILES:
        SaveAnswers.run(CitizenActor(draft.token), Saving(draft.pk, {}, FILES))
    papers, here = papers_for(draft), _by_component(draft)
    required = [(one, here.get(one.code, [])) for one in papers.required]
    context = {
        **draft_about(draft),
        "papers": papers,
        "required": required,
        "optional": [(one, here.get(one.code, [])) for one in papers.optional],
        "missing": sum(not any(file.state == FileState.HELD for file in held) for _one, held in required),
    }
    return render(request, "serving/filing/files.html", context)


@require_http_methods(["GET", "POST"])
@with_draft
def paper(request: HttpRequest, draft: FilingDraft, component: str) -> HttpResponse:
    """One paper: send a photograph or a file; works without script."""
    one, error = _component(draft, component), ""
    if request.method == "POST":
        error = _take(request, draft, one)
        if not error:
            return redirect("filing-file", draft.token, component)
    held = _by_component(draft).get(component, [])
    citizen = citizen_of(request)
    context = {
        **draft_about(draft),
        "component": one,
        "held": held,
        "offers": [] if held or citizen is None else reusable(citizen, one),
        "error": error,
        "accept": ACCEPT,
        "following": _following(draft, component),
    }
    return render(request, "serving/filing/paper.html", context, status=422 if error else 200)


def _take(request: HttpRequest, draft: FilingDraft, one: Component) -> str:
    """Words of the first refusal, "" when all was taken."""
    chosen = request.FILES.getlist("tep")
    if request.POST.get("dung-lai"):
        return _reuse(request, draft, one, request.POST["dung-lai"])
    if not chosen:
        return _("Chưa có tệp nào được chọn. Bấm «Chọn tệp» rồi chụp ảnh hoặc chọn ảnh đã có.")
    for upload in chosen:
        try:
            attempt([f"upload:address:{address_of(request)}"], _UPLOADS, _HOUR)
            storing.may_take(draft, upload.name, upload.size)  # before a byte of it is held in memory
            sent = upload.read()
            digest = hashlib.sha256(sent).hexdigest()
            if draft.files.filter(component=one.code, sent_digest=digest, state=FileState.HELD).exists():
                continue  # sent again because the answer was lost on the way: it is here already
            stored, got = storing.keep(sent, upload.name)
            actor = CitizenActor(draft.token)
            with transaction.atomic():  # a file that came whole is never listed as half arrived
                started = StartFile.run(actor, Starting(draft.pk, one.code, upload.name, upload.size, digest))
                TakeFile.run(actor, Taking(draft.pk, started.file_id, stored.pk, got.pages, got.warning))
        except (FileRefused, ActionError, TooManyTries) as refused:
            return str(refused)
    return ""


def _reuse(request: HttpRequest, draft: FilingDraft, one: Component, wanted: str) -> str:
    """Only what is offered to this very citizen may be taken."""
    citizen = citizen_of(request)
    offers: list[Reusable] = reusable(citizen, one) if citizen else []
    offer = next((each for each in offers if str(each.file_id) == wanted), None)
    if offer is None:
        return _("Giấy tờ này không dùng lại được nữa. Ông/bà gửi bản khác giúp.")
    data = Reusing(draft.pk, one.code, offer.file_id, offer.name, offer.source)
    ReusePaper.run(CitizenActor(draft.token), data)
    return ""


@require_POST
@with_draft
def begin_file(request: HttpRequest, draft: FilingDraft, component: str) -> HttpResponse:
    """Announce a file; the answer says from which byte to send."""
    name, size, digest = (request.POST.get(key, "") for key in ("name", "size", "sha256"))
    if not size.isdigit() or int(size) == 0:
        return refused_json(
            _("Tệp «%(name)s» trống (0 byte). Hãy mở lại tệp, xem nội dung rồi chọn lại.") % {"name": name}
        )
    try:
        attempt([f"upload:address:{address_of(request)}"], _UPLOADS, _HOUR)
        starting = Starting(draft.pk, _component(draft, component).code, name, int(size), digest[:64].lower())
        started = StartFile.run(CitizenActor(draft.token), starting)
    except TooManyTries as error:
        return too_many(error)
    except (FileRefused, ActionError) as refused:
        return refused_json(str(refused))
    return JsonResponse({"file": started.file_id, "received": started.received})


@require_POST
@with_draft
def piece(request: HttpRequest, draft: FilingDraft, pk: int) -> HttpResponse:
    """One piece; ``409`` with the byte to go on from where it does not follow. The last one makes the file a paper."""
    file = _file(draft, pk)
    if file.state == FileState.HELD:
        return _held(file)
    offset = request.GET.get("tu", "")
    if not offset.isdigit():
        return refused_json(_("Thiếu vị trí của mảnh tệp."), 400)
    try:
        received = storing.add_piece(file, int(offset), request.body)
        if received < file.size:
            return JsonResponse({"received": received})
        return _finish(draft, file)
    except storing.WrongOffset as wrong:
        return refused_json(_("Mảnh tệp đến không đúng chỗ."), 409, received=wrong.received)
    except (FileRefused, ActionError) as refused:
        DropFile.run(CitizenActor(draft.token), Dropping(draft.pk, file.pk))
        return refused_json(str(refused))


def _finish(draft: FilingDraft, file: DraftFile) -> HttpResponse:
    stored, got = storing.keep(storing.assembled(file), file.name, file.sent_digest)
    TakeFile.run(CitizenActor(draft.token), Taking(draft.pk, file.pk, stored.pk, got.pages, got.warning))
    return _held(_file(draft, file.pk))


def _held(file: DraftFile) -> JsonResponse:
    return JsonResponse({"held": True, "name": file.name, "pages": file.pages, "warning": file.warning})


@require_POST
@with_draft
def drop(request: HttpRequest, draft: FilingDraft, pk: int) -> HttpResponse:
    component = _file(draft, pk).component
    DropFile.run(CitizenActor(draft.token), Dropping(draft.pk, pk))
    return redirect("filing-file", draft.token, component)


@require_GET
@with_draft
def show(request: HttpRequest, draft: FilingDraft, pk: int) -> HttpResponse:
    """The paper as we keep it, for its sender to look at."""
    file = _file(draft, pk)
    if file.file is None:
        raise Http404
    return respond(file.file, inline=True)


def papers_for(draft: FilingDraft) -> Papers:
    return papers_of(content_of(draft.version), form_of(draft.version), draft.answers, timezone.localdate())


def _component(draft: FilingDraft, code: str) -> Component:
    found = next((one for one in papers_for(draft).sendable if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _file(draft: FilingDraft, pk: int) -> DraftFile:
    return file_for(CitizenActor(draft.token), timezone.now(), pk)


def _by_component(draft: FilingDraft) -> dict[str, list[DraftFile]]:
    found: dict[str, list[DraftFile]] = {}
    for file in draft.files.select_related("file"):
        found.setdefault(file.component, []).append(file)
    return found


def _following(draft: FilingDraft, component: str) -> Any:
    """The next paper that is needed and not here."""
    here = {code for code, held in _by_component(draft).items() if any(one.state == FileState.HELD for one in held)}
    return next((one for one in papers_for(draft).required if one.code not in here and one.code != component), None)
