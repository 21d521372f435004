"""Dossiers as CSV, Excel and JSON: the rows of the list without what identifies a person; each export is logged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import local
from thongsuot.platform.actions import Action
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import repeatable
from thongsuot.platform.events.domain import Aggregate
from thongsuot.serving.dossiers.choices import ChannelChoice, Mode, Status
from thongsuot.serving.dossiers.domain.happenings import Happening
from thongsuot.serving.dossiers.log import happenings_of
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.permissions import Serving

MOST_EXCEL = 50_000
_UNITS = ("procedure", "receiving_unit", "competent_unit", "holder_unit")


@dataclass(frozen=True, slots=True)
class Exporting:
    """``form``: csv or xlsx; ``asked``: names of the filters used, without what was typed."""

    form: str
    asked: tuple[str, ...]


class ExportDossiers(Action[Exporting, None]):
    """Who took a list of dossiers out, when and by which filters."""

    name = "serving.dossier.export"
    label = gettext_lazy("Xuất danh sách hồ sơ")
    permission = Serving.DOSSIER_READ
    event = "serving.dossier.exported"
    idempotency = repeatable("each export is an export")

    def execute(self, context: Context, data: Exporting) -> None:
        about = Aggregate("dossier_export", str(context.actor.id or 0))
        context.record(about, {"form": (None, data.form), "asked": (None, list(data.asked))})


def header() -> list[str]:
    return [
        *(_("Mã hồ sơ"), _("Mã thủ tục"), _("Thủ tục"), _("Kênh nộp"), _("Cách nộp"), _("Tình trạng")),
        *(_("Nơi tiếp nhận"), _("Nơi giải quyết"), _("Đang ở"), _("Nộp lúc"), _("Tiếp nhận lúc")),
        *(_("Hẹn trả lần đầu"), _("Hẹn trả"), _("Có kết quả lúc"), _("Kết thúc lúc"), _("Đúng hạn")),
        *(_("Số lần bổ sung"), _("Không phiếu hẹn"), _("Dữ liệu minh họa")),
    ]


def cells(rows: QuerySet[Dossier], most: int | None = None) -> Iterator[list[str]]:
    """One row a dossier, read piece by piece however many there are; the first ``most`` where given."""
    for one in rows.select_related(*_UNITS).order_by("pk")[:most].iterator(chunk_size=1000):
        yield [
            *(one.code, one.procedure.code, one.procedure.title, str(ChannelChoice(one.channel).label)),
            *(str(Mode(one.mode).label), str(Status(one.status).label), one.receiving_unit.name),
            *(one.competent_unit.name, one.holder_unit.name, _moment(one.submitted_at), _moment(one.received_at)),
            *(_moment(one.promised_at), _moment(one.due_at), _moment(one.finished_at), _moment(one.closed_at)),
            *(_yes(one.was_on_time), str(one.supplements), _yes(one.is_same_day), _yes(one.is_sample)),
        ]


def workbook(rows: QuerySet[Dossier]) -> bytes:
    """At most ``MOST_EXCEL`` rows; the page says so where there are more."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("Hồ sơ"))
    sheet.write_row(0, 0, header(), book.add_format({"bold": True}))
    sheet.freeze_panes(1, 1)
    for number, line in enumerate(cells(rows, MOST_EXCEL), start=1):
        sheet.write_row(number, 0, line)
    book.close()
    return stream.getvalue()


def plain(dossier: Dossier) -> dict[str, Any]:
    """One dossier as JSON: its columns and what happened, the person left out."""
    return {
        "code": dossier.code,
        "procedure": {
            "code": dossier.procedure.code,
            "title": dossier.procedure.title,
            "version": dossier.version.number,
        },
        "parent": dossier.parent.code if dossier.parent else None,
        "receiving_unit": dossier.receiving_unit.key,
        "competent_unit": dossier.competent_unit.key,
        "holder_unit": dossier.holder_unit.key,
        "channel": dossier.channel,
        "mode": dossier.mode,
        "status": {"code": dossier.status, "name": str(Status(dossier.status).label)},
        "step": dossier.step,
        "applicant_kind": dossier.applicant_kind,
        **{name: _iso(getattr(dossier, name)) for name in _MOMENTS},
        "was_on_time": dossier.was_on_time,
        "is_extended": dossier.is_extended,
        "is_same_day": dossier.is_same_day,
        "supplements": dossier.supplements,
        "payment": dossier.payment,
        "fee": dossier.fee,
        "is_sample": dossier.is_sample,
        "happenings": [_happening(one) for one in happenings_of(dossier)],
    }


_MOMENTS = (
    *("submitted_at", "received_at", "started_at", "promised_at", "due_at"),
    *("paused_since", "finished_at", "closed_at", "last_event_at"),
)


def _happening(one: Happening) -> dict[str, Any]:
    return {"kind": str(one.kind), "at": _iso(one.at)}


def _iso(moment: datetime | None) -> str | None:
    return local(moment).isoformat() if moment else None


def _moment(moment: datetime | None) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}" if moment else ""


def _yes(value: bool | None) -> str:
    return "" if value is None else (_("có") if value else _("không"))
