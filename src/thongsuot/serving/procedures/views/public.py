"""The public catalogue: the list, one life event, one procedure, its guide, open data, service levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.rules import NoRuleForDate, load_rule
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response, with_etag
from thongsuot.registry.paging import CappedPaginator
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures import queries
from thongsuot.serving.procedures.asked import day_of, filters_of
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import Level, Service
from thongsuot.serving.procedures.domain.levels import CONVERTED, REFERENCES, STARTS, counted, tally, vocabulary_on
from thongsuot.serving.procedures.domain.savings import papers_of
from thongsuot.serving.procedures.domain.wording import LEVELS, limit_words
from thongsuot.serving.procedures.guide import guide_pdf
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.national import National, stated_national
from thongsuot.serving.procedures.page import Guide, data_of, guide_of, validity_words

PAGE_SIZE = 30


@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    wanted = filters_of(request, actor)
    rows = queries.listed(actor, wanted, today)
    page = CappedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    words, everything = catalogue(), queries.open_procedures(actor, today)
    is_business = request.GET.get("doi-tuong") in ("business", "household")
    context = {
        "page": page,
        "items": _items(list(page.object_list), today),
        "wanted": wanted,
        "chosen_field": request.GET.get("linh-vuc", ""),
        "is_filtered": any(request.GET.get(name) for name in ("tim", "su-kien", "linh-vuc", "cap", "doi-tuong")),
        "life_events": [one for one in words.life_events.values() if one.is_business == is_business],
        "fields": words.fields.values(),
        "groups": words.priority_fields,
        "audiences": [(key, name) for key, name in words.audiences.items() if key != "internal"],
        "levels": [(one.value, LEVELS[one]) for one in (Level.COMMUNE, Level.PROVINCE, Level.MINISTRY)],
        "total": everything.count(),
        "integrated": everything.filter(is_integrated=True).count(),
        "sample_data": any(one.is_sample for one in page.object_list),
        "query": request.GET.urlencode(),
    }
    return render(request, "serving/procedures/list.html", context)


def _items(rows: list[Procedure], day: date) -> list[dict[str, Any]]:
    """What the list says of each: one query for all versions, one for all delegations."""
    versions, levels = queries.versions_now(rows, day), queries.levels_now(rows, day)
    return [_item(one, versions[one.pk], levels.get(one.pk, "")) for one in rows if one.pk in versions]


def _item(procedure: Procedure, version: ProcedureVersion, delegated: str) -> dict[str, Any]:
    content = queries.content_of(version)
    papers = papers_of(content)
    level = Level(delegated) if delegated else content.level
    return {
        "procedure": procedure,
        "field": catalogue().field(procedure.field).name,
        "limit": limit_words(content.limit),
        "office": content.decider or LEVELS[level],
        "asked": len(papers.asked),
        "spared": len(papers.spared),
        "is_immediate": content.is_immediate,
        "is_location_free": content.is_location_free,
        "is_free": bool(content.fees) and all(fee.amount == 0 for fee in content.fees),
    }


@require_GET
def life_event(request: HttpRequest, key: str) -> HttpResponse:
    """What to do when a child is born, a house is built: in the order one comes to it."""
    event = catalogue().life_events.get(key)
    if event is None:
        raise Http404(_("Không có mục này."))
    actor, today = actor_of(request), timezone.localdate()
    rows = list(queries.listed(actor, queries.Filters(life_event=key), today))
    context = {
        "event": event,
        "items": _items(rows, today),
        "others": [one for one in catalogue().life_events.values() if one.key != key],
        "sample_data": any(one.is_sample for one in rows),
    }
    return render(request, "serving/procedures/life_event.html", context)


@require_GET
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """``?ngay=``: the version of another day; ``?noi=``: of which place the office is asked."""
    actor, day = actor_of(request), day_of(request)
    row = queries.procedure_for(actor, code)
    try:
        guide = guide_of(row, queries.version_on(row, day), day)
    except queries.NoVersion as none:
        return _not_in_force(request, row, day, none)
    context = {
        "guide": guide,
        "procedure": row,
        "day": day,
        "is_today": day == timezone.localdate(),
        "versions": [(one, validity_words(one)) for one in _announced(row)],
        "competences": [(one, LEVELS[Level(one.level)]) for one in row.competences.order_by("valid_from")],
        "events": [catalogue().life_events[key] for key in row.life_events if key in catalogue().life_events],
        "audiences": [catalogue().audiences.get(key, key) for key in row.audiences],
        "reviews": queries.answered_reviews(actor, row).exclude(answer="")[:5],
        "review_count": queries.answered_reviews(actor, row).count(),
        "links": _onward(row, guide, day),
        "may_edit": actor.can(Serving.PROCEDURE_EDIT, row.home.path if row.home else ""),
        "sample_data": row.is_sample,
        "place": request.GET.get("noi", "").strip()[:100],
    }
    context |= _office(actor, row, context["place"], day)
    return render(request, "serving/procedures/procedure.html", context)


def _announced(row: Procedure) -> list[ProcedureVersion]:
    return list(row.versions.exclude(status=VersionStatus.DRAFT).order_by("-valid_from"))


def _not_in_force(request: HttpRequest, row: Procedure, day: date, why: Exception) -> HttpResponse:
    context = {
        "procedure": row,
        "day": day,
        "why": str(why),
        "versions": [(one, validity_words(one)) for one in _announced(row)],
        "sample_data": row.is_sample,
    }
    return render(request, "serving/procedures/not_in_force.html", context)


def _onward(row: Procedure, guide: Guide, day: date) -> dict[str, str]:
    """Only what can be filed for today, and only where those pages exist."""
    if row.is_internal or day != timezone.localdate() or guide.content.service is Service.NONE:
        return {}
    return {name.replace("-", "_"): url for name in ("pre-check", "filing-start") if (url := _url(name, row.code))}


def _url(name: str, code: str) -> str:
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return ""


def _office(actor: Actor, row: Procedure, place: str, day: date) -> dict[str, Any]:
    """Which office decides for the place typed; the name may be the old one."""
    if not place:
        return {}
    found = units.search(actor, place, on=day, limit=1)
    if not found:
        return {"office_fault": _("Không tìm thấy «%(place)s». Ông/bà ghi tên xã, phường.") % {"place": place}}
    try:
        return {"office": queries.competent_unit(row, _place(found[0]), day), "office_for": found[0]}
    except queries.NoOffice as fault:
        return {"office_fault": str(fault)}


def _place(unit: Unit) -> Unit:
    """A department stands for its province."""
    return unit.parent if unit.kind == UnitKind.DEPARTMENT and unit.parent else unit


@require_GET
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide on one A4; the QR opens the page, which always shows the newest version."""
    row, day = queries.procedure_for(actor_of(request), code), day_of(request)
    told = guide_of(row, queries.version_on(row, day), day)
    address = f"{str(settings.SITE_URL).rstrip('/')}{reverse('procedure', args=[code])}"
    response = HttpResponse(guide_pdf(told, address), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="huong-dan-{code}.pdf"'
    return response


def _guides(actor: Actor, day: date) -> Iterator[Guide]:
    rows = list(queries.open_procedures(actor, day).order_by("code"))
    versions = queries.versions_now(rows, day)
    yield from (guide_of(one, versions[one.pk], day) for one in rows)


@require_GET
def open_json(request: HttpRequest) -> HttpResponse:
    actor, day = actor_of(request), day_of(request)
    rows = [data_of(one) for one in _guides(actor, day)]
    body = {"day": day.isoformat(), "count": len(rows), "procedures": rows}
    return with_etag(request, body, lambda: JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


@require_GET
def open_csv(request: HttpRequest) -> StreamingHttpResponse:
    day = day_of(request)
    header = ("ma", "ten", "linh_vuc", "cap", "thoi_han", "don_vi_thoi_han", "muc_do", "giay_to_phai_nop",
              "giay_to_khong_phai_nop", "ket_qua", "phien_ban", "tu_ngay", "minh_hoa")  # fmt: skip
    return csv_response(f"thu-tuc-{day:%Y-%m-%d}.csv", header, (_cells(one) for one in _guides(actor_of(request), day)))


def _cells(one: Guide) -> tuple[str, ...]:
    data = data_of(one)
    return (
        *(data["code"], data["title"], data["field_name"], LEVELS[one.level]),
        *(data["limit"]["value"], data["limit"]["unit"], data["service"]),
        *(str(len(one.papers)), str(len(one.spared)), data["result"]),
        *(str(data["version"]), data["valid_from"] or "", "1" if data["is_sample"] else "0"),
    )


def _national(day: date) -> National | None:
    try:
        return stated_national(day)
    except NoRuleForDate:
        return None


@require_GET
def service_levels(request: HttpRequest) -> HttpResponse:
    """The two vocabularies, ours counted, and a figure of the old one under the new (I15)."""
    actor, day = actor_of(request), day_of(request)
    rows = list(queries.open_procedures(actor, day))
    contents = [queries.content_of(one) for one in queries.versions_now(rows, day).values()]
    told = load_rule("serving/stated-services").values[-1]
    stated = {Service(level): number for level, number in told.value.items()}
    context = {
        "day": day,
        "vocabulary": vocabulary_on(day),
        "reference": REFERENCES[vocabulary_on(day)],
        "starts": [(start, REFERENCES[words]) for start, words in STARTS],
        "counts": counted(tally(one.service for one in contents), day).items(),
        "total": len(contents),
        "payable": sum(one.pays_online and any(fee.amount for fee in one.fees) for one in contents),
        "with_fees": sum(any(fee.amount for fee in one.fees) for one in contents),
        "stated": counted(stated, day).items(),
        "stated_total": sum(stated.values()),
        "stated_3": stated[Service.LEVEL_3],
        "stated_4": stated[Service.LEVEL_4],
        "stated_by": told.reference,
        "converted": CONVERTED,
        "national": _national(day),
        "sample_data": any(one.is_sample for one in rows),
    }
    return render(request, "serving/procedures/service_levels.html", context)
