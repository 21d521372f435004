"""Boards as their pages show them: shares with what they are counted from, the form, the funnel, nine indices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number, format_percent
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.units.models import Unit
from thongsuot.serving.facts.answers import freshness
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.insight import queries
from thongsuot.serving.insight.domain import nd61
from thongsuot.serving.insight.domain.funnel import Drop, Step, drops
from thongsuot.serving.insight.domain.measures import Key, Share, share_of
from thongsuot.serving.insight.domain.report import HEADINGS, Line, line_of
from thongsuot.serving.insight.domain.span import Span

FILING = (Key.SELF_FILED, Key.ASSISTED, Key.OFFICER_FILED)
FEW = 5  # fewer dossiers than this say something of their owners
# Key → the word of the address that lists the part; the rest that some shares leave out.
LISTS = {
    Key.ON_TIME_766: "kept_766",
    Key.ON_TIME_REPORT: "kept_report",
    Key.ONLINE: "online",
    Key.SELF_FILED: "online_self",
    Key.ASSISTED: "online_assisted",
    Key.OFFICER_FILED: "online_officer",
    Key.WHOLLY_OF_DIGITISED: "wholly_digitised",
}
RESTS = {Key.ON_TIME_766: "rest_766", Key.ON_TIME_REPORT: "rest_report"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One share on the board: ``url`` lists what stands above the line, ``rest_url`` what is left out."""

    share: Share
    url: str
    rest_url: str

    @property
    def text(self) -> str:
        return "" if self.share.percent is None else format_percent(self.share.percent, 2)

    @property
    def parts(self) -> str:
        return f"{format_number(self.share.part)}/{format_number(self.share.whole)}"


def counted_until(span: Span, now: datetime) -> datetime:
    """The last moment the numbers tell of: the end of the period, or the oldest change not counted yet."""
    return min(span.seen, freshness(now).seen or span.seen)


def list_url(query: str, group: str) -> str:
    return f"{reverse('dossier-board-rows')}?{query}&nhom={group}"


def figure(counts: Counts, key: Key, query: str) -> Figure:
    rest = RESTS.get(key, "")
    return Figure(share_of(counts, key), list_url(query, LISTS.get(key, key.value)), rest and list_url(query, rest))


# Column of the form → the group that lists it.
_COLUMNS = {
    3: "all_766",
    4: "online",
    5: "offline",
    6: "carried",
    7: "solved",
    8: "early_report",
    9: "on_time_report",
    10: "late_report",
    11: "in_process",
    12: "running_report",
    13: "overdue_report",
}


@dataclass(frozen=True, slots=True)
class FormRow:
    """``cells``: (column, dossiers, address of the list)."""

    name: str
    line: Line
    cells: tuple[tuple[int, int, str], ...]


def form_row(name: str, counts: Counts, query: str) -> FormRow:
    line = line_of(counts)
    cells = tuple((column, line.cells[column], list_url(query, _COLUMNS[column])) for column in HEADINGS)
    return FormRow(name, line, cells)


@dataclass(frozen=True, slots=True)
class Funnel:
    """Two funnels of different things: procedures, then dossiers."""

    procedures: list[Drop]
    dossiers: list[Drop]


def funnel_of(procedures: tuple[int, int], counts: Counts, query: str) -> Funnel:
    whole, online = procedures
    services = [Step(_("Thủ tục"), whole), Step(_("Có dịch vụ công trực tuyến"), online)]
    steps = [
        Step(_("Hồ sơ tiếp nhận"), counts.received, list_url(query, "received")),
        Step(_("Nộp trực tuyến"), counts.online, list_url(query, "online")),
        Step(_("Trả phí trực tuyến hoặc không phải trả"), counts.funnel_paid, list_url(query, "funnel_paid")),
        Step(_("Giấy tờ số hóa toàn trình"), counts.funnel_papers, list_url(query, "funnel_papers")),
        Step(_("Có kết quả điện tử"), counts.funnel_result, list_url(query, "funnel_result")),
    ]
    return Funnel(drops(services), drops(steps))


def card_of(actor: Actor, asked: queries.Asked, counts: Counts, procedures: tuple[int, int]) -> nd61.Card:
    """Indices 1, 2, 3 and 9; the others are counted by nobody yet."""
    tallies = queries.tallies(actor, asked, counts)
    whole, online = procedures
    service_share = Decimal(online) * 100 / whole if whole else None
    scores = {number: nd61.Tally(*given).score for number, given in tallies.items()}
    dossier_share = share_of(counts, Key.ONLINE).percent
    return nd61.Card({**scores, 9: nd61.online_score(service_share, dossier_share, counts.rest_766)})


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the board and its two shares of being on time."""

    unit: Unit
    counts: Counts
    by_766: Figure
    by_report: Figure
    online: Figure


def unit_row(unit: Unit, counts: Counts, query: str) -> UnitRow:
    keys = (Key.ON_TIME_766, Key.ON_TIME_REPORT, Key.ONLINE)
    return UnitRow(unit, counts, *(figure(counts, key, query) for key in keys))


def stack_parts(figures: Sequence[tuple[Share, str, str]]) -> list[tuple[str, Decimal, str, str]]:
    """(share, text, address) → what the stacked bar draws; a text held back keeps its part out of the drawing."""
    return [(share.measure.name, Decimal(share.part if text else 0), text or "—", url) for share, text, url in figures]
