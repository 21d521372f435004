"""``thongsuot feed FILE --source KEY``: another system's dossier events. Safe to stop and to run again."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thongsuot.reporting.feed.models import FeedFile, FeedSource

_WIDTH = 30
_FAULTS = 10


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("feed", help="Nhập tệp trạng thái hồ sơ của hệ thống khác")
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp CSV hoặc JSON từng dòng")
    parser.add_argument("--source", required=True, metavar="MÃ", help="mã ngắn của nguồn hồ sơ đã khai báo")
    parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không ghi gì")


def run(args: argparse.Namespace) -> int:
    """0 when the whole file was good, 1 when rows were faulty or the file is none, 2 for a wrong file or source."""
    if not args.file.is_file():
        print(f"Không có tệp «{args.file}». Hãy kiểm tra đường dẫn.", file=sys.stderr)
        return 2
    from thongsuot.cli.django_setup import setup

    setup()
    from thongsuot.reporting.feed.domain.lines import NotAFeed
    from thongsuot.reporting.feed.models import FeedSource

    source = FeedSource.objects.select_related("home").filter(key=args.source).first()
    if source is None:
        known = ", ".join(FeedSource.objects.values_list("key", flat=True)) or "chưa có nguồn nào"
        print(f"Chưa khai báo nguồn «{args.source}» ({known}). Hãy khai báo ở trang «Nguồn hồ sơ».", file=sys.stderr)
        return 2
    try:
        return _look(args.file, source) if args.dry_run else _import(args.file, source)
    except NotAFeed as error:
        print(f"{args.file.name}: {error}", file=sys.stderr)
        return 1


class _Bar:
    """A bar that redraws itself on a terminal; elsewhere a line a step."""

    def __init__(self, total: int, already: int = 0) -> None:
        self.total, self.already, self.began = max(total, 1), already, time.monotonic()

    def show(self, done: int, more: str = "") -> None:
        share = min(done / self.total, 1.0)
        filled = round(share * _WIDTH)
        told = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {share:4.0%} {_dots(done)}/{_dots(self.total)} dòng"
        told += f", {more}" if more else self._left(done)
        ends = {"end": "\r", "flush": True} if sys.stdout.isatty() else {"flush": True}
        print(told.ljust(79), **ends)

    def _left(self, done: int) -> str:
        pace = (done - self.already) / max(time.monotonic() - self.began, 0.001)
        return f", còn {(self.total - done) / pace:.0f} giây" if pace > 0 else ""


def _look(path: Path, source: FeedSource) -> int:
    from django.utils import timezone

    from thongsuot.reporting.feed.looking import look
    from thongsuot.reporting.feed.queries import unknown_words

    total, _digest = _measured(path)
    with path.open("rb") as stream:
        found = look(source, stream, timezone.now(), _Bar(total).show)
    print(
        f"\nChạy thử, chưa ghi gì: {_dots(found.rows)} dòng; {_dots(found.whole)} hồ sơ, {_dots(found.progress)} tiến "
        f"độ; {_dots(found.new)} sự kiện mới, {_dots(found.repeated)} đã có; {_dots(found.faulty)} dòng lỗi."
    )
    for event in found.examples[:3]:
        print(f"  {event.code}: trạng thái {event.status} lúc {event.at:%H:%M %d/%m/%Y}")
    for row, fault in found.faults[:_FAULTS]:
        print(f"  dòng {row}{f', {fault.field}' if fault.field else ''}: {fault.message}")
    for (kind, code), rows in found.codes.most_common(_FAULTS):
        print(f"  {_dots(rows)} dòng: {unknown_words(kind, code)}")
    return 1 if found.faulty else 0


def _import(path: Path, source: FeedSource) -> int:
    from thongsuot.platform.access.actors import SYSTEM
    from thongsuot.reporting.feed import actions
    from thongsuot.reporting.feed.choices import FeedState
    from thongsuot.reporting.feed.importing import take_in
    from thongsuot.reporting.feed.models import FeedFile

    total, digest = _measured(path)
    row = actions.ReceiveFile.run(SYSTEM, actions.NewFile(source.pk, path.name[-200:], digest))
    file = FeedFile.objects.select_related("source__home").get(pk=row.number)
    if file.state == FeedState.DONE:
        print("Đúng tệp này đã nhập xong trước đó; không có gì thay đổi.")
        return 1 if file.faulty else 0
    actions.StartFeed.run(SYSTEM, actions.Start(file.pk))
    if file.rows:
        print(f"Nhập tiếp từ dòng {_dots(file.rows + 1)}.", flush=True)
    bar = _Bar(total, file.rows)
    with path.open("rb") as stream:
        take_in(file, stream, lambda now, left: bar.show(now.rows, f"còn {_dots(left)} hồ sơ chờ gộp" if left else ""))
    actions.FinishFeed.run(SYSTEM, actions.FileInput(file.pk))
    return _said(file)


def _said(file: FeedFile) -> int:
    file.refresh_from_db()
    print(
        f"\nXong: {_dots(file.added)} sự kiện mới, {_dots(file.repeated)} đã có, {_dots(file.faulty)} dòng lỗi."
        + (" Danh sách lỗi ở trang «Nguồn hồ sơ»." if file.faulty else "")
    )
    return 1 if file.faulty else 0


def _measured(path: Path) -> tuple[int, str]:
    """Lines and SHA-256, in one reading."""
    total, digest = 0, hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            total += chunk.count(b"\n")
            digest.update(chunk)
    return total, digest.hexdigest()


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")
