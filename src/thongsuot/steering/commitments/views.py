"""«Lời hứa»: what was publicly ordered, by when, and what became of it — page, table, and a frame for other sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.text import fold
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response
from thongsuot.steering.commitments import queries
from thongsuot.steering.commitments.domain import TONES, WORDS, Standing, sentence, standing_on
from thongsuot.steering.tasks.models import Task

PAGE_SIZE, DRAWN, MOST_ROWS = 25, 12, 5000
_FRAMEABLE = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors *"


@dataclass(frozen=True, slots=True)
class Proof:
    """What everybody may open: a public document or figure."""

    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One promise as shown."""

    task: Task
    standing: Standing
    tone: str
    sentence: str
    proofs: tuple[Proof, ...]

    @property
    def source_url(self) -> str:
        return self.task.source_url


def line_of(task: Task, day: date) -> Line:
    promise = queries.promise_of(task)
    standing = standing_on(promise, day)
    return Line(task, standing, TONES[standing], sentence(promise, day), tuple(_proofs(task)))


def _proofs(task: Task) -> Iterator[Proof]:
    for one in task.evidence.all():
        if one.document is not None and one.document.is_public:
            yield Proof(one.note, reverse("document", args=[one.document.key]))
        elif one.claim is not None and one.claim.is_public:
            yield Proof(one.note, reverse("claim", args=[one.claim_id]))


def commitments(request: HttpRequest) -> HttpResponse:
    """``don-vi``, ``ket-qua``, ``tim`` narrow the ledger; the address carries them, so that a view can be shared."""
    actor, today = actor_of(request), timezone.localdate()
    filters = _filters(actor, request)
    page = _Pages(actor, filters, today).get_page(request.GET.get("trang"))
    lines = [line_of(task, today) for task in page]
    context = {
        "page": page,
        "lines": lines,
        "drawn": lines[:DRAWN],
        "today": today,
        "filters": filters,
        "units": queries.promising_units(actor),
        "tabs": _tabs(actor, filters, today),
        "untracked": queries.untracked(actor, filters.unit)[:PAGE_SIZE]
        if _shows_untracked(filters, page.number)
        else [],
        "query": urlencode(_kept(filters)),
        "sample_data": any(line.task.is_sample for line in lines),
    }
    return render(request, "steering/commitments/list.html", context)


def commitments_csv(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    rows = [_row(line_of(task, today)) for task in queries.ledger(actor, _filters(actor, request), today)[:MOST_ROWS]]
    header = [_("Lời hứa"), _("Của"), _("Chủ trì"), _("Hạn"), _("Hạn như trong văn bản"), _("Làm xong"), _("Kết quả")]
    return csv_response("loi-hua.csv", header, [*rows])


@xframe_options_exempt
def commitments_embed(request: HttpRequest) -> HttpResponse:
    """The same list for a frame on another site: no menu, no cookies read, framing allowed on this address only."""
    actor, today = actor_of(request), timezone.localdate()
    filters = _filters(actor, request)
    lines = [line_of(task, today) for task in queries.ledger(actor, filters, today)[:DRAWN]]
    context = {"lines": lines, "today": today, "filters": filters, "query": urlencode(_kept(filters))}
    response = render(request, "steering/commitments/embed.html", context)
    response.headers["Content-Security-Policy"] = _FRAMEABLE
    return response


class _Pages(Paginator):  # type: ignore[type-arg]
    """Pages whose number follows from the counts shown above them, unless words were looked for."""

    def __init__(self, actor: Actor, filters: queries.Filters, day: date) -> None:
        self._rows = queries.ledger(actor, filters, day)
        super().__init__(self._rows, PAGE_SIZE)
        self._asked = (actor, filters, day)

    @cached_property
    def count(self) -> int:
        actor, filters, day = self._asked
        if filters.words:
            return self._rows.count()
        found = queries.counts(actor, filters.unit, day)
        return found.get(filters.standing, 0) if filters.standing else sum(found.values())


def _row(line: Line) -> list[str]:
    task = line.task
    return [
        task.title,
        task.home.name,
        task.lead.name if task.lead else task.lead_text,
        format_date(task.deadline) if task.deadline else "",
        task.deadline_text,
        format_date(task.finished_on)
        if task.finished_on and line.standing in (Standing.KEPT, Standing.KEPT_LATE)
        else "",
        line.sentence,
    ]


def _filters(actor: Actor, request: HttpRequest) -> queries.Filters:
    key = request.GET.get("don-vi", "")
    unit = next((one for one in queries.promising_units(actor) if one.key == key), None) if key else None
    asked = request.GET.get("ket-qua", "")
    standing = Standing(asked) if asked in set(Standing) else None
    return queries.Filters(unit, standing, fold(request.GET.get("tim", "").strip()))


def _kept(filters: queries.Filters) -> dict[str, str]:
    kept = {
        "don-vi": filters.unit.key if filters.unit else "",
        "ket-qua": filters.standing or "",
        "tim": filters.words,
    }
    return {name: value for name, value in kept.items() if value}


def _tabs(actor: Actor, filters: queries.Filters, day: date) -> list[tuple[str, str, bool]]:
    found = queries.counts(actor, filters.unit, day)
    rest = {name: value for name, value in _kept(filters).items() if name != "ket-qua"}
    tabs = [(_("Tất cả (%(count)d)") % {"count": sum(found.values())}, f"?{urlencode(rest)}", filters.standing is None)]
    for standing, count in found.items():
        if count:
            address = urlencode(rest | {"ket-qua": standing.value})
            tabs.append((f"{WORDS[standing]} ({count})", f"?{address}", filters.standing is standing))
    return tabs


def _shows_untracked(filters: queries.Filters, page: int) -> bool:
    return page == 1 and filters.standing in (None, Standing.UNTRACKED) and not filters.words
