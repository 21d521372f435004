"""What a new draft starts with by the level of the issuing body: ``rules/documents/notices.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thongsuot.kernel.rules import load_yaml
from thongsuot.registry.positions.models import Position, PositionHolding
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.queries import in_force
from thongsuot.steering.notices.domain.signing import Capacity, Form, short_title, signature_lines


@cache
def rules() -> dict[str, Any]:
    content: dict[str, Any] = load_yaml("documents/notices")
    return content


@dataclass(frozen=True, slots=True)
class Level:
    symbol: str
    superior: str
    issuer: str
    issuer_text: str
    form: str


def level_of(home: Unit) -> Level:
    """The body's own name in place of the blanks."""
    levels = rules()["levels"]
    given = levels.get(home.kind, levels["default"])
    fill = {"{NAME}": home.name.upper(), "{name}": home.name}
    return Level(
        symbol=given["symbol"],
        superior=given["superior"],
        issuer=_filled(given["issuer"], fill),
        issuer_text=_filled(given["issuer_text"], fill),
        form=given["form"],
    )


def _filled(text: str, fill: dict[str, str]) -> str:
    for blank, value in fill.items():
        text = text.replace(blank, value)
    return text


def kind_name() -> str:
    return str(rules()["kind_name"])


def kind_names() -> list[str]:
    return list(rules()["kind_names"])


def lines_for(form: str, title: str, principal: str) -> list[str]:
    """The block of a title as held; raises ``SigningRefused``."""
    tails = rules()["tails"]
    capacity = Capacity(Form(form), short_title(title, tails), short_title(principal, tails))
    return list(signature_lines(capacity))


def holder_on(position: Position, day: date) -> str:
    """Who held the position that day; empty when nobody is recorded."""
    held = PositionHolding.objects.filter(in_force(day), position=position).select_related("person")
    holding = held.order_by("pk").first()
    return holding.person.full_name if holding else ""
