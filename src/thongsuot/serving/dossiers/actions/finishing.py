"""The ends of a dossier: a result and its return, withdrawal, stop."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural, repeatable
from thongsuot.serving.dossiers.actions.base import DossierAction, need, row
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.reasons import known, reason_words
from thongsuot.serving.dossiers.telling import has_signed_result, tell
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import StepRole
from thongsuot.serving.procedures.versions import content_of

_CLOSED = (Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Finishing:
    code: str
    words: str = ""
    revision: int | None = None


class FinishDossier(DossierAction[Finishing]):
    """The result exists: the clock's end (D09). Decided by the head; who received it does not."""

    name = "serving.dossier.finish"
    label = gettext_lazy("Ghi đã có kết quả")
    permission = Serving.DOSSIER_DECIDE
    event = "serving.dossier.finished"
    idempotency = natural("a finished dossier is not finished again")
    rights = ((Serving.DOSSIER_DECIDE, "competent_unit"),)

    def authorise(self, actor: Actor, data: Finishing) -> None:
        super().authorise(actor, data)
        if actor.id is not None and row(data.code).taken_by_id == actor.id:
            raise AccessDenied(_("Người tiếp nhận hồ sơ không quyết định chính hồ sơ đó."))

    def inspect(self, actor: Actor, data: Finishing, dossier: Dossier) -> None:
        waiting = dossier.children.exclude(status__in=(Status.FINISHED, *_CLOSED)).values_list("code", flat=True)
        if waiting:
            raise ActionError(_("Phần liên thông chưa xong: %(codes)s.") % {"codes": ", ".join(waiting)})

    def act(self, context: Context, data: Finishing, dossier: Dossier) -> None:
        if dossier.status in (Status.FINISHED, Status.RETURNED):
            context.unchanged()
            return
        happen(context, dossier, Kind.FINISHED, reason=data.words.strip())
        steps = content_of(dossier.version).steps
        last = next((number for number, one in enumerate(steps, start=1) if one.role is StepRole.RETURN), None)
        if last is not None and last != dossier.step:
            happen(context, dossier, Kind.STEP_BEGUN, step=last, unit=dossier.receiving_unit_id, officer=None)
        tell(dossier, "ready")


@dataclass(frozen=True, slots=True)
class Returning:
    """``way``: «desk», «post» or «online»; ``to``: who took it, where not the applicant."""

    code: str
    way: str = "desk"
    to: str = ""


class ReturnResult(DossierAction[Returning]):
    """The applicant has it. The post clerk may return what they took in (I11)."""

    name = "serving.dossier.return"
    label = gettext_lazy("Trả kết quả")
    permission = Serving.DOSSIER_RETURN
    event = "serving.dossier.returned"
    idempotency = natural("a result is returned once")
    rights = ((Serving.DOSSIER_RETURN, "receiving_unit"), (Serving.DOSSIER_RETURN, "competent_unit"))

    def inspect(self, actor: Actor, data: Returning, dossier: Dossier) -> None:
        if data.way not in ("desk", "post", "online"):
            raise ActionError(_("Hãy chọn cách trả: tại quầy, qua bưu chính hoặc trực tuyến."), "way")
        if data.way == "online" and dossier.status != Status.RETURNED and not has_signed_result(dossier):
            raise ActionError(
                _("Chưa có kết quả ký số để trả trực tuyến. Hãy ký kết quả trước, hoặc trả tại quầy, qua bưu chính."),
                "way",
            )

    def act(self, context: Context, data: Returning, dossier: Dossier) -> None:
        if dossier.status == Status.RETURNED:
            context.unchanged()
            return
        happen(context, dossier, Kind.RETURNED, way=data.way, to=data.to.strip())


@dataclass(frozen=True, slots=True)
class Withdrawing:
    code: str
    reason: str = "own-wish"
    words: str = ""


