"""In the room: attendance, the opening, capture by keyboard, the screen everybody sees, the phones, the end."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.actions import (
    AcknowledgeConclusion,
    Attendance,
    CaptureConclusion,
    CloseMeeting,
    Closing,
    ConclusionEdits,
    ConclusionId,
    EditConclusion,
    MarkAttendance,
    MeetingKey,
    NewConclusion,
    Objection,
    ObjectToConclusion,
    OpenMeeting,
    StrikeConclusion,
)
from thongsuot.steering.meetings.forms import ConclusionForm
from thongsuot.steering.meetings.models import Meeting, MeetingStatus
from thongsuot.steering.meetings.proposals import propose
from thongsuot.steering.meetings.showing import initial_of, shown_conclusions
from thongsuot.steering.meetings.views.shared import back, context_of, managed, seen

_FRAGMENT = "phan"


@login_required
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, key: str) -> HttpResponse:
    meeting, actor = managed(request, key), actor_of(request)
    if request.method == "POST":
        ticked = Attendance(meeting.key, _numbers(request, "site"), _numbers(request, "person"))
        say(request, lambda: MarkAttendance.run(actor, ticked), _("Đã ghi điểm danh."))
        return redirect("meeting-attendance", key=meeting.key)
    context = context_of(meeting, sites=queries.sites_of(actor, meeting), people=queries.people_of(actor, meeting))
    return render(request, "steering/meetings/attendance.html", context)


def _numbers(request: HttpRequest, name: str) -> tuple[int, ...]:
    return tuple(int(text) for text in request.POST.getlist(name) if text.isdecimal())


@login_required
@require_POST
def open_meeting(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    done = say(
        request, lambda: OpenMeeting.run(actor_of(request), MeetingKey(meeting.key)), _("Phiên họp đã khai mạc.")
    )
    return redirect("meeting-capture", key=meeting.key) if done else back(meeting)


@login_required
@require_http_methods(["GET", "POST"])
def capture(request: HttpRequest, key: str) -> HttpResponse:
    """Type a sentence, Enter: it is read. Enter again: it is saved and the line is free for the next one.

    With script the reading appears while typing, so that one Enter is enough. What nobody has seen is never saved.
    """
    meeting, actor = managed(request, key), actor_of(request)
    form = ConclusionForm(actor, meeting, request.POST or None, initial={"is_task": True})
    if request.method == "POST":
        sentence = request.POST.get("text", "").strip()
        if sentence and request.POST.get("heard", "").strip() != sentence:
            return _capture_page(request, meeting, _read(request, meeting, sentence), read=True)
        if form.is_valid():
            new = NewConclusion(meeting.key, form.spoken())
            key_of_form = request.POST.get("key") or new_key()
            if attempt(form, lambda: CaptureConclusion.run(actor, new, idempotency_key=key_of_form)) is not None:
                return redirect("meeting-capture", key=meeting.key)
        return _capture_page(request, meeting, form, status=422)
    return _capture_page(request, meeting, form)


def _read(request: HttpRequest, meeting: Meeting, sentence: str) -> ConclusionForm:
    return ConclusionForm(actor_of(request), meeting, initial=initial_of(propose(meeting, sentence)))


def _capture_page(
    request: HttpRequest, meeting: Meeting, form: ConclusionForm, *, status: int = 200, read: bool = False
) -> HttpResponse:
    actor = actor_of(request)
    context = context_of(
        meeting,
        form=form,
        read=read,
        key=new_key(),
        lines=shown_conclusions(actor, meeting),
        units=queries.units_to_choose(actor, meeting),
        live=meeting.status == MeetingStatus.LIVE,
    )
    return render(request, "steering/meetings/capture.html", context, status=status)


@login_required
@require_GET
def hear_sentence(request: HttpRequest, key: str) -> HttpResponse:
    """The fields under the sentence being typed, as the reader understands it so far."""
    meeting = managed(request, key)
    form = _read(request, meeting, request.GET.get("text", "").strip()[:2000])
    return render(request, "steering/meetings/parts/heard.html", {"form": form, "read": True})


@login_required
@require_http_methods(["GET", "POST"])
def edit_conclusion(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    meeting, actor = managed(request, key), actor_of(request)
    conclusion = queries.conclusion_for(actor, meeting, pk)
    if request.method == "POST" and "strike" in request.POST:
        done = _("Đã bỏ kết luận ghi nhầm.")
        say(request, lambda: StrikeConclusion.run(actor, ConclusionId(conclusion.pk)), done)
        return redirect("meeting-capture", key=meeting.key)
    form = ConclusionForm(actor, meeting, request.POST or None, initial=initial_of(conclusion))
    if request.method == "POST" and form.is_valid():
        edits = ConclusionEdits(conclusion.pk, form.spoken())
        if attempt(form, lambda: EditConclusion.run(actor, edits)) is not None:
            return redirect("meeting-capture", key=meeting.key)
    context = context_of(meeting, form=form, conclusion=conclusion, units=queries.units_to_choose(actor, meeting))
    return render(request, "steering/meetings/edit_conclusion.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def screen(request: HttpRequest, key: str) -> HttpResponse:
    """What is projected while the chair concludes; the list renews itself every two seconds."""
    meeting, actor = seen(request, key), actor_of(request)
    context = context_of(meeting, lines=shown_conclusions(actor, meeting), live=meeting.status == MeetingStatus.LIVE)
    part = _FRAGMENT in request.GET
    return render(request, f"steering/meetings/{'parts/lines' if part else 'screen'}.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def acknowledge(request: HttpRequest, key: str) -> HttpResponse:
    """On the phone at a remote site: the conclusions of one's own unit, one tap each."""
    meeting, actor = seen(request, key), actor_of(request)
    if request.method == "POST":
        pk = request.POST.get("conclusion", "")
        conclusion = queries.conclusion_for(actor, meeting, int(pk) if pk.isdecimal() else 0)
        if "objection" in request.POST:
            said = Objection(conclusion.pk, request.POST["objection"])
            say(request, lambda: ObjectToConclusion.run(actor, said), _("Đã gửi ý kiến lên màn hình phiên họp."))
        else:
            said_yes = ConclusionId(conclusion.pk)
            say(request, lambda: AcknowledgeConclusion.run(actor, said_yes), _("Đã nhận việc."))
        return redirect("meeting-acknowledge", key=meeting.key)
    lines = shown_conclusions(actor, meeting)
    context = context_of(meeting, lines=[one for one in lines if one.mine], count=len(lines))
    if _FRAGMENT in request.GET:
        asked = request.GET.get("co", "")
        context["more"] = asked.isdecimal() and len(context["lines"]) > int(asked)
        return render(request, "steering/meetings/parts/more.html", context)
    return render(request, "steering/meetings/acknowledge.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Read the list back, then end: tasks and the draft of the notice are there at once."""
    meeting, actor = managed(request, key), actor_of(request)
    refusals: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            done = CloseMeeting.run(actor, Closing(meeting.key, "without_conclusion" in request.POST))
        except ActionError as error:
            refusals = tuple(one.message for one in error.errors)
        else:
            messages.success(request, _("Phiên họp đã bế mạc: %(tasks)d nhiệm vụ đã giao.") % {"tasks": done.tasks})
            return back(meeting, "ket-luan")
    context = context_of(meeting, lines=shown_conclusions(actor, meeting), refusals=refusals)
    return render(request, "steering/meetings/close.html", context, status=422 if refusals else 200)
