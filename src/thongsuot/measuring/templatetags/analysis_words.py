"""``{% load analysis_words %}``: points, shares and reasons as analysis pages say them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import (
    format_change,
    format_number,
    round_half_up,
    round_percent,
    without_trailing_zeros,
)
from thongsuot.measuring.analysis.domain.lost import Loss, Reach
from thongsuot.measuring.leagues.bands import Stretch
from thongsuot.measuring.published.components import FALLEN, RISEN, SAME, Moved

register = template.Library()


@register.filter
def plain(value: Decimal) -> str:
    """«8,25»: two decimals at most, no zeros that say nothing."""
    return format_number(without_trailing_zeros(round_half_up(value, 2)))


@register.filter
def plain_signed(value: Decimal) -> str:
    return f"+{plain(value)}" if value > 0 else plain(value)


@register.filter
def plain_size(value: Decimal) -> str:
    return plain(abs(value))


@register.filter
def plain_or(value: Decimal | None, otherwise: str) -> str:
    return otherwise if value is None else plain(value)


@register.filter
def whole(percent: Decimal) -> str:
    """A share without decimals that never rounds up to 100."""
    return format_number(round_percent(percent, 0))


@register.filter
def band_words(stretch: Stretch) -> str:
    """«50 – 52/63 (2017 – 2019)»; one year is a rank, not a band."""
    band, years = stretch.band, (stretch.first, stretch.last)
    ranks = str(band.best) if band.best == band.worst else f"{band.best} – {band.worst}"
    told = str(years[0]) if years[0] == years[1] else f"{years[0]} – {years[1]}"
    return f"{ranks}/{stretch.out_of} ({told})" if stretch.out_of else f"{ranks} ({told})"


@register.filter
def reach_words(loss: Loss) -> str:
    """Why a lost point is called recoverable, or why not."""
    if not loss.is_scored:
        return _("Chưa chấm: nộp minh chứng để được chấm.")
    if loss.reach is Reach.OWN:
        return _("Có: năm %(year)d đơn vị đã đạt cao hơn.") % {"year": loss.best_year or 0}
    if loss.reach is Reach.MOST:
        return _("Có: phần lớn đơn vị đã đạt trọn.")
    if loss.reach is Reach.SOME:
        return _("Khó hơn: mới có %(full)d đơn vị đạt trọn.") % {"full": loss.full}
    return _("Chưa đơn vị nào đạt trọn năm nay.")


_SHAPES = {RISEN: ("▲", "up"), FALLEN: ("▼", "down"), SAME: ("•", "same")}


@register.simple_tag
def score_move(change: Decimal, unit: str) -> SafeString:
    """«▼ giảm 1,61 điểm»: an arrow and the word, never colour alone (G02)."""
    word = RISEN if change > 0 else FALLEN if change < 0 else SAME
    return _move(word, format_change(change, unit or _("điểm")))


@register.simple_tag
def component_move(part: Moved) -> SafeString | str:
    """What became of a component since the year before; nothing where no source says."""
    if not part.word:
        return ""
    return _move(part.word, part.word if part.change is None else format_change(part.change, _("điểm")))


def _move(word: str, words: str) -> SafeString:
    shape, tone = _SHAPES[word]
    return format_html('<span class="move move-{}"><span aria-hidden="true">{}</span> {}</span>', tone, shape, words)
