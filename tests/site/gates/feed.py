"""Who takes in other systems' dossiers keeps senders, files and codes; differences are for readers of figures."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.models import FeedCode, FeedFile, FeedSource
from thongsuot.reporting.permissions import Reporting
from thongsuot.serving.permissions import Serving

GATES = {
    "feeds": Reporting.FEED_RUN,
    "feed-mismatches": Serving.BOARD_READ,
    "feed-source": Reporting.FEED_RUN,
    "feed-codes": Reporting.FEED_RUN,
    "feed-code": Reporting.FEED_RUN,
    "feed-file": Reporting.FEED_RUN,
    "feed-faults": Reporting.FEED_RUN,
    "feed-run": Reporting.FEED_RUN,
}
POSTED = {"feed-code", "feed-run"}


def arguments() -> dict[str, Callable[[], list[object]]]:
    number = {name: lambda: [_file().pk] for name in ("feed-file", "feed-faults", "feed-run")}
    key = {name: lambda: [_source().key] for name in ("feed-source", "feed-codes")}
    return {**number, **key, "feed-code": lambda: [_code().pk]}


def _source() -> FeedSource:
    return FeedSource.objects.get(key="mot-cua-cu")


def _file() -> FeedFile:
    return FeedFile.objects.filter(source=_source()).order_by("pk")[0]


def _code() -> FeedCode:
    return FeedCode.objects.filter(source=_source(), kind=CodeKind.UNIT, unit__isnull=True)[0]
