"""From counted dossiers to points of index 766: what dossiers can say, and why the rest stays empty. No Django.

Points are given by ``measuring`` from counts; here stands only which count feeds which metric. What no dossier tells is
left out, never taken as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.measuring.facade import (
    Count,
    Group,
    Index,
    Metric,
    Score,
    Sum,
    UnitScore,
    index_on,
    unit_score,
    why_of,
)
from thongsuot.serving.facts.domain.measures import Counts


@dataclass(frozen=True, slots=True)
class Feed:
    """What a metric is counted from. ``behind`` names the list of dossiers of the numerator (serving/insight)."""

    number: str
    metric: str
    part: Callable[[Counts], int]
    whole: Callable[[Counts], int]
    part_words: str
    whole_words: str
    behind: str
    whole_behind: str


def _unspoilt(counts: Counts) -> int:
    """R of 5.4: all − overdue − disliked; a dossier that is both is taken off twice, as the formula says."""
    return max(0, int(counts.kept_766 - counts.disliked))


_RECEIVED = "hồ sơ tiếp nhận trong kỳ"
_ALL = "hồ sơ tiếp nhận, xử lý trong kỳ"
FEEDS: tuple[Feed, ...] = (
    Feed(
        *("2.1", "ON_TIME", lambda c: c.kept_766, lambda c: c.all_766),
        *("hồ sơ xong trước hạn, đúng hạn hoặc còn trong hạn", _ALL, "kept_766", "all_766"),
    ),
    Feed(
        *("3.3", "", lambda c: c.online, lambda c: c.received),
        *("hồ sơ nộp trực tuyến", _RECEIVED, "online", "received"),
    ),
    Feed(
        *("3.6", "DOSSIER_PAID_ONLINE", lambda c: c.paid_online, lambda c: c.with_fee),
        *("hồ sơ trả phí, lệ phí trực tuyến", "hồ sơ có phí, lệ phí", "paid_online", "with_fee"),
    ),
    Feed(
        *("4.1", "ORIGINAL_RESULT_AVAILABLE", lambda c: c.electronic_result, lambda c: c.with_result),
        *("hồ sơ có kết quả điện tử", "hồ sơ đã xong có kết quả bằng văn bản", "electronic_result", "with_result"),
    ),
    Feed(
        *("4.2", "SO_HOA_GIAY_TO_GIAI_QUYET", lambda c: c.wholly_digitised, lambda c: c.received),
        *("hồ sơ số hóa đủ giấy tờ và kết quả", _RECEIVED, "wholly_digitised", "received"),
    ),
    Feed(
        *("4.3", "REUSED_DIGITIZED_DATA", lambda c: c.reused, lambda c: c.digitised),
        *("hồ sơ dùng lại dữ liệu đã có", "hồ sơ được số hóa", "reused", "digitised"),
    ),
    Feed(
        *("4.4", "SYNCED_WITH_DVCQG_PERSONAL_STORAGE", lambda c: c.from_store, lambda c: c.received),
        *("hồ sơ lấy giấy tờ từ kho của người dân", _RECEIVED, "", "received"),
    ),
    Feed(
        *("4.5b", "CITIZEN_DATA_CONNECTED_DOSSIER", lambda c: c.identified, lambda c: c.received),
        *("hồ sơ của người nộp đã định danh điện tử", _RECEIVED, "", "received"),
    ),
    Feed(
        *("5.4", "DOSSIER_RECEIVING_SATISFACTION", _unspoilt, lambda c: c.all_766),
        *("hồ sơ không quá hạn, không bị chê", _ALL, "kept_766", "all_766"),
    ),
)
BY_METRIC = {one.metric: one for one in FEEDS if one.metric}
ONLINE = next(one for one in FEEDS if one.number == "3.3")
ONLINE_GROUP = "ONLINE"

_BY_PROCEDURE = "Đếm theo thủ tục, không đếm theo hồ sơ; chưa có nguồn."
_PETITIONS = "Đếm từ phản ánh, kiến nghị; chưa có nguồn."
NO_SOURCE: dict[str, str] = {
    "PUBLISH_ON_TIME": "Đếm từ quyết định công bố thủ tục, không đếm từ hồ sơ; chưa có nguồn.",
    "PUBLIC_UPDATE_ON_TIME": "Đếm từ Cơ sở dữ liệu quốc gia về thủ tục; chưa có nguồn.",
    "PUBLIC_CONTENT_FULL": "Đếm từ Cơ sở dữ liệu quốc gia về thủ tục; chưa có nguồn.",
    "DOSSIER_SYNC": "Cần số hồ sơ mà Cổng Dịch vụ công quốc gia đã nhận; chưa có nguồn.",
    "FORMALITY_PAID_ONLINE": _BY_PROCEDURE,
    "CITIZEN_DATA_CONNECTED_FORMALITY": _BY_PROCEDURE,
    "ELECTRONIC_CERTIFIED_COPY": "Đếm theo xã có chứng thực bản sao điện tử; chưa có nguồn.",
    "PETITION_PROCESSING_ON_TIME": _PETITIONS,
    "PETITION_HANDLING_SATISFACTION": _PETITIONS,
    "PETITION_CLASSIFICATION_TTHC": _PETITIONS,
    "PETITION_CLASSIFICATION_STAFF": _PETITIONS,
}


def is_empty(counts: Counts) -> bool:
    """No dossier at all: «chưa có số liệu», not 0 points."""
    return not counts.received and not counts.all_766


def feed_counts(counts: Counts) -> dict[str, Count]:
    """Metric → what was counted for it; nothing at all without a dossier. A metric without a source is left out."""
    if is_empty(counts):
        return {}
    return {code: Count(int(one.part(counts)), int(one.whole(counts))) for code, one in BY_METRIC.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """One metric of one unit. ``count`` and ``score`` are ``None`` without a source, ``why`` says so."""

    metric: Metric
    feed: Feed | None
    count: Count | None
    score: Score | None
    why: str

    @property
    def is_counted(self) -> bool:
        return self.count is not None


@dataclass(frozen=True, slots=True)
class Part:
    """A group: what could be added up of it."""

    group: Group
    found: Sum
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The index of one unit in one period. ``grade`` is empty until the total is known."""

    index: Index
    counts: Counts
    scored: UnitScore
    parts: tuple[Part, ...]

    @property
    def known(self) -> Decimal:
        return self.scored.total.known

    @property
    def known_maximum(self) -> Decimal:
        return self.scored.total.known_maximum

    @property
    def is_empty(self) -> bool:
        return is_empty(self.counts)

    @property
    def grade(self) -> str:
        points = self.scored.total.points
        return "" if points is None else self.index.class_of(points)


def card_of(counts: Counts, day: date) -> Card:
    """Points of ``counts`` by the index in force on ``day``."""
    index, given = index_on(day), feed_counts(counts)
    scored = unit_score(index, given)
    parts = tuple(Part(one, scored.groups[one.code], tuple(_lines(one, given, scored))) for one in index.groups)
    return Card(index, counts, scored, parts)


def _lines(group: Group, given: dict[str, Count], scored: UnitScore) -> Iterable[Line]:
    for metric in group.metrics:
        feed, count = BY_METRIC.get(metric.code), given.get(metric.code)
        score = scored.scores.get(metric.code)
        yield Line(metric, feed, count, score, _why(metric, feed, count, score))


def _why(metric: Metric, feed: Feed | None, count: Count | None, score: Score | None) -> str:
    if count is not None and score is not None:
        return why_of(metric, count, score)
    if feed is not None:
        return f"Chưa có {feed.whole_words}."
    return NO_SOURCE.get(metric.code, metric.unscored)
