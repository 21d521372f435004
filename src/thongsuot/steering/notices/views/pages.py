"""The list, one notice with its way through the offices, its recipients and files, and the book of numbers."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files.http import respond
from thongsuot.registry.acting import attempt
from thongsuot.registry.checking.service import check_against_record
from thongsuot.steering.notices import files, queries, screen
from thongsuot.steering.notices.actions import (
    DraftFromDocument,
    DraftNotice,
    FromDocument,
    NewNotice,
    NoticeKey,
    OpenNotice,
    RecipientLines,
    SetRecipients,
)
from thongsuot.steering.notices.forms import NewNoticeForm, RecipientsForm
from thongsuot.steering.notices.models import Notice, NoticeStatus
from thongsuot.steering.notices.printed import as_text, paragraphs_of
from thongsuot.steering.notices.recipients import Expander, day_of
from thongsuot.steering.permissions import Steering
from thongsuot.writing.model import Fault

PAGE_SIZE = 25
LATEST = 6  # acts shown before «Trước đó»


@login_required
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """``nam``, ``buoc`` and ``q`` narrow the list; the address carries them."""
    actor = actor_of(request)
    require(actor, Steering.READ)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() else None
    status, words = request.GET.get("buoc", ""), request.GET.get("q", "").strip()
    rows = queries.listed(actor, year=year, status=status, words=words)
    counts = queries.counts(actor, year)
    tabs = [(_("Tất cả"), _query(nam=asked, q=words), status not in NoticeStatus.values, sum(counts.values()))]
    tabs += [
        (str(one.label), _query(nam=asked, buoc=one.value, q=words), status == one.value, counts[one.value])
        for one in NoticeStatus
        if one.value in counts
    ]
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "tabs": tabs,
        "years": queries.years(actor),
        "year": year,
        "words": words,
        "status": status,
        "may_draft": actor.can(Steering.NOTICE_DRAFT),
    }
    return render(request, "steering/notices/list.html", context)


def _query(**parts: str) -> str:
    kept = "&".join(f"{name}={value}" for name, value in parts.items() if value)
    return f"?{kept}"


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """From a meeting, or from a notice read from outside."""
    actor = actor_of(request)
    require(actor, Steering.NOTICE_DRAFT)
    meetings, papers = queries.meetings_without_notice(actor), queries.papers_to_take(actor)
    initial = {"source": request.GET.get("tu", "")}
    form = NewNoticeForm(request.POST or None, meetings=meetings, papers=papers, initial=initial)
    if request.method == "POST" and form.is_valid():
        drafted = attempt(form, lambda: _draft(actor, form.cleaned_data["source"]))
        if drafted is not None:
            messages.success(request, _("Đã lập dự thảo. Hãy sửa lời, gắn số liệu rồi trình."))
            return redirect("notice-edit", key=drafted.key)
    context = {"form": form, "nothing": not meetings and not papers}
    return render(request, "steering/notices/new.html", context, status=422 if form.errors else 200)


def _draft(actor: Actor, source: str) -> NoticeKey:
    kind, key = source.split(":", 1)
    if kind == "hop":
        return DraftNotice.run(actor, NewNotice(meeting_key=key))
    return DraftFromDocument.run(actor, FromDocument(key))


@login_required
@require_GET
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """The paper as it stands; a recipient's first look is the receipt."""
    actor = actor_of(request)
    notice = queries.get_for(actor, key)
    delivery = queries.own_delivery(actor, notice)
    if delivery is not None and delivery.read_at is None:
        OpenNotice.run(actor, NoticeKey(key))
    parts = screen.parts_of(actor, notice)
    names, at = screen.road(notice)
    deliveries = queries.deliveries_of(actor, notice)
    happened = screen.history(notice)
    context = {
        "notice": notice,
        "parts": parts,
        "moved": [] if notice.status in (NoticeStatus.ISSUED, NoticeStatus.REPLACED) else screen.moved_in(parts),
        "steps": screen.next_steps(actor, notice),
        "road": names,
        "road_at": at,
        "faults": _faults(notice),
        "latest": happened[:LATEST],
        "older": happened[LATEST:],
        "returned": screen.last_return(notice),
        "may_edit": screen.may_edit(actor, notice),
        "deliveries": deliveries,
        "opened": sum(1 for one in deliveries if one.read_at is not None),
        "earlier": _earlier(notice),
        "replacement": queries.replacement_of(actor, key),
        "sample_data": notice.is_sample,
    }
    return render(request, "steering/notices/detail.html", context)


