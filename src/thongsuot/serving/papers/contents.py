"""What each form says of a dossier. Telephone and number stand masked: a receipt lies on many tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment, local
from thongsuot.kernel.formatting import format_date_long
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import history_of
from thongsuot.serving.dossiers.actions.persons import masked
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Kind
from thongsuot.serving.dossiers.models import Dossier, SupplementRequest
from thongsuot.serving.papers.catalogue import FormType, PaperKind, texts
from thongsuot.serving.papers.places import letterhead, tracking_address
from thongsuot.serving.papers.sheets.model import Block, Grid, Hand, Row, Sheet, Words
from thongsuot.serving.procedures.domain.wording import limit_words
from thongsuot.serving.procedures.versions import content_of


class NotYet(ValueError):  # noqa: N818 - what it says to the officer
    """The dossier has not come to that; ``str(error)`` is Vietnamese."""


@dataclass(frozen=True, slots=True)
class Issuing:
    """``by``: name and position of whoever issues it; ``number`` 0 while it is only compared."""

    dossier: Dossier
    form: FormType
    at: datetime
    by: str
    position: str
    number: int = 0


def sheet_of(wanted: Issuing) -> Sheet:
    """The paper as data. Raises ``NotYet`` where there is nothing to say."""
    dossier, form = wanted.dossier, wanted.form
    by_head = form.signer == "head"
    head = letterhead(dossier.competent_unit if by_head else dossier.receiving_unit, by_head=by_head)
    day = local(wanted.at).date()
    return Sheet(
        paper=form.paper,
        issuer=head.issuer,
        superior=head.superior,
        number_line=f"Số: {wanted.number:02d}/{form.symbol}",
        place_date=f"{head.place}, {format_date_long(day)}",
        year=day.year,
        title=form.title,
        mark=f"Mẫu số {form.no} – {form.instrument}",
        addressee="" if form.kind in (PaperKind.RECEIPT, PaperKind.CONTROL) else dossier.applicant_name,
        blocks=tuple(_BODIES[form.kind](wanted, head.body if by_head else f"{head.issuer}, {head.superior}")),
        hands=_hands(wanted, by_head=by_head, title=_head_title(dossier)),
        notes=(texts()["feedback"], texts()["layout"]) if form.feedback else (texts()["layout"],),
        qr=tracking_address(dossier.code),
        qr_caption=_("Quét mã để theo dõi hồ sơ %(code)s; cần thêm bốn số cuối điện thoại.") % {"code": dossier.code},
        keywords=(dossier.code, form.instrument),
        is_sample=dossier.is_sample,
    )


def _hands(wanted: Issuing, *, by_head: bool, title: str) -> tuple[Hand, ...]:
    if by_head:
        return (Hand((), note="Nơi nhận: như trên; lưu hồ sơ."), Hand((title,), wanted.by, is_digital=True))
    hand = "(ký, ghi rõ họ tên)"
    if wanted.form.kind is PaperKind.CONTROL:
        return (Hand(("Người lập phiếu",), wanted.by, hand),)
    role = "Người tiếp nhận hồ sơ" if wanted.form.signer == "receive" else "Người lập phiếu"
    return (Hand(("Người nộp hồ sơ",), _giver(wanted.dossier), hand), Hand((role,), wanted.by, hand))


def _head_title(dossier: Dossier) -> str:
    return "TM. ỦY BAN NHÂN DÂN" if dossier.competent_unit.kind == "commune" else "LÃNH ĐẠO CƠ QUAN"


def _giver(dossier: Dossier) -> str:
    return dossier.person.proxy_name or dossier.applicant_name


def _about(wanted: Issuing) -> list[Block]:
    """Whose dossier, which procedure."""
    dossier, person = wanted.dossier, wanted.dossier.person
    rows = [
        ("Mã hồ sơ", dossier.code),
        ("Chủ hồ sơ", dossier.applicant_name),
        ("Người nộp thay", f"{person.proxy_name} ({person.proxy_relation})" if person.proxy_name else ""),
        ("Địa chỉ", person.address),
        ("Điện thoại", masked("".join(one for one in person.phone if one.isdigit()))),
        ("Thủ tục", dossier.procedure.title),
    ]
    return [Row(label, value) for label, value in rows if value]


def _receipt(wanted: Issuing, office: str) -> list[Block]:
    dossier = wanted.dossier
    if dossier.received_at is None:
        raise NotYet(_("Hồ sơ chưa được tiếp nhận nên chưa có giấy hẹn."))
    content = content_of(dossier.version)
    due = format_moment(dossier.promised_at) if dossier.promised_at else "báo sau khi nơi giải quyết nhận hồ sơ"
    started = format_moment(dossier.started_at) if dossier.started_at else "khi nơi giải quyết nhận hồ sơ"
    return [
        Words(texts()["receipt"].format(office=office)),
        *_about(wanted),
        *_parts(dossier),
        Row("Thời gian giải quyết", limit_words(content.limit)),
        Row("Nhận hồ sơ lúc", format_moment(dossier.received_at)),
        Row("Hẹn trả kết quả", "trong ngày" if dossier.is_same_day else due),
        Row("Nhận kết quả tại", dossier.receiving_unit.name),
        Row("Phí, lệ phí", _fee(dossier)),
        Words(texts()["receipt_end"].format(started=started), "italic"),
    ]


def _fee(dossier: Dossier) -> str:
    if dossier.fee is None:
        return dossier.get_payment_display()
    return f"{dossier.fee:,} đồng ({dossier.get_payment_display().lower()})".replace(",", ".")


def _parts(dossier: Dossier) -> list[Block]:
    parts = list(dossier.parts.all())
    if not parts:
        return [Row("Thành phần hồ sơ", "không phải nộp giấy tờ")]
    rows = tuple((str(at), one.name, one.get_kind_display()) for at, one in enumerate(parts, 1))
    return [Words("Thành phần hồ sơ đã nộp:"), Grid(("STT", "Tên giấy tờ", "Loại bản"), rows, (1, 8, 3))]


def _supplement(wanted: Issuing, office: str) -> list[Block]:
    asked = SupplementRequest.objects.filter(dossier=wanted.dossier, asked_at__isnull=False).order_by("-number").first()
    if asked is None:
        raise NotYet(_("Hồ sơ chưa có yêu cầu bổ sung nào."))
    rows = tuple(
        (str(at), one.get("name", ""), one.get("why", ""), one.get("how", "")) for at, one in enumerate(asked.items, 1)
    )
    return [
        Words(texts()["supplement"]),
        *_about(wanted),
        Grid(("STT", "Giấy tờ, nội dung", "Vì sao", "Bổ sung thế nào"), rows, (1, 4, 4, 4)),
        Row("Lần yêu cầu", str(asked.number)),
        Words(texts()["supplement_end"].format(office=office), "italic"),
    ]


def _refusal(wanted: Issuing, office: str) -> list[Block]:
    if wanted.dossier.status != Status.NOT_ACCEPTED:
        raise NotYet(_("Hồ sơ không bị từ chối nên không có phiếu từ chối."))
    return _with_reason(wanted, office, "refusal", Kind.NOT_ACCEPTED)


def _stop(wanted: Issuing, office: str) -> list[Block]:
    if wanted.dossier.status != Status.STOPPED:
        raise NotYet(_("Hồ sơ chưa dừng giải quyết."))
    return _with_reason(wanted, office, "stop", Kind.STOPPED)


def _apology(wanted: Issuing, office: str) -> list[Block]:
    """Of a dossier that was extended, or of one that is late and was apologised for: the last word holds."""
    dossier = wanted.dossier
    late = last_apology(dossier)
    if (late is None and not dossier.is_extended) or dossier.promised_at is None:
        raise NotYet(
            _("Hồ sơ chưa được gia hạn, cũng chưa được ghi xin lỗi. Hãy làm việc đó, kèm lý do, rồi lập văn bản.")
        )
    again = [Row("Ngày hẹn mới", format_moment(dossier.due_at))] if dossier.is_extended and dossier.due_at else []
    return [
        *_with_reason(wanted, office, "apology", Kind.APOLOGISED if late else Kind.EXTENDED)[:-1],
        Row("Ngày đã hẹn", format_moment(dossier.promised_at)),
        *again,
        *([Row("Dự kiến trả kết quả", _expected(late))] if late else []),
        Words(texts()["late_end" if late else "apology_end"], "italic"),
    ]


def last_apology(dossier: Dossier) -> Event | None:
    """The last apology for a date already missed; ``None`` where none was made."""
    return _last(dossier, Kind.APOLOGISED)


def _expected(apology: Event) -> str:
    return format_moment(datetime.fromisoformat(apology.changes["expected"][1]))


def _with_reason(wanted: Issuing, office: str, key: str, kind: Kind) -> list[Block]:
    event = _last(wanted.dossier, kind)
    return [
        Words(texts()[key].format(office=office)),
        *_about(wanted),
        Row("Lý do", event.reason if event and event.reason else "như đã thông báo tới ông/bà"),
        Words(texts()[f"{key}_end"], "italic"),
    ]


def _last(dossier: Dossier, kind: Kind) -> Event | None:
    return history_of("dossier", dossier.code).filter(name=f"{EVENT_PREFIX}{kind}").last()


def _control(wanted: Issuing, office: str) -> list[Block]:
    dossier = wanted.dossier
    if dossier.received_at is None:
        raise NotYet(_("Hồ sơ chưa được tiếp nhận nên chưa có bước nào để kiểm soát."))
    titles = {step.code: step.title for step in content_of(dossier.version).steps}
    steps = dossier.steps.select_related("unit", "officer").order_by("pk")
    rows = tuple(_step(one, titles) for one in steps)
    header = ("Bước", "Nơi xử lý, người nhận", "Nhận lúc", "Hạn của bước", "Xong lúc")
    return [Words(texts()["control"], "italic"), *_about(wanted), Grid(header, rows, (3, 4, 3, 3, 3))]


def _step(one: Any, titles: dict[str, str]) -> tuple[str, ...]:
    who = f"{one.unit.name}, {one.officer.display_name}" if one.officer else one.unit.name
    moments = (format_moment(at) if at else "" for at in (one.begun_at, one.due_at, one.ended_at))
    return (titles.get(one.code, one.code), who, *moments)


_BODIES: dict[PaperKind, Callable[[Issuing, str], list[Block]]] = {
    PaperKind.RECEIPT: _receipt,
    PaperKind.SUPPLEMENT: _supplement,
    PaperKind.REFUSAL: _refusal,
    PaperKind.APOLOGY: _apology,
    PaperKind.STOP: _stop,
    PaperKind.CONTROL: _control,
}
