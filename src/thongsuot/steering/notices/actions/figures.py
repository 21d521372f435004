"""Figures of a draft bound to live claims, so that nothing is signed that the record has left behind (C02)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.registry.claims.queries import visible_to
from thongsuot.registry.fields import ReviewStatus
from thongsuot.steering.notices import building
from thongsuot.steering.notices.actions.base import held_open, paragraph_of, path_of_paragraph, touched
from thongsuot.steering.notices.actions.inputs import Binding, FigureId, Keeping
from thongsuot.steering.notices.domain.figures import GONE, number_spellings, places, reworded
from thongsuot.steering.notices.live import Live, live_of
from thongsuot.steering.notices.models import Notice, NoticeFigure
from thongsuot.steering.permissions import Steering


def _path_of(pk: int) -> str | None:
    return NoticeFigure.objects.filter(pk=pk).values_list("paragraph__notice__home__path", flat=True).first()


def _held(pk: int) -> tuple[Notice, NoticeFigure]:
    key = NoticeFigure.objects.filter(pk=pk).values_list("paragraph__notice__key", flat=True).first()
    if key is None:
        raise ActionError(_("Số liệu này không còn gắn trong thông báo. Hãy tải lại trang."))
    notice = held_open(key)
    return notice, NoticeFigure.objects.select_related("paragraph", "claim").get(pk=pk)


class BindFigure(Action[Binding, FigureId]):
    """Words already in the paragraph get the claim behind them; without such words the claim's own are added."""

    name = "steering.notice.bind_figure"
    label = gettext_lazy("Gắn số liệu vào thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.figure_bound"
    idempotency = natural("the same claim behind the same words is bound once")

    def scope(self, data: Binding) -> str | None:
        return path_of_paragraph(data.paragraph_id)

    def check(self, actor: Actor, data: Binding) -> None:
        claim = visible_to(actor).filter(pk=data.claim_id).first()
        if claim is None:
            raise ActionError(_("Không có số liệu này. Hãy tìm theo tên, hoặc dán địa chỉ /so-lieu/…"), "claim")
        if claim.status in (ReviewStatus.REJECTED, ReviewStatus.SUPERSEDED):
            raise ActionError(_("Số liệu này không còn dùng. Hãy chọn bản mới nhất của nó."), "claim")
        if data.shown:
            _notice, row = paragraph_of(data.paragraph_id)
            bound = [one.shown for one in row.figures.order_by("pk")]
            if not bound.count(data.shown) and places(row.text, [data.shown])[0] is None:
                raise ActionError(
                    _("Không thấy «%(words)s» đứng riêng trong đoạn. Hãy chép đúng như trong câu.")
                    % {"words": data.shown},
                    "shown",
                )

    def execute(self, context: Context, data: Binding) -> FigureId:
        notice, row = paragraph_of(data.paragraph_id)
        claim = visible_to(context.actor).get(pk=data.claim_id)
        words = building.stated(claim)
        shown = data.shown.strip() or (words if places(row.text, [words])[0] is not None else "")
        kept = row.figures.filter(claim=claim, shown=shown or words).first()
        if kept is not None:
            context.unchanged()
            return FigureId(kept.pk)
        changes: dict[str, tuple[object, object]] = {"figure": (None, shown or words), "claim": (None, claim.pk)}
        if not shown:
            before, shown = row.text, words
            row.text = _appended(row.text, claim.name, words)
            row.save(update_fields=["text"])
            changes[row.anchor] = (before, row.text)
        figure = building.bind(row, claim, shown)
        touched(context, notice, changes)
        return FigureId(figure.pk)


def _appended(text: str, name: str, words: str) -> str:
    """The claim in words behind the last sentence: «… . Tỷ lệ thanh toán trực tuyến: 41,05%.»"""
    stem = text if text.endswith((".", "…")) else f"{text}."
    return f"{stem} {name[:1].upper()}{name[1:]}: {words}."


class RefreshFigure(Action[FigureId, FigureId]):
    """The words take the value of today, and the figure hangs on the claim's living version."""

    name = "steering.notice.refresh_figure"
    label = gettext_lazy("Cập nhật số liệu trong thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.figure_refreshed"
    idempotency = natural("a figure of today stays as it is")

    def scope(self, data: FigureId) -> str | None:
        return _path_of(data.id)

    def check(self, actor: Actor, data: FigureId) -> None:
        _notice, figure = _held(data.id)
        if live_of([figure])[figure.pk].claim is None:
            raise ActionError(_("Số liệu gốc đã bị bỏ, không còn bản nào để cập nhật. Hãy gỡ hoặc giữ có lý do."))

    def execute(self, context: Context, data: FigureId) -> FigureId:
        notice, figure = _held(data.id)
        now = live_of([figure])[figure.pk]
        if not now.has_moved or now.claim is None:
            context.unchanged()
            return data
        row, before = figure.paragraph, figure.shown
        shown = _reworded(figure, now)
        start = _start(figure)
        if start is not None:
            row.text = row.text[:start] + shown + row.text[start + len(before) :]
            row.save(update_fields=["text"])
        figure.claim, figure.shown = now.claim, shown
        figure.value, figure.stated = now.claim.value, now.stated
        figure.kept_reason = figure.kept_against = ""
        figure.save()
        touched(context, notice, {"figure": (before, shown), "claim": (None, now.claim.pk)})
        return data


def _reworded(figure: NoticeFigure, now: Live) -> str:
    """The person's own words around the number stay: «đạt 33,8%» becomes «đạt 34,1%», «05» of «5 lớp» «06»."""
    pairs = [(figure.stated, now.stated)]
    if figure.value is not None and now.claim is not None and now.claim.value is not None:
        pairs += number_spellings(figure.value, now.claim.value)
    return (reworded(figure.shown, pairs) or now.stated)[:160]


def _start(figure: NoticeFigure) -> int | None:
    figures = list(figure.paragraph.figures.order_by("pk"))
    found = places(figure.paragraph.text, [one.shown for one in figures])
    return next(start for one, start in zip(figures, found, strict=True) if one.pk == figure.pk)


class KeepFigure(Action[Keeping, FigureId]):
    """The paper keeps the figure as told at the meeting; the reason stands in the history."""

    name = "steering.notice.keep_figure"
    label = gettext_lazy("Giữ số liệu cũ trong thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.figure_kept"
    idempotency = natural("the same reason against the same new figure is kept once")

    def scope(self, data: Keeping) -> str | None:
        return _path_of(data.id)

    def check(self, actor: Actor, data: Keeping) -> None:
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do giữ số cũ, ví dụ: số công bố tại phiên họp."), "reason")

    def execute(self, context: Context, data: Keeping) -> FigureId:
        notice, figure = _held(data.id)
        now = live_of([figure])[figure.pk]
        if not now.has_moved:
            context.unchanged()
            return FigureId(figure.pk)
        figure.kept_reason = data.reason.strip()[:500]
        figure.kept_against = (now.stated or GONE)[:160]
        figure.save(update_fields=["kept_reason", "kept_against"])
        touched(context, notice, {"kept": (figure.stated, figure.kept_against)}, data.reason)
        return FigureId(figure.pk)


class UnbindFigure(Action[FigureId, FigureId]):
    """The words stay, the claim lets go of them."""

    name = "steering.notice.unbind_figure"
    label = gettext_lazy("Gỡ số liệu khỏi thông báo")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.figure_unbound"
    idempotency = natural("a figure let go of is gone")

    def scope(self, data: FigureId) -> str | None:
        return _path_of(data.id)

    def execute(self, context: Context, data: FigureId) -> FigureId:
        notice, figure = _held(data.id)
        touched(context, notice, {"figure": (figure.shown, None), "claim": (figure.claim.pk, None)})
        figure.delete()
        return data