def _earlier(notice: Notice) -> queries.EarlierConclusions | None:
    """What became of the conclusions of the meeting before (J3 step 7)."""
    if notice.meeting is None:
        return None
    return queries.previous_conclusions(notice.meeting.committee, timezone.localdate(notice.meeting.starts_at))


def _faults(notice: Notice) -> list[Fault]:
    """An issued paper was checked by its number's day and no longer changes."""
    return [] if notice.status in (NoticeStatus.ISSUED, NoticeStatus.REPLACED) else files.faults_of(notice)


@login_required
@require_GET
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Every figure of the paper held against the record and against its neighbours, bound or not."""
    actor = actor_of(request)
    notice = queries.get_for(actor, key)
    text, _stretches = as_text(notice, paragraphs_of(notice))
    context = {"notice": notice, "checked": check_against_record(actor, text), "sample_data": notice.is_sample}
    return render(request, "steering/notices/check.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def recipients(request: HttpRequest, key: str) -> HttpResponse:
    """Whom every line means, and after issue who has opened the paper."""
    actor = actor_of(request)
    notice = queries.get_for(actor, key)
    may_edit = screen.may_edit(actor, notice)
    lines = [one.text for one in notice.recipients.all()]
    form = RecipientsForm(request.POST or None, initial={"lines": "\n".join(lines)})
    if request.method == "POST" and form.is_valid():
        wanted = RecipientLines(key, tuple(form.cleaned_data["lines"].splitlines()))
        if attempt(form, lambda: SetRecipients.run(actor, wanted)) is not None:
            messages.success(request, _("Đã lưu nơi nhận."))
            return redirect("notice-recipients", key=key)
    understand = Expander(notice.home, day_of(notice))
    context = {
        "notice": notice,
        "form": form,
        "may_edit": may_edit,
        "meanings": [(line, understand(line)) for line in lines],
        "deliveries": queries.deliveries_of(actor, notice),
        "sample_data": notice.is_sample,
    }
    return render(request, "steering/notices/recipients.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def number_book(request: HttpRequest) -> HttpResponse:
    """``so`` chooses a book; the newest year first."""
    actor = actor_of(request)
    require(actor, Steering.READ)
    books = list(queries.books(actor))
    chosen = next((one for one in books if str(one.pk) == request.GET.get("so")), books[0] if books else None)
    rows = queries.entries_of(actor, chosen) if chosen else []
    context = {
        "books": books,
        "chosen": chosen,
        "page": Paginator(rows, 50).get_page(request.GET.get("trang")),
    }
    return render(request, "steering/notices/number_book.html", context)


@login_required
@require_GET
def word(request: HttpRequest, key: str) -> HttpResponse:
    return _file(
        request, key, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", files.word_of
    )


@login_required
@require_GET
def pdf(request: HttpRequest, key: str) -> HttpResponse:
    return _file(request, key, "pdf", "application/pdf", files.pdf_of)


def _file(
    request: HttpRequest, key: str, ending: str, media_type: str, make: Callable[[Notice], bytes]
) -> HttpResponse:
    """The kept file of an issued paper, byte for byte; of a draft one made now, with blanks for number and day."""
    notice = queries.get_for(actor_of(request), key)
    digest = notice.word_digest if ending == "docx" else notice.pdf_digest
    if digest:
        stored = files.kept(notice, digest, ending)
        if stored is None:
            raise Http404(_("Không thấy tệp đã phát hành. Hãy báo quản trị."))
        return respond(stored)
    response = HttpResponse(make(notice), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{files.file_name(notice)}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
