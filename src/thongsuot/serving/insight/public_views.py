"""What everybody may know of how the administration serves: sums, small numbers held back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.formatting import format_number, format_percent
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response
from thongsuot.serving.cutting.domain.burden import burden_of
from thongsuot.serving.cutting.rules import costs_on
from thongsuot.serving.insight import queries
from thongsuot.serving.insight.asked import address_of, field_choices, period_choices
from thongsuot.serving.insight.domain.measures import Key, Share, share_of
from thongsuot.serving.insight.queries import OfProcedure
from thongsuot.serving.insight.showing import FEW, FILING, counted_until, stack_parts
from thongsuot.serving.procedures.models import Procedure

SHOWN = (Key.ON_TIME_766, Key.ON_TIME_REPORT, Key.ONLINE, Key.PAID_ONLINE, Key.ELECTRONIC_RESULT, Key.DIGITISED)


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """The four figures of a service. Texts are empty where too few were counted; ``cost`` in đồng, an estimate."""

    procedure: Procedure
    received: str
    completion: str
    satisfaction: str
    online: str
    on_time: str
    cost: int | None


@require_GET
def service_figures(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    address = address_of(request, today)
    unit = queries.public_unit(actor, address.unit_key)
    asked = address.asked(unit, now)
    counts = queries.public_counts(actor, asked)
    services = _rows(request, asked)
    if request.GET.get("tai") == "csv":
        return _csv(services)
    context = {
        "unit": unit,
        "address": address,
        "query": address.query(unit),
        "shares": [(share, shown(share)) for share in (share_of(counts, key) for key in SHOWN)],
        "filing": stack_parts([(one, shown(one), "#loc") for one in (share_of(counts, key) for key in FILING)]),
        "online": share_of(counts, Key.ONLINE),
        "received": counts.received,
        "services": services,
        "few": FEW,
        "periods": period_choices(address.period, today),
        "fields": field_choices(),
        "seen": counted_until(asked.span, now),
        "sample_data": queries.has_public_samples(actor, asked),
    }
    return render(request, "serving/insight/public.html", context)


def shown(share: Share) -> str:
    """«97,90%»; empty of fewer than five."""
    return "" if share.percent is None or share.whole < FEW else format_percent(share.percent, 2)


def _rows(request: HttpRequest, asked: queries.Asked) -> list[ServiceRow]:
    actor = actor_of(request)
    found = queries.public_procedures(actor, asked)
    today = timezone.localdate()
    contents = queries.contents_on(actor, [procedure for procedure, _counts in found], today)
    rules = costs_on(today).rules
    rows = []
    for procedure, one in found:
        content = contents.get(procedure.pk)
        rows.append(_row(procedure, one, burden_of(content, rules).cost if content else None))
    return rows


def _row(procedure: Procedure, one: OfProcedure, cost: int | None) -> ServiceRow:
    return ServiceRow(
        procedure=procedure,
        received="" if one.received < FEW else format_number(one.received),
        completion=_share(one.sent, one.drafts),
        satisfaction=_share(one.satisfied, one.ratings),
        online=_share(one.online, one.received),
        on_time=_share(one.kept, one.solved),
        cost=cost,
    )


def _share(part: int, whole: int) -> str:
    return format_percent(Decimal(part) * 100 / whole, 1) if whole >= FEW else ""


def _csv(rows: list[ServiceRow]) -> HttpResponse:
    header = [
        *(_("Mã thủ tục"), _("Thủ tục"), _("Hồ sơ tiếp nhận"), _("Hoàn thành bản khai"), _("Hài lòng")),
        *(_("Nộp trực tuyến"), _("Đúng hạn (Biểu II.06a)"), _("Chi phí ước tính (đồng)")),
    ]
    lines = (
        [
            *(one.procedure.code, one.procedure.title, one.received, one.completion, one.satisfaction),
            *(one.online, one.on_time, "" if one.cost is None else format_number(one.cost)),
        ]
        for one in rows
    )
    return csv_response("ket-qua-phuc-vu.csv", header, lines)  # type: ignore[return-value]
