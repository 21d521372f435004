"""Figures from a table: one row a figure, checked before anything is written, taken back within a day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.intervals import ratio_check
from thongsuot.kernel.periods import Period, UnknownPeriod, parse_period, period_from_key, period_key
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Aggregate, Context
from thongsuot.platform.imports import Cells, Column, Plan, RowProblem
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.claims.models import Claim, ClaimOrigin, ClaimSpan
from thongsuot.registry.claims.searching import index_claims
from thongsuot.registry.claims.shape import exponent_of, period_fields
from thongsuot.registry.documents.models import Document, DocumentKind, DocumentStatus
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.queries import matcher
from thongsuot.registry.units.resolving import SubjectResolver

_PREVIEW = 20


class ClaimImporter:
    """``Importer`` of figures; the columns are what a consolidated report's table usually has."""

    kind = "claims"
    label = "Số liệu từ bảng"
    permission = Permission.IMPORT_RUN
    scope = None
    columns = (
        Column("unit", "Đơn vị", True, ("tên đơn vị", "địa phương", "tỉnh"), "Lạng Sơn"),
        Column("indicator", "Chỉ tiêu", True, ("tên chỉ tiêu", "nội dung"), "Tỷ lệ thanh toán trực tuyến"),
        Column("period", "Kỳ", True, ("kỳ báo cáo", "năm"), "9 tháng đầu năm 2024"),
        Column("value", "Giá trị", False, ("kết quả", "tỷ lệ", "điểm"), "41,05"),
        Column("unit_of_measure", "Đơn vị tính", False, ("đvt",), "%"),
        Column("numerator", "Tử số", False, ("số đạt",), "561,5"),
        Column("denominator", "Mẫu số", False, ("tổng số",), "1.659,5"),
        Column("rank", "Hạng", False, ("xếp hạng", "thứ hạng"), "10"),
        Column("out_of", "Trên tổng số", False, ("tổng đơn vị xếp hạng",), "63"),
        Column("note", "Ghi chú", False),
    )

    def plan(self, actor: Actor, rows: Sequence[Cells]) -> Plan:
        subjects, indicators = SubjectResolver(), matcher()
        steps: list[dict[str, Any]] = []
        problems: list[RowProblem] = []
        for row in rows:
            step = _read(row, subjects, indicators.match)
            problems += row.problems
            if not row.problems:
                steps.append(step)
        fresh = [step for step in steps if not _known(step)]
        return Plan(
            steps=fresh,
            creates=len(fresh),
            unchanged=len(steps) - len(fresh),
            problems=tuple(problems),
            preview=tuple(_sentence(step) for step in fresh[:_PREVIEW]),
        )

    def apply(self, context: Context, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        document = _document(context, steps)
        claims = Claim.objects.bulk_create([_claim(document, context, step) for step in steps])
        ClaimSpan.objects.bulk_create(
            ClaimSpan(claim=claim, locator=_("dòng %(row)s của tệp nhập") % {"row": step["row"]})
            for claim, step in zip(claims, steps, strict=True)
        )
        index_claims(claim.pk for claim in claims)
        context.record(Aggregate("document", document.key), {"claims": (0, len(claims))})
        return {"document": document.pk, "claims": [claim.pk for claim in claims]}

    def undo(self, context: Context, applied: Mapping[str, Any]) -> None:
        revised = Claim.objects.filter(supersedes__in=applied["claims"]).first()
        if revised is not None:
            raise ActionError(
                _("Số liệu %(number)s trong đợt đã có bản điều chỉnh. Hãy xử lý bản đó trước khi hoàn tác.")
                % {"number": revised.supersedes_id}
            )
        document = Document.objects.get(pk=applied["document"])
        Claim.objects.filter(pk__in=applied["claims"]).delete()
        index_claims(applied["claims"])
        context.record(Aggregate("document", document.key), {"claims": (len(applied["claims"]), 0)})
        document.delete()


def _read(row: Cells, subjects: SubjectResolver, match: Any) -> dict[str, Any]:
    period = _period(row)
    value, numerator, denominator = (row.number_or_none(name) for name in ("value", "numerator", "denominator"))
    measure = row.text("unit_of_measure")
    if value is None and numerator is not None and denominator:
        value, measure = (numerator * 100 / denominator).quantize(Decimal("0.01")), "%"
    rank = row.whole_or_none("rank")
    _check_figures(row, value, numerator, denominator, rank)
    name = row.text("indicator")
    return {
        "row": row.number,
        "subject": _subject(row, subjects, period.end if period else None),
        "subject_text": row.text("unit"),
        "indicator": match(name, measure or None),
        "name": name,
        "period": period_key(period) if period else "",
        "value": _plain(value),
        "unit_of_measure": measure,
        "numerator": _plain(numerator),
        "denominator": _plain(denominator),
        "rank": rank,
        "out_of": row.whole_or_none("out_of"),
        "note": row.text("note"),
    }


def _period(row: Cells) -> Period | None:
    text = row.text("period")
    if not text:
        return None
    try:
        period = parse_period(f"năm {text}" if text.isdigit() else text)
    except UnknownPeriod as error:
        row.problem("period", str(error))
        return None
    if period.end is None:
        row.problem("period", _("Kỳ «%(text)s» chưa đủ năm. Ví dụ: quý III/2024.") % {"text": text})
        return None
    return period


def _subject(row: Cells, subjects: SubjectResolver, on: date | None) -> int | None:
    name = row.text("unit")
    found = subjects.resolve(name, on)
    if name and found is None:
        row.problem("unit", _("Không tìm thấy đơn vị «%(name)s» trong kỳ này. Kiểm tra tên và kỳ.") % {"name": name})
    return found


def _check_figures(
    row: Cells, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None, rank: int | None
) -> None:
    """The same arithmetic that doubts a text doubts a table, before it comes in."""
    if numerator is not None and denominator == 0:
        row.problem("denominator", _("Mẫu số bằng 0 nên không có tỷ lệ. Để trống nếu chưa có số."))
    elif numerator is not None and denominator is not None and value is not None:  # a value we derived agrees
        rate = numerator * 100 / denominator
        if not ratio_check(numerator, denominator, value).agrees:
            message = _("Tử số chia mẫu số được %(rate)s%%, khác giá trị ghi trong ô.")
            row.problem("value", message % {"rate": format_number(rate, 2)})
    if value is None and rank is None and not row.problems:
        row.problem(
            "value", _("Dòng không có giá trị, tử số và mẫu số, cũng không có hạng. Hãy điền một trong các ô đó.")
        )


def _known(step: Mapping[str, Any]) -> bool:
    end = period_from_key(step["period"]).end
    kept = Claim.objects.filter(subject=step["subject"], name=step["name"], period_end=end, origin=ClaimOrigin.TABLE)
    return any(_plain(claim.value) == step["value"] and claim.rank == step["rank"] for claim in kept[:50])


def _sentence(step: Mapping[str, Any]) -> str:
    value = format_number(Decimal(step["value"])) if step["value"] is not None else ""
    shown = f"{value} {step['unit_of_measure']}".strip() or _("hạng %(rank)s") % {"rank": step["rank"]}
    return f"{step['subject_text']}, {step['name']}, {period_from_key(step['period']).text}: {shown}"


def _document(context: Context, steps: Sequence[Mapping[str, Any]]) -> Document:
    digest = hashlib.sha256(f"{context.now.isoformat()}{len(steps)}{steps[:1]}".encode()).hexdigest()
    when = f"{context.now:%d/%m/%Y %H:%M}"
    return Document.objects.create(
        key=f"bang-nhap-{digest[:12]}",
        title=_("Bảng nhập ngày %(when)s của %(who)s") % {"when": when, "who": context.actor.display_name},
        kind=DocumentKind.RESULT_TABLE,
        digest=digest,
        status=DocumentStatus.REVIEWED,
        added_by_id=context.actor.id,
    )


def _claim(document: Document, context: Context, step: Mapping[str, Any]) -> Claim:
    """Confirmed by the person who saw the dry run and said yes."""
    value = None if step["value"] is None else Decimal(step["value"])
    columns = ("name", "subject_text", "unit_of_measure", "rank", "out_of", "note")
    return Claim(
        document=document,
        origin=ClaimOrigin.TABLE,
        subject_id=step["subject"],
        indicator_id=step["indicator"],
        value=value,
        value_exponent=exponent_of(value),
        numerator=None if step["numerator"] is None else Decimal(step["numerator"]),
        denominator=None if step["denominator"] is None else Decimal(step["denominator"]),
        status=ReviewStatus.CONFIRMED,
        reviewed_by_id=context.actor.id,
        reviewed_at=context.now,
        entered_by_id=context.actor.id,
        **{name: step[name] for name in columns},
        **period_fields(period_from_key(step["period"])),
    )


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
