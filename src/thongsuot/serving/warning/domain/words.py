"""Why, in words: the step, the unit, what is usual there and how long it has been. Never a person."""

from __future__ import annotations

_DAY = 480  # minutes of office hours
_HOUR = 60


_STEPS = {
    "tiep-nhan": "Tiếp nhận",
    "chuyen": "Chuyển hồ sơ",
    "kiem-tra": "Kiểm tra",
    "tham-dinh": "Thẩm định",
    "thue": "Phần việc của cơ quan thuế, đăng ký",
    "ky": "Ký kết quả",
}


def step_words(code: str, title: str, titles: int) -> str:
    """The step's own name where all procedures call it alike, else what it is in general."""
    return title if titles == 1 else _STEPS.get(code, title)


def span(minutes: float) -> str:
    """«2,1 ngày», «3 giờ», «20 phút» of office hours."""
    if minutes >= _DAY:
        return f"{_plain(minutes / _DAY)} ngày"
    if minutes >= _HOUR:
        return f"{_plain(minutes / _HOUR)} giờ"
    return f"{max(1, round(minutes))} phút"


def _plain(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",")


def why(step: str, unit: str, usual: float | None, elapsed: int, *, is_current: bool) -> str:
    """``usual``: median minutes there, ``None`` where too few were counted; ``elapsed`` minutes already there."""
    where = f"Bước {step} ở {unit}" if unit else f"Bước {step}"
    known = f"thường mất {span(usual)}" if usual is not None else "chưa đủ hồ sơ để biết thường mất bao lâu"
    if not is_current:
        return f"{where} {known}, mà chưa tới bước đó."
    return f"{where} {known}, hồ sơ đã ở đó {span(elapsed)}."


def headline(many: int, step: str, unit: str) -> str:
    """«12 hồ sơ có nguy cơ trễ trong 48 giờ — nghẽn ở bước thẩm định (Phường Tam Thanh)»."""
    if not many:
        return "Không hồ sơ nào có nguy cơ trễ trong 48 giờ tới"
    jam = f" — nghẽn ở bước {step[:1].lower()}{step[1:]}" if step else ""
    return f"{many} hồ sơ có nguy cơ trễ trong 48 giờ{jam}{f' ({unit})' if step and unit else ''}"
