"""A sender and its file for the killed import, prepared and inspected by processes of their own."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

DOSSIERS = 6_000
UNITS = ("U1", "U2", "U3")
PROCEDURES = ("9.000001", "9.000002")
LAST = datetime(2026, 11, 20, 17, 0)  # noqa: DTZ001 - a clock in Vietnam
STATE = ("code", "started_at", "due_at", "finished_at", "closed_at", "paused_at", "supplements", "is_paid_online")
_EVENTS = "SELECT md5(coalesce(string_agg(digest::text, ',' ORDER BY digest), '')) FROM reporting_feedevent"


def write_file(path: Path) -> int:
    """A file of the made-up feed, each five-hundredth row spoilt and some sent twice; how many rows are spoilt."""
    from thongsuot.reporting.feed.sample import sample_rows

    spoilt = 0
    with path.open("w", encoding="utf-8") as target:
        for number, row in enumerate(sample_rows(DOSSIERS, UNITS, PROCEDURES, LAST)):
            is_spoilt = number % 500 == 7
            spoilt += is_spoilt
            line = json.dumps(row | {"MaHoSo": ""} if is_spoilt else row, ensure_ascii=False) + "\n"
            target.write(line * (2 if number % 300 == 5 else 1))
    return spoilt


def prepare() -> None:
    """One province, two communes; the third code of a unit stays unknown."""
    from thongsuot.registry.conftest import make_unit
    from thongsuot.registry.units.models import UnitKind
    from thongsuot.reporting.feed.choices import CodeKind
    from thongsuot.reporting.feed.models import FeedCode, FeedSource
    from thongsuot.serving.procedures.models import Procedure

    nation = make_unit("viet-nam", "Việt Nam", UnitKind.NATION)
    province = make_unit("tinh-thu", "Tỉnh Thử", UnitKind.PROVINCE, nation)
    source = FeedSource.objects.create(number=1, key="thu", name="Hệ thống thử", home=province)
    for number, code in enumerate(UNITS[:2], 1):
        unit = make_unit(f"xa-{number}--thu", f"Xã {number}", UnitKind.COMMUNE, province)
        FeedCode.objects.create(source=source, kind=CodeKind.UNIT, code=code, unit=unit, province=province)
    for code in PROCEDURES:
        Procedure.objects.create(code=code, title=code, search_key=code, field="thu")


def expected(path: Path) -> dict[str, Any]:
    """What ``report`` must say in the end, by the fold in Python of what the file tells; needs no database."""
    from datetime import UTC
    from itertools import groupby

    from thongsuot.reporting.feed.domain.events import Event, read_row
    from thongsuot.reporting.feed.domain.lines import rows_of
    from thongsuot.reporting.feed.tests.oracle import folded

    now = datetime.now(UTC)
    with path.open("rb") as stream:
        told = [event for line in rows_of(stream) if isinstance(event := read_row(line.given, now), Event)]
    digests = sorted({str(one.digest) for one in told})
    told.sort(key=lambda one: one.code)
    dossiers = [list(group) for _code, group in groupby(told, key=lambda one: one.code)]
    units, procedures = dict.fromkeys(UNITS[:2], 1), dict.fromkeys(PROCEDURES, 1)
    facts = [fact for mine in dossiers if (fact := folded(mine, now, units, procedures)) is not None]
    found = {
        "events": hashlib.md5(",".join(digests).encode()).hexdigest(),
        "kept": len(digests),
        "facts": [[fact[name] for name in STATE] for fact in facts],
    }
    plain: dict[str, Any] = json.loads(json.dumps(found, default=str))
    return plain


def report() -> None:
    """What is kept and what came of it, as JSON; ``apart``: by how much the sums of days miss the facts."""
    print(json.dumps(_found(), default=str))


def _found() -> dict[str, Any]:
    from django.db import connection
    from django.db.models import Sum

    from thongsuot.reporting.feed.models import FeedEvent, FeedFile, FeedQueue
    from thongsuot.serving.facts.models import DossierFact, UnitDay

    with connection.cursor() as cursor:
        cursor.execute(_EVENTS)
        (events,) = cursor.fetchone()
    facts = DossierFact.objects.exclude(source=0)
    ended = facts.exclude(finished_at=None, closed_at=None)
    days = UnitDay.objects.aggregate(received=Sum("received"), settled=Sum("settled"))
    file = FeedFile.objects.first()
    return {
        "events": events,
        "kept": FeedEvent.objects.count(),
        "queue": FeedQueue.objects.count(),
        "apart": [facts.count() - (days["received"] or 0), ended.count() - (days["settled"] or 0)],
        "rows": 0 if file is None else file.rows,
        "counted": None if file is None else [file.added, file.faulty, file.faults.count()],
        "facts": [list(row) for row in facts.order_by("code").values_list(*STATE)],
    }
