"""Loads the serving loop's sample rows; each subject adds its own after the dossiers. May run any number of times."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from thongsuot.kernel.rules import load_rule
from thongsuot.registry.units.models import Unit
from thongsuot.serving.cutting import demo as cutting
from thongsuot.serving.demo.histories import lives
from thongsuot.serving.demo.places import Places, sources, stretch
from thongsuot.serving.demo.writing import write_lives
from thongsuot.serving.desk import demo as desk
from thongsuot.serving.digitising import demo as digitising
from thongsuot.serving.dossiers import demo as dossiers
from thongsuot.serving.dossiers.codes import agency_of
from thongsuot.serving.dossiers.domain.codes import Agency, prefix
from thongsuot.serving.dossiers.models import CodeSequence, Dossier
from thongsuot.serving.facts.refresh import refresh_all
from thongsuot.serving.filing import demo as filing
from thongsuot.serving.payments import demo as payments
from thongsuot.serving.procedures import demo as procedures
from thongsuot.serving.warning import demo as warning

_COUNT, _SEED = 1200, 20261122


def load_serving_demo() -> None:
    """Dossiers first, then what the subjects hang on them."""
    if not Dossier.objects.filter(is_sample=True).exists():
        load_dossiers(timezone.localtime(), _COUNT)
    dossiers.load()
    payments.load()
    digitising.load()
    filing.load()
    desk.load()
    cutting.load()
    warning.load()
    procedures.load()
    refresh_all(timezone.now())


def load_dossiers(now: datetime, count: int) -> None:
    """``count`` lives up to ``now``, and the sequences their codes were taken from."""
    span = stretch(now)
    codes = Codes(now.date())
    write_lives(lives(sources(*span), Places(now.date()).draw, span, count, _SEED), codes.next)
    codes.keep()


class Codes:
    """Counts the codes of a bulk load by itself and leaves the sequences where single receptions go on."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._last: dict[str, int] = {}
        self._agencies: dict[int, Agency] = {}
        self._units = Unit.objects.in_bulk()
        self._order = load_rule("serving/dossier-codes")

    def next(self, unit_id: int, day: date) -> str:
        if unit_id not in self._agencies:
            self._agencies[unit_id] = agency_of(self._units[unit_id], self.today)
        start = prefix(str(self._order.on(day).value), self._agencies[unit_id], day)
        self._last[start] = self._last.get(start, 0) + 1
        return f"{start}{self._last[start]:04}"

    def keep(self) -> None:
        CodeSequence.objects.bulk_create(CodeSequence(prefix=start, last=last) for start, last in self._last.items())
