"""Tells the applicant by text message and letter. Number and address are looked up when the message leaves."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment
from thongsuot.kernel.digests import digest
from thongsuot.platform.notifications.channels import text_channel
from thongsuot.platform.outbox import Delivery, handler, send
from thongsuot.serving.dossiers.models import Dossier, DossierPerson

_TEXT, _LETTER = "serving.dossiers.text", "serving.dossiers.letter"


def tell(dossier: Dossier, what: str, **more: str) -> None:
    """One of the usual messages: received, refused, supplement, duty, late, sorry, ready, returned."""
    tell_applicant(dossier, _words(dossier, what, more))


def tell_applicant(dossier: Dossier, text: str) -> None:
    """``text`` carries the code and nothing that identifies a person. Inside the transaction of the change."""
    if not text:
        return
    payload = {"dossier": dossier.pk, "text": text}
    for channel in (_TEXT, _LETTER):
        send(channel, payload, f"{channel}:{dossier.pk}:{dossier.revision}:{digest(text)[:16]}")


@handler(_TEXT, external=True)
def deliver_text(delivery: Delivery) -> None:
    person, channel = _person(delivery), text_channel()
    if person is not None and person.phone and channel is not None:
        channel.send(person.phone, delivery.payload["text"], delivery.effect_key)


@handler(_LETTER, external=True)
def deliver_letter(delivery: Delivery) -> None:
    person = _person(delivery)
    if person is not None and person.email:
        subject = _("Hồ sơ %(code)s") % {"code": person.dossier.code}
        same_over_retries = {"Message-ID": f"<{digest(delivery.effect_key)[:32]}@thongsuot>"}
        EmailMessage(subject, delivery.payload["text"], to=[person.email], headers=same_over_retries).send()


def _person(delivery: Delivery) -> DossierPerson | None:
    return DossierPerson.objects.select_related("dossier").filter(pk=delivery.payload["dossier"]).first()


def _words(dossier: Dossier, what: str, more: dict[str, str]) -> str:
    told = {"code": dossier.code, "unit": dossier.receiving_unit.short_name} | more
    told["due"] = format_moment(dossier.due_at) if dossier.due_at else ""
    return (_TOLD[what](dossier)) % told


def _received(dossier: Dossier) -> str:
    if dossier.is_same_day:
        return _("Hồ sơ %(code)s đã được nhận. Kết quả được trả trong ngày tại %(unit)s.")
    if dossier.due_at is None:
        return _(
            "Hồ sơ %(code)s đã được nhận tại %(unit)s và đang chuyển tới nơi giải quyết. Ngày hẹn sẽ được báo sau."
        )
    return _("Hồ sơ %(code)s đã được nhận. Hẹn trả kết quả: %(due)s tại %(unit)s.")


def _ready(dossier: Dossier) -> str:
    if has_signed_result(dossier):
        return _("Hồ sơ %(code)s đã có kết quả. Mời ông/bà nhận tại %(unit)s hoặc xem trực tuyến.")
    return _("Hồ sơ %(code)s đã có kết quả. Mời ông/bà nhận tại %(unit)s.")


def has_signed_result(dossier: Dossier) -> bool:
    """Something to open online: the rows are of ``digitising``, which stands on the dossiers and not under them."""
    return dossier.results.filter(state="result_signed", file__isnull=False).exists()


_TOLD = {
    "received": _received,
    "arrived": lambda _d: _("Hồ sơ %(code)s đã tới nơi giải quyết. Hẹn trả kết quả: %(due)s."),
    "refused": lambda _d: _("Rất tiếc, hồ sơ %(code)s chưa được nhận. Lý do: %(reason)s"),
    "supplement": lambda _d: _("Hồ sơ %(code)s cần bổ sung một lần các giấy tờ sau: %(items)s"),
    "given": lambda _d: _("Đã nhận bổ sung của hồ sơ %(code)s. Hẹn trả kết quả: %(due)s."),
    "duty": lambda _d: _("Hồ sơ %(code)s chờ ông/bà nộp khoản theo thông báo: %(reason)s"),
    "late": lambda _d: _(
        "Xin lỗi ông/bà: hồ sơ %(code)s chưa xong đúng hẹn vì: %(reason)s. Ngày hẹn mới: %(due)s. "
        "Ông/bà có quyền phản ánh, khiếu nại."
    ),
    "sorry": lambda _d: _(
        "Xin lỗi ông/bà: hồ sơ %(code)s đã quá hẹn vì: %(reason)s. Dự kiến trả: %(expected)s. "
        "Ông/bà có quyền phản ánh, khiếu nại."
    ),
    "stopped": lambda _d: _("Hồ sơ %(code)s dừng giải quyết. Lý do: %(reason)s"),
    "ready": _ready,
}
