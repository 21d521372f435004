"""Sample rows of cutting: Lạng Sơn's package, proposals on every step, words of agencies and the public."""

from __future__ import annotations

from thongsuot.registry.fields import Certainty
from thongsuot.registry.units.models import Unit
from thongsuot.serving.cutting.models import CutPackage, CutRow
from thongsuot.serving.cutting.packages import package_rule

PACKAGE = "lang-son-2024"


def load_package(key: str = PACKAGE) -> CutPackage | None:
    """The package and its rows as the rules say; ``None`` where its unit is not in the record. May run again."""
    rule = package_rule(key)
    home = Unit.objects.filter(key=rule.unit).first()
    if home is None:
        return None
    package, _created = CutPackage.objects.update_or_create(
        key=rule.key,
        defaults={
            "title": rule.title,
            "home": home,
            "year": rule.year,
            "planned": rule.planned,
            "printed_before": rule.before,
            "printed_cut": rule.cut,
            "printed_words": rule.claim_text,
            "source": rule.reference,
            "certainty": Certainty(rule.status.value),
            "rows_are_sample": rule.rows_status == Certainty.SAMPLE.value,
        },
    )
    rows = [
        CutRow(
            package=package,
            ordinal=number,
            field=row.field,
            title=title,
            days_before=row.before,
            days_after=row.after,
            volume=row.volume,
        )
        for number, (row, title) in enumerate(zip(rule.rows, rule.titles, strict=True), 1)
    ]
    CutRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["package", "ordinal"],
        update_fields=["field", "title", "days_before", "days_after", "volume"],
    )
    return package