class WithdrawDossier(DossierAction[Withdrawing]):
    """The applicant takes it back, online or through the desk."""

    name = "serving.dossier.withdraw"
    label = gettext_lazy("Rút hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.withdrawn"
    idempotency = natural("a withdrawn dossier stays withdrawn")
    rights = ((Serving.DOSSIER_RECEIVE, "receiving_unit"), (Serving.DOSSIER_PROCESS, "holder_unit"))
    citizens = True

    def inspect(self, actor: Actor, data: Withdrawing, dossier: Dossier) -> None:
        known("withdraw", data.reason)

    def act(self, context: Context, data: Withdrawing, dossier: Dossier) -> None:
        if dossier.status == Status.WITHDRAWN:
            context.unchanged()
            return
        said = reason_words("withdraw", data.reason, data.words)
        happen(context, dossier, Kind.WITHDRAWN, reason=said, reason_code=data.reason)


@dataclass(frozen=True, slots=True)
class Stopping:
    code: str
    reason: str
    words: str = ""
    revision: int | None = None


class StopDossier(DossierAction[Stopping]):
    """The office stops it, with the reason on paper (Mẫu 05)."""

    name = "serving.dossier.stop"
    label = gettext_lazy("Dừng giải quyết hồ sơ")
    permission = Serving.DOSSIER_DECIDE
    event = "serving.dossier.stopped"
    idempotency = natural("a stopped dossier stays stopped")
    rights = ((Serving.DOSSIER_DECIDE, "competent_unit"),)

    def inspect(self, actor: Actor, data: Stopping, dossier: Dossier) -> None:
        known("stop", data.reason)
        if data.reason == "other":
            need(data.words, _("Hãy ghi rõ lý do dừng giải quyết."), "words")

    def act(self, context: Context, data: Stopping, dossier: Dossier) -> None:
        if dossier.status == Status.STOPPED:
            context.unchanged()
            return
        said = reason_words("stop", data.reason, data.words)
        happen(context, dossier, Kind.STOPPED, reason=said, reason_code=data.reason)
        tell(dossier, "stopped", reason=said)


@dataclass(frozen=True, slots=True)
class OpeningOwn:
    """``result``: the row of the result; ``number``: as printed on it."""

    code: str
    result: int
    number: str


class OpenOwnResult(DossierAction[OpeningOwn]):
    """Opened by whoever knows the code and four digits: its owner sees that it was, though not by whom."""

    name = "serving.dossier.open_own_result"
    label = gettext_lazy("Mở kết quả khi tra cứu")
    permission = Serving.DOSSIER_RETURN
    event = "serving.dossier.read"
    idempotency = repeatable("each reading is a reading")
    rights = ((Serving.DOSSIER_RETURN, "receiving_unit"),)
    citizens = True

    def authorise(self, actor: Actor, data: OpeningOwn) -> None:
        super().authorise(actor, data)
        if not isinstance(actor, CitizenActor):
            raise AccessDenied(_("Cán bộ mở kết quả ở trang hồ sơ, có ghi lý do."))

    def act(self, context: Context, data: OpeningOwn, dossier: Dossier) -> None:
        said = _("Mở kết quả số %(number)s bằng mã hồ sơ và bốn số cuối") % {"number": data.number}
        happen(context, dossier, Kind.READ, reason=said, what=f"result:{data.result}")


_SCORES = range(1, 6)


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """``scores``: factor → 1…5; at least one."""

    code: str
    scores: dict[str, int]
    words: str = ""


class RateDossier(DossierAction[RatingGiven]):
    """The applicant's word, once, after the end."""

    name = "serving.dossier.rate"
    label = gettext_lazy("Đánh giá việc giải quyết hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.rated"
    idempotency = natural("a dossier is rated once")
    rights = ((Serving.DOSSIER_RECEIVE, "receiving_unit"),)
    citizens = True

    def authorise(self, actor: Actor, data: RatingGiven) -> None:
        super().authorise(actor, data)
        if not isinstance(actor, CitizenActor):
            raise AccessDenied(_("Chỉ người nộp hồ sơ đánh giá được việc phục vụ."))

    def inspect(self, actor: Actor, data: RatingGiven, dossier: Dossier) -> None:
        if not data.scores or any(value not in _SCORES for value in data.scores.values()):
            raise ActionError(_("Hãy chọn mức từ 1 đến 5."), "scores")

    def act(self, context: Context, data: RatingGiven, dossier: Dossier) -> None:
        from thongsuot.serving.dossiers.models import Rating

        words = data.words.strip()[:2000]
        _rating, is_new = Rating.objects.get_or_create(
            dossier=dossier, defaults={"scores": data.scores, "words": words, "at": context.effective_at}
        )
        if is_new:
            happen(context, dossier, Kind.RATED, scores=data.scores)
        else:
            context.unchanged()
