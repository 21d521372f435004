"""The list of rounds, and one round: calendar, how far the units are, who is behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from thongsuot.kernel.text import fold, nfc
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.actions import RoundId, Start, StartAppraisal, StartScoring
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import Round
from thongsuot.measuring.rounds.page import days_left
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import say
from thongsuot.registry.paging import CappedPaginator

PAGE_SIZE = 40
_P = ParticipantStatus
# Each stage holds every unit that has come at least so far.
STAGES = (
    (gettext_lazy("Được mời"), tuple(_P)),
    (gettext_lazy("Đã bắt đầu chấm"), tuple(one for one in _P if one != _P.INVITED)),
    (gettext_lazy("Lãnh đạo đã ký"), tuple(one for one in _P if one not in (_P.INVITED, _P.SCORING))),
    (gettext_lazy("Đã thẩm định"), (_P.APPRAISED, _P.EXPLAINING, _P.EXPLAINED, _P.SETTLED)),
    (gettext_lazy("Đã giải trình"), (_P.EXPLAINED, _P.SETTLED)),
    (gettext_lazy("Đã chốt"), (_P.SETTLED,)),
)


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    count: int
    total: int
    query: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """One line of the calendar; ``when`` may be unknown."""

    name: str
    when: date | None
    is_past: bool


@login_required
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    rows = queries.with_progress(actor, queries.rounds_visible_to(actor))
    year = request.GET.get("nam", "")
    if year.isdigit():
        rows = rows.filter(year=int(year))
    page = CappedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "year": year,
        "own": queries.own_units(actor, list(page)),
        "may_open": bool(queries.homes_to_run(actor)),
    }
    return render(request, "measuring/rounds/list.html", context)


@login_required
@require_GET
def round_page(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.round_for(actor, key)
    everyone = queries.participants(actor, row)
    state, words = request.GET.get("trang-thai", ""), request.GET.get("tim", "")[:120]
    rows = everyone.filter(status=state) if state in ParticipantStatus.values else everyone
    for word in fold(nfc(words)).split():
        rows = rows.filter(unit__search_key__contains=word)
    own = [one for one in set_of(row.release).leaves() if one.is_self_scored]
    reads = actor.can(Measuring.ROUND_READ, row.home.path)
    context = {
        "round": row,
        "page": CappedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "leaves": len(own),
        "state": state,
        "words": words,
        "states": ParticipantStatus.choices,
        "calendar": _calendar(row),
        "stages": _stages(queries.funnel(actor, row)) if reads else [],
        "behind": list(queries.behind(actor, row)[:10]) if reads and row.status == RoundStatus.SCORING else [],
        "reads": reads,
        "may_manage": actor.can(Measuring.ROUND_MANAGE, row.home.path),
        "days_left": days_left(row.self_until),
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/rounds/round.html", context)


@login_required
@require_POST
def step(request: HttpRequest, key: str, name: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.round_for(actor, key)
    if name == "bat-dau":
        said = _("Đã mời các đơn vị tự chấm.")
        say(request, lambda: StartScoring.run(actor, RoundId(row.pk)), said)
    elif name == "tham-dinh":
        reason = request.POST.get("ly-do", "")
        said = _("Đã bắt đầu thẩm định.")
        say(request, lambda: StartAppraisal.run(actor, Start(row.pk, reason)), said)
    else:
        raise Http404(_("Không có bước này."))
    return redirect("round", key)


def _stages(counts: dict[str, int]) -> list[Stage]:
    total = sum(counts.values())
    found = []
    for name, states in STAGES:
        count = sum(counts.get(one.value, 0) for one in states)
        found.append(Stage(str(name), count, total, states[0].value if len(states) == 1 else ""))
    return found


def _calendar(row: Round) -> list[Milestone]:
    today = timezone.localdate()
    lines = [
        (_("Đơn vị tự chấm từ"), row.self_from),
        (_("Hạn tự chấm"), row.self_until),
        (_("Hạn thẩm định"), row.appraise_until),
    ]
    return [Milestone(name, when, when is not None and when < today) for name, when in lines]
