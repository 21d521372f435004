"""Where identity is proved. VNeID's protocol is not public, so the product knows only this shape: a page to go to, and
an ``Identity`` that comes back. A demonstration puts the simulator in its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.rules import load_yaml


@dataclass(frozen=True, slots=True)
class Identity:
    """What a provider vouches for. ``number``: twelve digits; ``birth_date``: dd/mm/yyyy."""

    provider: str
    number: str
    name: str
    birth_date: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """``start``: name of the address where the citizen goes to prove who he is."""

    key: str
    label: str | Promise
    start: str


SIMULATOR = Provider("simulator", _("Định danh giả lập"), "citizen-sign-in")


def provider() -> Provider | None:
    """The provider of this installation; ``None`` until one is connected. The simulator only in a demonstration."""
    return SIMULATOR if settings.DEMO else None


@cache
def samples() -> dict[str, Identity]:
    """The simulator's people by key (``rules/demo/citizens.yaml``)."""
    return {
        row["key"]: Identity(SIMULATOR.key, **{name: row[name] for name in row if name != "key"})
        for row in load_yaml("demo/citizens")["citizens"]
    }
