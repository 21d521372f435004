"""How a dossier's code is written. Two orders exist; which one holds on a day: ``rules/serving/dossier-codes.yaml``.

The old order puts the province at the right of the agency code (TT 01/2018 Điều 19: «000.00.17.H37-260306-0004»), the
newer at the left (QĐ 20/2020/QĐ-TTg: «H37.17-260306-0004»). NĐ 309/2026 orders one unified code yet to be issued.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_LEVELS = 4  # ministry or province, department, division, section
_CODE = re.compile(r"(?P<agency>[A-Z0-9]+(?:\.[A-Z0-9]+)*)-(?P<day>\d{6})-(?P<number>\d{4,})")


@dataclass(frozen=True, slots=True)
class Agency:
    """``levels``: from the province down, «("H37", "17")»; each letters A–Z and digits."""

    levels: tuple[str, ...]


def province_right(agency: Agency) -> str:
    """«000.00.17.H37»: lowest level first, levels that are not there written as zeros."""
    padded = [*agency.levels, *("00", "00", "000")[len(agency.levels) - 1 :]][:_LEVELS]
    return ".".join(reversed(padded))


def province_left(agency: Agency) -> str:
    """«H37.17»: the province first, lower levels to its right."""
    return ".".join(agency.levels)


ORDERS: dict[str, Callable[[Agency], str]] = {"province-right": province_right, "province-left": province_left}


def prefix(order: str, agency: Agency, day: date) -> str:
    """What all codes of one agency on one day begin with; ``KeyError`` for an order nobody knows."""
    return f"{ORDERS[order](agency)}-{day:%y%m%d}-"


def dossier_code(order: str, agency: Agency, day: date, number: int) -> str:
    """``number`` ≥ 1 counts within the day; four digits at least, more where a day holds more."""
    return f"{prefix(order, agency, day)}{number:04}"


def is_code(text: str) -> bool:
    """Whether it is written as a code of either order."""
    return _CODE.fullmatch(text) is not None


def tidy(text: str) -> str:
    """As typed or scanned → as written: capitals, no spaces, any dash a hyphen."""
    return re.sub(r"[‐‑–—]", "-", re.sub(r"\s+", "", text)).upper()
