"""Published results in the search box, from their hour on and never before (G08)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.publishing.words import percent_words, place_words
from thongsuot.platform.outbox import Delivery
from thongsuot.platform.search import Entry, index

KIND = "round-result"
HANDLER = "measuring.results.index"


def index_round(delivery: Delivery) -> None:
    """For the outbox: the newest version of the round an announcement was about."""
    rows = Publication.objects.filter(round=delivery.payload["aggregate_id"], public_from__lte=timezone.now())
    newest = rows.select_related("round__home").order_by("-number").first()
    if newest is not None:
        index(entries_of(newest))


def entries_of(row: Publication) -> Iterator[Entry]:
    """The result as a whole, then one entry a unit; all public."""
    opened, result = row.round, Result.of(row)
    yield Entry(
        kind=KIND,
        key=opened.key,
        title=opened.title,
        subtitle=_("Kết quả chấm điểm của %(home)s, %(count)d đơn vị") % {
            "home": result.home_name, "count": len(result.units)
        },
        url=reverse("round-result", args=[opened.key]),
        updated_at=row.published_at,
        body=row.decision,
        weight=10,
    )  # fmt: skip
    for unit in result.units:
        yield Entry(
            kind=KIND,
            key=f"{opened.key}/{unit.key}",
            title=f"{unit.name}: {opened.title}",
            subtitle=" · ".join(part for part in (place_words(unit), percent_words(unit), unit.class_name) if part),
            url=reverse("round-result-unit", args=[opened.key, unit.key]),
            updated_at=row.published_at,
        )
