"""What the desk says of a dossier that came online: complete, one list of what to mend, or not accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.serving.dossiers.actions import (
    AskingSupplement,
    AskSupplement,
    CheckingPart,
    CheckPart,
    Missing,
    ReceiveDossier,
    Receiving,
    RefuseIntake,
    Refusing,
)
from thongsuot.serving.dossiers.choices import PartState
from thongsuot.serving.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Look:
    """``states``: number of the part → (state, note). ``lacking``: component → why, for what was not sent at all."""

    code: str
    revision: int
    states: Mapping[int, tuple[str, str]]
    lacking: Mapping[str, str]


def accept(actor: Actor, look: Look) -> None:
    """All papers marked, all good: the clock starts."""
    faulty = [one for one in look.states.values() if one[0] != PartState.GOOD]
    if faulty or look.lacking:
        raise ActionError(_("Còn giấy tờ thiếu, sai hoặc chưa xem. Hãy yêu cầu bổ sung một lần cho đủ."))
    with transaction.atomic():
        mark(actor, look)
        ReceiveDossier.run(actor, Receiving(look.code))


def ask_once(actor: Actor, dossier: Dossier, look: Look, names: Mapping[str, str]) -> None:
    """One request with every faulty and every missing paper. ``names``: component → its name."""
    unseen = [one for one in look.states.values() if one[0] == PartState.PENDING]
    if unseen:
        raise ActionError(_("Còn giấy tờ chưa xem. Chỉ được yêu cầu bổ sung một lần, nên hãy xem hết đã."))
    how = _("Tải lại bản đúng, rõ chữ, hoặc mang đến quầy.")
    wrong = [
        Missing(part.component, part.name, look.states[part.pk][1] or _("Không đọc được hoặc chưa đúng."), how)
        for part in dossier.parts.all()
        if look.states.get(part.pk, ("", ""))[0] == PartState.FAULTY
    ]
    absent = [Missing(one, names[one], why, _("Gửi thêm giấy tờ này.")) for one, why in look.lacking.items()]
    with transaction.atomic():
        mark(actor, look)
        AskSupplement.run(actor, AskingSupplement(look.code, (*wrong, *absent)))


def refuse(actor: Actor, look: Look, reason: str, words: str) -> None:
    RefuseIntake.run(actor, Refusing(look.code, reason, words, look.revision))


def mark(actor: Actor, look: Look) -> None:
    """Writes down what was seen of each paper; what was seen so before leaves no second event."""
    for part, (state, note) in look.states.items():
        if state != PartState.PENDING:
            words = note or (_("Không đọc được hoặc chưa đúng.") if state == PartState.FAULTY else "")
            CheckPart.run(actor, CheckingPart(look.code, part, state, words))
