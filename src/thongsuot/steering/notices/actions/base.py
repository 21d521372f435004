"""What every action on a notice shares: whose branch it lies in, the row held fast, what may still be changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_time
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.events.domain import Aggregate
from thongsuot.steering.notices.domain.lifecycle import State, Step, allowed, is_open
from thongsuot.steering.notices.models import Notice, NoticeParagraph, NoticeStatus


def aggregate(notice: Notice) -> Aggregate:
    return Aggregate("notice", notice.key)


def home_path(key: str) -> str | None:
    """The branch a notice belongs to; a key nobody has gives none, and the action then finds no row."""
    return Notice.objects.filter(key=key).values_list("home__path", flat=True).first()


def path_of_paragraph(pk: int) -> str | None:
    return NoticeParagraph.objects.filter(pk=pk).values_list("notice__home__path", flat=True).first()


def held(key: str) -> Notice:
    """The notice, locked until the transaction ends."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("home").filter(key=key).first()
    if notice is None:
        raise ActionError(_("Không có thông báo này."))
    return notice


def held_open(key: str) -> Notice:
    notice = held(key)
    if not is_open(State(notice.status)):
        raise ActionError(
            _("Thông báo đang ở bước «%(step)s» nên không sửa được nữa. Muốn sửa, hãy trả lại để soạn lại.")
            % {"step": notice.get_status_display()}
        )
    return notice


def paragraph_of(pk: int) -> tuple[Notice, NoticeParagraph]:
    """An open notice, locked, and its paragraph."""
    key = NoticeParagraph.objects.filter(pk=pk).values_list("notice__key", flat=True).first()
    if key is None:
        raise ActionError(_("Đoạn này không còn nữa. Hãy tải lại trang."))
    notice = held_open(key)
    return notice, NoticeParagraph.objects.get(pk=pk)


def require_step(notice: Notice, step: Step) -> None:
    if not allowed(step, State(notice.status)):
        raise ConflictError(
            _("Thông báo đang ở bước «%(step)s», không làm được việc này nữa. Hãy tải lại trang.")
            % {"step": notice.get_status_display()}
        )


def move_to(context: Context, notice: Notice, status: State, *, reason: str = "", **columns: Any) -> None:
    """One step of the life cycle, with what else it settles, as one event."""
    changes: dict[str, tuple[Any, Any]] = {"status": (notice.status, str(status))}
    changes |= {name: (getattr(notice, name), value) for name, value in columns.items()}
    notice.status = NoticeStatus(status)
    for name, value in columns.items():
        setattr(notice, name, value)
    notice.save(update_fields=["status", "changed_at", *columns])
    context.record(aggregate(notice), changes, reason=reason)


def touched(context: Context, notice: Notice, changes: Mapping[str, tuple[Any, Any]], reason: str = "") -> None:
    """An edit: its event, and the moment others compare with."""
    notice.save(update_fields=["changed_at"])
    context.record(aggregate(notice), changes, reason=reason)


def stamp(*texts: object) -> str:
    """A short mark of what a form started from."""
    return hashlib.sha256("\x1f".join(str(text) for text in texts).encode()).hexdigest()[:16]


def refuse_stale(seen: str, current: str, notice: Notice) -> None:
    """§4.5 Conflict: somebody changed this meanwhile; nothing is overwritten."""
    if seen and seen != current:
        raise ConflictError(
            _("Đồng nghiệp đã sửa mục này lúc %(time)s. Bản của bạn còn nguyên bên dưới; hãy chọn giữ bản nào.")
            % {"time": format_time(notice.changed_at)}
        )
