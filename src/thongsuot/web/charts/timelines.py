"""One line a promise on a common axis of days: the deadline as a tick, the finish as a dot, how far between (V18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _ROW, _TOP, _MARGIN = 720, 44, 30, 6
_ROOM = 100  # letters of a name that fit above its line


@dataclass(frozen=True, slots=True)
class Track:
    """One promise. ``tone`` (good, warn, bad, info, neutral) is said in words by ``standing`` as well."""

    label: str
    standing: str
    tone: str
    deadline: date | None
    finished: date | None = None
    url: str = ""


def timeline(*, tracks: Sequence[Track], today: date, heading: str, source: str = "", csv_url: str = "") -> Chart:
    """Promises with a deadline are drawn; the others stand in the table only."""
    drawn = [track for track in tracks if track.deadline]
    return Chart(
        title=heading,
        drawing=_drawing(drawn, today) if drawn else "",
        summary=" ".join(f"{track.label}: {track.standing}." for track in tracks),
        table=_table(tracks),
        legend=(
            Legend("target", _("hạn")),
            Legend("dot-series", _("ngày làm xong")),
            Legend("expected", _("hôm nay")),
        ),
        source=source,
        csv_url=csv_url,
        is_wide=True,
    )


def _drawing(tracks: Sequence[Track], today: date) -> str:
    days = [day.toordinal() for track in tracks for day in (track.deadline, track.finished, today) if day]
    scale = Scale(Decimal(min(days)), Decimal(max(days)), _MARGIN + 10, _WIDTH - _MARGIN - 10)
    height = _TOP + len(tracks) * _ROW
    now = _at(scale, today)
    today_line = tag("line", x1=now, x2=now, y1=18, y2=height, class_="expected")
    anchor = "end" if now > _WIDTH * 2 / 3 else "start" if now < _WIDTH / 3 else "middle"
    day_label = words(_("hôm nay %(day)s") % {"day": format_date(today)}, now, 12, "soft-text", anchor)
    rows = [_row(track, _TOP + n * _ROW, scale, today) for n, track in enumerate(tracks)]
    has_links = any(track.url for track in tracks)
    return canvas(_WIDTH, height, today_line, day_label, *rows, label=_("Hạn và ngày làm xong"), has_links=has_links)


def _row(track: Track, top: int, scale: Scale, today: date) -> str:
    assert track.deadline is not None
    due, end = _at(scale, track.deadline), _at(scale, track.finished or today)
    y = top + 28
    name = track.label if len(track.label) <= _ROOM else f"{track.label[: _ROOM - 1].rstrip()}…"
    parts = [
        words(name, _MARGIN, top + 14),
        tag("line", x1=_MARGIN, x2=_WIDTH - _MARGIN, y1=y, y2=y, class_="guide"),
        tag("line", x1=min(due, end), x2=max(due, end), y1=y, y2=y, class_=f"stretch stretch-{track.tone}"),
        tag("line", x1=due, x2=due, y1=y - 8, y2=y + 8, class_="target"),
    ]
    if track.finished:
        parts.append(tag("circle", cx=end, cy=y, r=6, class_="dot-series focusable"))
    return link(Point(name, Decimal(1), track.standing, url=track.url), tag("g", *parts))


def _at(scale: Scale, day: date) -> Decimal:
    return scale(Decimal(day.toordinal()))


def _table(tracks: Sequence[Track]) -> Table:
    rows = tuple(
        (
            track.label,
            format_date(track.deadline) if track.deadline else _("không nêu"),
            format_date(track.finished) if track.finished else "—",
            track.standing,
        )
        for track in tracks
    )
    return Table((_("Lời hứa"), _("Hạn"), _("Làm xong"), _("Kết quả")), rows)
