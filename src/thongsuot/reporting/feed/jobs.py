"""The dry run and the import in the worker, in the name and with the rights of whoever asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.directory import actor_by_id
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.store import open_file
from thongsuot.platform.jobs import Outcome, Progress, job
from thongsuot.reporting.feed.actions import FileInput, FinishFeed
from thongsuot.reporting.feed.choices import FeedState
from thongsuot.reporting.feed.domain.events import Event
from thongsuot.reporting.feed.domain.lines import NotAFeed
from thongsuot.reporting.feed.importing import fold_waiting, take_in
from thongsuot.reporting.feed.looking import Found, look
from thongsuot.reporting.feed.models import FeedFault, FeedFile, FeedQueue, FeedSource

_SHOWN_CODES = 200


@dataclass(frozen=True)
class FeedJob:
    file_id: int
    account_id: int | None


@dataclass(frozen=True)
class FoldJob:
    source_id: int


@job("reporting.feed.check", "Chạy thử tệp hồ sơ")
def check_feed(progress: Progress, data: FeedJob) -> Outcome:
    """Look through the stored file; what was met stands on its page."""
    file = _file(data)
    if file.stored is None:
        raise ActionError(_("Tệp này được đọc tại chỗ bằng dòng lệnh nên không chạy thử ở đây được."))
    with open_file(file.stored) as stream:
        progress.expect(_length(stream))
        try:
            found = look(file.source, stream, timezone.now(), progress.report)
        except NotAFeed as error:
            raise ActionError(str(error)) from error
    if file.state in (FeedState.WAITING, FeedState.CHECKED):
        _write_down(file, found)
    return Outcome(_("Đã chạy thử, chưa ghi gì."), reverse("feed-file", args=[file.pk]), _("Xem kết quả chạy thử"))


@job("reporting.feed.import", "Nhập hồ sơ của hệ thống khác")
def import_feed(progress: Progress, data: FeedJob) -> Outcome:
    """Take the stored file in, batch by batch."""
    file, actor = _file(data), _actor(data)
    if file.stored is None:
        raise ActionError(_("Tệp này được đọc tại chỗ bằng dòng lệnh. Hãy chạy lại lệnh đó để nhập tiếp."))
    progress.expect(file.total)
    with open_file(file.stored) as stream:
        take_in(file, stream, lambda now, waiting: progress.save({"rows": now.rows}, now.rows, waiting_words(waiting)))
    FinishFeed.run(actor, FileInput(file.pk))
    return Outcome(_("Đã nhập xong."), reverse("feed-file", args=[file.pk]), _("Xem kết quả nhập"))


@job("reporting.feed.fold", "Gộp lại hồ sơ sau khi ghép mã")
def fold_feed(progress: Progress, data: FoldJob) -> Outcome:
    """Fold whatever of the source waits."""
    source = FeedSource.objects.select_related("home").get(pk=data.source_id)
    total = FeedQueue.objects.filter(source=source).count()
    progress.expect(total)
    fold_waiting(source, lambda left: progress.save({}, max(0, total - left)))
    return Outcome(_("Đã gộp xong."), reverse("feed-codes", args=[source.key]), _("Xem các mã"))


def waiting_words(waiting: int) -> str:
    return _("Đang gộp sự kiện, còn %(count)d hồ sơ") % {"count": waiting} if waiting else ""


def _file(data: FeedJob) -> FeedFile:
    return FeedFile.objects.select_related("source__home", "stored").get(pk=data.file_id)


def _actor(data: FeedJob) -> Actor:
    actor = actor_by_id(data.account_id)
    if actor is None:
        raise ActionError(_("Tài khoản yêu cầu không còn hoạt động nên chưa nhập gì."))
    return actor


def _length(stream: Any) -> int:
    """Lines of the file; the stream stands at its beginning again."""
    count = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    stream.seek(0)
    return count


def _write_down(file: FeedFile, found: Found) -> None:
    file.faults.all().delete()
    FeedFault.objects.bulk_create(
        (FeedFault(file=file, row=row, field=one.field, message=one.message) for row, one in found.faults),
        batch_size=2_000,
    )
    file.state, file.total = FeedState.CHECKED, max(found.last_row, 1)
    file.added, file.repeated, file.faulty = found.new, found.repeated, found.faulty
    file.first_at, file.last_at = found.first_at, found.last_at
    file.found = {
        "whole": found.whole,
        "progress": found.progress,
        "codes": [[kind, code, rows] for (kind, code), rows in most_common(found.codes)],
        "examples": [_plain(one) for one in found.examples],
    }
    file.save()


def most_common(codes: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return codes.most_common(_SHOWN_CODES)


def _plain(event: Event) -> dict[str, Any]:
    return {"code": event.code, "at": event.at.isoformat(), "status": event.status}
