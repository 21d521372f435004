"""Words of the feed's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.reporting.feed.choices import FeedState
from thongsuot.reporting.feed.models import FeedFile
from thongsuot.reporting.feed.queries import unknown_words
from thongsuot.serving.facade import status_words

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


@dataclass(frozen=True, slots=True)
class CodeLine:
    message: str
    rows: int


def code_lines(file: FeedFile) -> list[CodeLine]:
    """Unknown codes the dry run met; after the import they stand on the page of codes."""
    if file.state != FeedState.CHECKED:
        return []
    return [CodeLine(unknown_words(kind, code), rows) for kind, code, rows in file.found.get("codes", ())]


def example_lines(file: FeedFile) -> Sequence[tuple[str, datetime, str]]:
    """Dossier, when, its state, of the first rows."""
    told = file.found.get("examples", ()) if file.state == FeedState.CHECKED else ()
    return [(one["code"], datetime.fromisoformat(one["at"]), status_words(one["status"])) for one in told]


def lag_words(file: FeedFile | None) -> str:
    """«3 phút», «5 giờ», «12 ngày»; empty before anything came."""
    if file is None or file.lag is None:
        return ""
    if file.lag < _MINUTE:
        return _("%(count)d giây") % {"count": file.lag}
    if file.lag < 2 * _HOUR:
        return _("%(count)d phút") % {"count": file.lag // _MINUTE}
    if file.lag < 2 * _DAY:
        return _("%(count)d giờ") % {"count": file.lag // _HOUR}
    return _("%(count)d ngày") % {"count": file.lag // _DAY}
