"""Cells of a feed: moments in the forms systems write, flags, whole numbers. Raises ``BadValue`` with what to mend."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))  # without daylight saving since 1975; a plain offset reads quicker than a zone
FIRST_YEAR, LAST_YEAR = 2000, 2100
_PARTS = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[/-](?P<m2>\d{1,2})[/-](?P<y2>\d{4}))"
    r"(?:[T ]+(?P<h>\d{1,2}):(?P<i>\d{2})(?::(?P<s>\d{2})(?:\.\d{1,9})?)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_TRUE, _FALSE = {"1", "true", "co", "có"}, {"0", "false", "khong", "không"}


class BadValue(ValueError):  # noqa: N818 - of the sender, not ours
    """``str(error)``: what is wrong and in which form it should come, in Vietnamese; never quotes the value."""


def moment(given: object, *, ends_day: bool = False) -> datetime:
    """yyyyMMdd[HHmm[ss]], ISO with or without a zone, dd/MM/yyyy [HH:mm[:ss]]; without a zone: Vietnam.

    ``ends_day``: a day without an hour means its end, so that a result of that day is not late.
    """
    text = str(given).strip()
    try:
        found = _digits(text) if text.isascii() and text.isdigit() else _written(text)
    except ValueError:
        raise BadValue(
            "không phải ngày giờ. Hãy ghi dạng 20260131083000, 2026-01-31T08:30:00 hoặc 31/01/2026 08:30."
        ) from None
    if not FIRST_YEAR <= found.year < LAST_YEAR:
        raise BadValue(f"năm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. Hãy kiểm tra lại ngày.")
    is_day = len(text) <= 10
    return found.replace(hour=23, minute=59, second=59) if is_day and ends_day else found


def _digits(text: str) -> datetime:
    if len(text) not in (8, 12, 14):
        raise ValueError
    pairs = [int(text[at : at + 2]) for at in range(4, len(text), 2)]
    return datetime(int(text[:4]), *pairs, tzinfo=VIETNAM)  # type: ignore[arg-type, misc]


def _written(text: str) -> datetime:
    met = _PARTS.fullmatch(text)
    if met is None:
        raise ValueError
    year, month, day = (int(met[name] or met[f"{name}2"]) for name in ("y", "m", "d"))
    hour, minute, second = (int(met[name] or 0) for name in ("h", "i", "s"))
    found = datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    return found if met["zone"] is None else found.replace(tzinfo=_zone(met["zone"])).astimezone(VIETNAM)


def _zone(text: str) -> timezone:
    if text == "Z":
        return timezone(timedelta(0))
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def flag(given: object) -> bool:
    """0/1, true/false, có/không."""
    word = str(given).strip().casefold()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise BadValue("phải là 0 hoặc 1.")


def whole(given: object, low: int, high: int) -> int:
    """A whole number in the range, both ends inside; «4», 4, 4.0."""
    text = str(given).strip().removesuffix(".0")
    if not (text.isascii() and text.isdigit() and len(text) <= 15 and low <= int(text) <= high):
        raise BadValue(f"phải là số nguyên từ {low} đến {high}.")
    return int(text)


def amount(given: object) -> int:
    """Đồng; thousands may be parted by points or commas."""
    text = str(given).strip()
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
        text = text.replace(".", "").replace(",", "")
    return whole(text, 0, 10**12)


def word(given: object, most: int) -> str:
    """A code or name on one line, at most ``most`` letters."""
    text = " ".join(str(given).split())
    if isinstance(given, dict | list | bool) or not text or not text.isprintable() or "\ufffd" in text:
        raise BadValue("không đọc được. Hãy lưu tệp theo bảng mã UTF-8 và kiểm tra ô này.")
    if len(text) > most:
        raise BadValue(f"dài quá {most} chữ. Hãy kiểm tra lại cột.")
    return text
