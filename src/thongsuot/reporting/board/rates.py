"""The rates every board shows, each with what it is counted from. Few dossiers show none. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import format_number, format_percent, round_percent
from thongsuot.measuring.facade import Count
from thongsuot.reporting.board.scoring import BY_METRIC, ONLINE, Feed
from thongsuot.serving.facts.domain.measures import Counts

FEW = 5  # fewer dossiers than this say something of their owners


def is_few(count: Count | None) -> bool:
    """Counted, of so few that the public is not told."""
    return count is not None and 0 < (count.denominator or 0) < FEW


@dataclass(frozen=True, slots=True)
class Kind:
    """A rate by name. ``behind``, ``rest_behind``: lists of dossiers (serving/insight), "" where there is none."""

    key: str
    name: str
    short: str
    part: Callable[[Counts], int]
    whole: Callable[[Counts], int]
    words: str
    behind: str = ""
    rest_behind: str = ""


def _of_feed(key: str, name: str, short: str, feed: Feed, rest: str = "") -> Kind:
    words = f"{feed.part_words} / {feed.whole_words}"
    return Kind(key, name, short, feed.part, feed.whole, words, feed.behind, rest)


ON_TIME, REPORT = "dung-han-766", "dung-han-06a"
KINDS: tuple[Kind, ...] = (
    _of_feed(ON_TIME, "Đúng hạn theo bộ chỉ số 766", "Đúng hạn (766)", BY_METRIC["ON_TIME"], "rest_766"),
    Kind(
        REPORT,
        "Đúng hạn theo Biểu II.06a",
        "Đúng hạn (II.06a)",
        lambda c: c.kept_report,
        lambda c: c.solved,
        "hồ sơ giải quyết trước và đúng hạn / hồ sơ đã giải quyết",
        "kept_report",
        "rest_report",
    ),
    _of_feed("truc-tuyen", "Nộp trực tuyến", "Trực tuyến", ONLINE),
    _of_feed("thanh-toan", "Thanh toán trực tuyến", "Thanh toán", BY_METRIC["DOSSIER_PAID_ONLINE"]),
    _of_feed("so-hoa", "Số hóa giấy tờ và kết quả", "Số hóa", BY_METRIC["SO_HOA_GIAY_TO_GIAI_QUYET"]),
    _of_feed("hai-long", "Hài lòng (cách tính 5.4)", "Hài lòng", BY_METRIC["DOSSIER_RECEIVING_SATISFACTION"]),
)
BY_KEY = {one.key: one for one in KINDS}


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of one unit; ``open`` readers (staff with the right) see small numbers too."""

    kind: Kind
    part: int
    whole: int
    is_open: bool = False

    @property
    def percent(self) -> Decimal | None:
        """``None`` where nothing was counted: missing, not 0."""
        return Decimal(self.part) * 100 / self.whole if self.whole else None

    @property
    def is_held_back(self) -> bool:
        return 0 < self.whole < FEW and not self.is_open

    @property
    def text(self) -> str:
        """«97,90%»; empty where nothing or too little was counted."""
        return "" if self.percent is None or self.is_held_back else format_percent(self.percent, 2)

    @property
    def short_text(self) -> str:
        """«97,9%», for the wall."""
        return "" if not self.text or self.percent is None else format_percent(round_percent(self.percent, 1))

    @property
    def parts(self) -> str:
        """«1.234/1.250»."""
        return "" if not self.text else f"{format_number(self.part)}/{format_number(self.whole)}"

    @property
    def why(self) -> str:
        return "quá ít hồ sơ" if self.is_held_back else "chưa có hồ sơ để tính"


def rates_of(counts: Counts, is_open: bool = False) -> list[Rate]:
    return [Rate(one, int(one.part(counts)), int(one.whole(counts)), is_open) for one in KINDS]
