"""Before, after and the change between them (product G04, E11; trap T17)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.figures import Figure, Qualifier

_QUESTION = "Số kỳ này, số kỳ trước hay mức thay đổi bị sai?"


def change_mismatch(figure: Figure) -> Iterator[Finding]:
    """«từ 79,2% lên 81,4% (tăng 3,2 điểm %)»: now minus before is not the stated change."""
    now, before, change = figure.value, figure.previous, figure.change
    if now is None or before is None or change is None or figure.qualifier is not Qualifier.EXACT:
        return
    if before == 0 and figure.change_unit in ("%", "lần"):
        return  # from 0 there is no ratio at all: see change_from_zero
    if _explained(now, before, change, figure.change_unit):
        return
    difference = now - before
    yield doubt(
        FindingKind.CHANGE_MISMATCH,
        Severity.ERROR,
        figure,
        f"Từ {a.show_unit(before, figure.unit)} đến {a.show_unit(now, figure.unit)} là "
        f"{_worded(difference, before)}, không phải {_stated(change, figure.change_unit)}.",
        _QUESTION,
    )


def _explained(now: Decimal, before: Decimal, change: Decimal, unit: str | None) -> bool:
    difference = a.counted(now).minus(a.counted(before))
    stated = a.counted(change) if unit not in ("%", "lần", "điểm %", "điểm") else a.rounding(change)
    if unit != "lần" and difference.overlaps(stated):
        return True
    if unit not in ("%", "lần") or before == 0:
        return False
    relative = (now - before) / abs(before)
    if unit == "%":
        return _near(relative * a.HUNDRED, change)
    return _near(now / before, abs(change)) or _near(relative, change)


def _near(computed: Decimal, stated: Decimal) -> bool:
    """Rates computed from rounded inputs get one more step of the last digit."""
    return computed in a.widened(a.rounding(stated), a.unit_in_last_place(stated) / 2)


def _worded(difference: Decimal, before: Decimal) -> str:
    if difference == 0:
        return "không đổi"
    word = "tăng" if difference > 0 else "giảm"
    relative = f" ({a.show(abs(difference) / abs(before) * a.HUNDRED, 2)}%)" if before else ""
    return f"{word} {a.show(abs(difference))}{relative}"


def _stated(change: Decimal, unit: str | None) -> str:
    return f"{'tăng' if change > 0 else 'giảm'} {a.show_unit(abs(change), unit)}"


def change_direction(figure: Figure) -> Iterator[Finding]:
    """«tăng từ 5 xuống 4»: the word goes one way, the numbers the other."""
    now, before, word = figure.value, figure.previous, figure.change_word
    if now is None or before is None or figure.change is not None or now == before:
        return
    rises = now > before
    if word not in ("tăng", "giảm") or (word == "tăng") == rises:
        return
    yield doubt(
        FindingKind.CHANGE_MISMATCH,
        Severity.ERROR,
        figure,
        f"Viết là {word} nhưng {a.show_unit(before, figure.unit)} → {a.show_unit(now, figure.unit)} là "
        f"{'tăng' if rises else 'giảm'}.",
        "Chữ hay số đúng, hoặc hai số bị viết đảo?",
    )


def change_from_zero(figure: Figure) -> Iterator[Finding]:
    """A rise from 0 has no «lần» and no relative percentage, only points (T17)."""
    if figure.previous != 0 or figure.value is None or figure.value == 0:
        return
    in_times = figure.change is not None and figure.change_unit in ("lần", "%") and figure.unit != figure.change_unit
    yield doubt(
        FindingKind.CHANGE_FROM_ZERO,
        Severity.WARNING if in_times else Severity.NOTE,
        figure,
        f"Kỳ trước là 0 nên không tính được tăng bao nhiêu lần; chỉ nói được mức tăng tuyệt đối "
        f"{a.show(figure.value)}{' điểm %' if figure.unit == '%' else ''}.",
        "Số 0 của kỳ trước là không có hồ sơ, hay chưa thống kê?",
    )
