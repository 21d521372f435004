"""Personal data: every opening is an event with its reason; corrections say from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import format_moment
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural, repeatable
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.serving.dossiers.actions.base import DossierAction, need
from thongsuot.serving.dossiers.creating import last_four, search_key
from thongsuot.serving.dossiers.domain.fold import fold_all
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.log import happenings_of
from thongsuot.serving.dossiers.models import Dossier, DossierPerson
from thongsuot.serving.dossiers.queries import opinions_visible_to, tracking_print
from thongsuot.serving.dossiers.world import world_of
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class Opening:
    """``what``: «person» or the number of a paper; ``reason``: why, in words."""

    code: str
    reason: str
    what: str = "person"


class OpenPerson(DossierAction[Opening]):
    """Writes down who opens what and why; the caller shows it afterwards, once."""

    name = "serving.dossier.open_person"
    label = gettext_lazy("Xem dữ liệu cá nhân của người nộp")
    permission = Serving.PERSON_READ
    event = "serving.dossier.read"
    idempotency = repeatable("each reading is a reading")
    rights = tuple(
        (permission, place)
        for permission in (Serving.PERSON_READ, Serving.DOSSIER_RECEIVE)
        for place in ("holder_unit", "competent_unit", "receiving_unit")
    )

    def authorise(self, actor: Actor, data: Opening) -> None:
        if not self._asked(actor, data):
            super().authorise(actor, data)

    def _asked(self, actor: Actor, data: Opening) -> bool:
        """An agency asked for its opinion opens the papers, never the person."""
        return data.what != "person" and opinions_visible_to(actor).filter(dossier__code=data.code).exists()

    def inspect(self, actor: Actor, data: Opening, dossier: Dossier) -> None:
        need(data.reason, _("Hãy ghi lý do xem dữ liệu cá nhân; lý do được lưu lại."), "reason")

    def act(self, context: Context, data: Opening, dossier: Dossier) -> None:
        happen(context, dossier, Kind.READ, reason=data.reason.strip(), what=data.what)


CORRECTABLE = ("applicant_name", "id_number", "phone", "email", "address", "proxy_name", "proxy_relation")
_SEALED = ("id_number", "phone", "email", "address")


@dataclass(frozen=True, slots=True)
class Correcting:
    """``values``: field (of ``CORRECTABLE``) → what is right; ``reason``: who noticed, by which paper."""

    code: str
    values: dict[str, str]
    reason: str
    revision: int | None = None


class CorrectDossier(DossierAction[Correcting]):
    """A slip of the pen is mended and both spellings stay in the log, what is sealed by its tail alone.

    A sub-dossier began with the same words: what was wrong here is mended there too. Results follow their holder
    (digitising.holders).
    """

    name = "serving.dossier.correct"
    label = gettext_lazy("Sửa thông tin ghi nhầm")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.corrected"
    idempotency = natural("what is right already is not corrected")
    rights = ((Serving.DOSSIER_RECEIVE, "receiving_unit"), (Serving.DOSSIER_PROCESS, "holder_unit"))

    def inspect(self, actor: Actor, data: Correcting, dossier: Dossier) -> None:
        need(data.reason, _("Hãy ghi lý do sửa."), "reason")
        wrong = set(data.values) - set(CORRECTABLE)
        if wrong:
            raise ActionError(_("Không sửa được mục này: %(names)s.") % {"names": ", ".join(sorted(wrong))})
        if "applicant_name" in data.values:
            need(data.values["applicant_name"], _("Tên chủ hồ sơ không được để trống."), "applicant_name")

    def act(self, context: Context, data: Correcting, dossier: Dossier) -> None:
        rows = [dossier, *dossier.children.select_related("procedure", "person").order_by("pk")]
        mended = [_mend(context, one, data) for one in rows]
        if not any(mended):
            context.unchanged()


def _mend(context: Context, dossier: Dossier, data: Correcting) -> bool:
    """Whether anything was wrong."""
    person = dossier.person
    told = {name: shown for name, value in data.values.items() if (shown := _put(dossier, person, name, value))}
    if told:
        person.id_print = id_print(person.id_number)
        tail = last_four(person.phone) or last_four(person.id_number)
        person.tracking_print = tracking_print(dossier.code, tail)
        dossier.save(update_fields=["applicant_name", "search_key"])
        person.save()
        happen(context, dossier, Kind.CORRECTED, reason=data.reason.strip(), corrected=told)
    return bool(told)


def _put(dossier: Dossier, person: DossierPerson, name: str, value: str) -> list[str]:
    """[before, after] as the log may show them; empty where nothing changes."""
    owner = dossier if name == "applicant_name" else person
    before, after = str(getattr(owner, name)), value.strip()
    if before == after:
        return []
    setattr(owner, name, after)
    if name == "applicant_name":
        dossier.search_key = search_key(after, dossier.procedure)
    return [masked(before), masked(after)] if name in _SEALED else [before, after]


def masked(value: str) -> str:
    """«•••• 4321»; empty stays empty, and nothing shows of what is short."""
    joined = "".join(value.split())
    return f"•••• {joined[-4:] if len(joined) > 6 else ''}".strip() if joined else ""


@dataclass(frozen=True, slots=True)
class MovingMoment:
    """``number``: which happening (from 1); ``at``: when it really took effect."""

    code: str
    number: int
    at: datetime
    reason: str


class CorrectMoment(DossierAction[MovingMoment]):
    """An event was typed with a wrong time: the clock is read anew; the first date promised stays."""

    name = "serving.dossier.correct_moment"
    label = gettext_lazy("Sửa thời điểm ghi nhầm")
    permission = Serving.DOSSIER_DECIDE
    event = "serving.dossier.corrected"
    idempotency = natural("a moment that is right already moves nothing")
    rights = ((Serving.DOSSIER_DECIDE, "competent_unit"),)

    def inspect(self, actor: Actor, data: MovingMoment, dossier: Dossier) -> None:
        need(data.reason, _("Hãy ghi lý do sửa."), "reason")

    def act(self, context: Context, data: MovingMoment, dossier: Dossier) -> None:
        if data.at > context.now:
            raise ActionError(_("Thời điểm đúng không thể ở tương lai."), "at")
        _keep_in_order(dossier, data, context.now)
        happen(
            context, dossier, Kind.CORRECTED, context.now, reason=data.reason.strip(), moment_of=data.number,
            moment=data.at,
        )  # fmt: skip


def _keep_in_order(dossier: Dossier, data: MovingMoment, now: datetime) -> None:
    """A moment that is moved stays between what was done before it and what was done after it."""
    clock = sorted(fold_all(happenings_of(dossier), world_of(dossier, now)).clock)
    place = next((place for place, (number, _event) in enumerate(clock) if number == data.number), None)
    if place is None:
        raise ActionError(_("Việc này không làm thay đổi ngày hẹn. Hãy chọn việc khác trong danh sách."), "number")
    before = clock[place - 1][1].at if place else None
    after = clock[place + 1][1].at if place + 1 < len(clock) else None
    if before is not None and data.at < before:
        raise ActionError(_("Phải từ %(at)s trở đi: việc trước đó vào lúc ấy.") % {"at": format_moment(before)}, "at")
    if after is not None and data.at > after:
        raise ActionError(_("Phải trước %(at)s: việc sau đó vào lúc ấy.") % {"at": format_moment(after)}, "at")


def id_print(number: str) -> str:
    """What finds a person's dossiers by the number of identity without opening any."""
    return fingerprint("citizen", number) if number.strip() else ""
