"""Loads the indicator dictionary from ``rules/indicators``; run again after an edit, it brings rows up to date."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.collation import collation_key
from thongsuot.kernel.rules import load_yaml
from thongsuot.kernel.text import fold
from thongsuot.platform.search import Entry, index
from thongsuot.registry.indicators.models import Indicator, IndicatorAlias, IndicatorVersion


@transaction.atomic
def load_indicators() -> int:
    """Bring the dictionary up to date; the number of indicators in it."""
    entries = load_yaml("indicators/dictionary")
    for entry in entries:
        indicator, _created = Indicator.objects.update_or_create(
            key=entry["key"],
            defaults={
                "name": entry["name"],
                "sort_key": collation_key(entry["name"]),
                "field": entry.get("field", ""),
            },
        )
        _load_versions(indicator, entry["versions"])
        _load_aliases(indicator, entry.get("aliases", []))
    index(_entry(indicator) for indicator in Indicator.objects.prefetch_related("versions"))
    return len(entries)


def _load_versions(indicator: Indicator, versions: list[dict[str, Any]]) -> None:
    starts = [version.get("valid_from") for version in versions]
    for version in versions:
        values = {key: value for key, value in version.items() if key != "valid_from"}
        IndicatorVersion.objects.update_or_create(
            indicator=indicator, valid_from=version.get("valid_from"), defaults=values
        )
    for kept in indicator.versions.all():
        if kept.valid_from not in starts:
            kept.delete()


def _load_aliases(indicator: Indicator, aliases: list[str]) -> None:
    indicator.aliases.exclude(text__in=aliases).delete()
    for text in aliases:
        IndicatorAlias.objects.update_or_create(indicator=indicator, text=text, defaults={"search_key": fold(text)})


def _entry(indicator: Indicator) -> Entry:
    versions = list(indicator.versions.all())
    return Entry(
        kind="indicator",
        key=indicator.key,
        title=indicator.name,
        subtitle=versions[-1].unit_of_measure if versions else "",
        body=" ".join(version.definition for version in versions),
        url=reverse("indicator", args=[indicator.key]),
        updated_at=timezone.now(),
    )
