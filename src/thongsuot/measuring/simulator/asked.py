"""What the address of a simulation asks for: every choice stands in it, so that it can be sent to somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from thongsuot.kernel.numbers import AmbiguousNumber, understand_input

EFFORT = "cong-suc-"
_MOST = Decimal(1_000_000)


@dataclass(frozen=True)
class Wish:
    """``typed`` keeps what was written, right or wrong; ``faults`` say what could not be read, by field."""

    chosen: tuple[str, ...] = ()
    efforts: dict[str, Decimal] = field(default_factory=dict)
    budget: Decimal | None = None
    year: int | None = None
    within: int | None = None
    sheets: int | None = None
    code: str = ""
    points: Decimal | None = None
    without_paper: bool = False
    propose: bool = False
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def wish_of(request: HttpRequest) -> Wish:
    """From the query of a page, or the body of the form that adopts."""
    data = request.POST if request.method == "POST" else request.GET
    faults: dict[str, str] = {}

    def number(name: str, *, whole: bool = False, least: Decimal = Decimal(0)) -> Decimal | None:
        return _number(data, name, faults, whole=whole, least=least)

    def count(name: str) -> int | None:
        found = number(name, whole=True, least=Decimal(1))
        return None if found is None else int(found)

    return Wish(
        chosen=tuple(dict.fromkeys(data.getlist("chon"))),
        efforts=_efforts(data, number),
        budget=number("ngan-sach"),
        year=count("nam"),
        within=count("nhom-dau"),
        sheets=count("phieu"),
        code=data.get("tieu-chi", "").strip(),
        points=number("cong"),
        without_paper=data.get("bo-giay-to") == "1",
        propose=data.get("de-xuat") == "1",
        typed={name: data.get(name, "") for name in data},
        faults=faults,
    )


def _efforts(data: QueryDict, number: Callable[..., Decimal | None]) -> dict[str, Decimal]:
    found = {}
    for name in data:
        if name.startswith(EFFORT) and data.get(name, "").strip():
            effort = number(name, least=Decimal("0.01"))
            if effort is not None:
                found[name.removeprefix(EFFORT)] = effort
    return found


def _number(data: QueryDict, name: str, faults: dict[str, str], *, whole: bool, least: Decimal) -> Decimal | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    try:
        value, _said = understand_input(text)
    except AmbiguousNumber as error:
        faults[name] = str(error)
        return None
    if value > _MOST or value < least or (whole and value != value.to_integral_value()):
        faults[name] = _("«%(text)s» không dùng được: hãy nhập số%(whole)s từ %(least)s trở lên.") % {
            "text": text[:40],
            "whole": _(" nguyên") if whole else "",
            "least": f"{least.normalize():f}".replace(".", ","),
        }
        return None
    return value
