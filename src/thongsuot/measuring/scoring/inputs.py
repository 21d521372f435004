"""What a rule cannot take: refused with what is wrong and how to mend it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.scoring.outcomes import BadInput
from thongsuot.measuring.scoring.words import short

# Beyond this, 28 digits would no longer hold a quotient to the last digit that decides a rounding.
LARGEST = Decimal(10) ** 12
_HUNDRED = Decimal(100)
_SAID = {
    "answer": "câu trả lời có hay không",
    "value": "giá trị",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "cases": "số trường hợp",
    "percent": "tỷ lệ khảo sát",
    "points": "điểm chấm",
}


def said_of(name: str) -> str:
    """The input in the unit's words: ``numerator`` → «tử số»."""
    return _SAID[name]


def checked(code: str, rule: rules.Plain, maximum: Decimal, values: Mapping[str, Decimal | None]) -> None:
    """Raises ``BadInput`` for the first of ``values`` that cannot be true; missing ones are no fault here."""
    known = {name: value for name, value in values.items() if value is not None}
    for name, value in known.items():
        if not value.is_finite() or abs(value) >= LARGEST:
            _refuse(code, name, f"«{value}» không phải số dùng được", "Hãy nhập lại bằng chữ số")
    fault = _fault(rule, maximum, known)
    if fault:
        _refuse(code, *fault)


def _refuse(code: str, name: str, wrong: str, mend: str) -> None:
    raise BadInput(name, f"Tiêu chí {code}: {wrong}. {mend}.")


def _fault(rule: rules.Plain, maximum: Decimal, known: Mapping[str, Decimal]) -> tuple[str, str, str] | None:
    """Name, what is wrong, how to mend it."""
    match rule:
        case rules.YesNo():
            return _not_yes_no(known)
        case rules.Ratio():
            return _no_part(known)
        case rules.Deduction() | rules.Counted():
            return _no_count(known)
        case rules.Survey():
            return _no_percent("percent", known)
        case rules.Steps() if rule.unit == "%" and all(0 <= one.at_least <= _HUNDRED for one in rule.steps):
            return _no_percent("value", known)
        case rules.Manual():
            return _no_points(maximum, known)
    return None


def _not_yes_no(known: Mapping[str, Decimal]) -> tuple[str, str, str] | None:
    answer = known.get("answer")
    if answer is None or answer in (0, 1):
        return None
    return "answer", f"câu trả lời là {short(answer)}", "Chỉ nhận 1 (có) hoặc 0 (không)"


def _no_part(known: Mapping[str, Decimal]) -> tuple[str, str, str] | None:
    for name, value in known.items():
        if value < 0:
            return name, f"{said_of(name)} {short(value)} là số âm", "Hãy nhập số từ 0 trở lên"
    part, whole = known.get("numerator"), known.get("denominator")
    if part is None or whole is None or part <= whole:
        return None
    wrong = f"tử số {short(part)} lớn hơn mẫu số {short(whole)}"
    return "numerator", wrong, "Tử số là phần đạt trong tổng số: hãy xem lại hai số"


def _no_count(known: Mapping[str, Decimal]) -> tuple[str, str, str] | None:
    cases = known.get("cases")
    if cases is None or (cases >= 0 and cases == cases.to_integral_value()):
        return None
    return "cases", f"số trường hợp {short(cases)} không đếm được", "Hãy nhập số nguyên từ 0 trở lên"


def _no_percent(name: str, known: Mapping[str, Decimal]) -> tuple[str, str, str] | None:
    value = known.get(name)
    if value is None or 0 <= value <= _HUNDRED:
        return None
    return name, f"tỷ lệ {short(value)}% nằm ngoài 0–100%", "Hãy nhập tỷ lệ phần trăm từ 0 đến 100"


def _no_points(maximum: Decimal, known: Mapping[str, Decimal]) -> tuple[str, str, str] | None:
    points = known.get("points")
    if points is None or 0 <= points <= maximum:
        return None
    wrong = f"{short(points)} điểm nằm ngoài khoảng 0 đến {short(maximum)}"
    return "points", wrong, f"Điểm cao nhất của tiêu chí này là {short(maximum)}, chỉ điểm thưởng mới vượt 100"
