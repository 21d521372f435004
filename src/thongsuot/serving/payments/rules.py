"""Where fees go and how long a bank's page stays open; ``rules/serving/payments.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from thongsuot.kernel.rules import load_yaml


@dataclass(frozen=True, slots=True)
class Account:
    """The account that receives; ``is_sample``: belongs to no bank."""

    bank: str
    number: str
    holder: str
    is_sample: bool


def account_of(unit_key: str) -> Account:
    accounts = _plain()["accounts"]
    one = accounts.get(unit_key, accounts["default"])
    return Account(one["bank"], one["account"], one["holder"], _plain()["status"] == "sample")


def attempt_time() -> timedelta:
    return timedelta(minutes=int(_plain()["attempt_minutes"]))


@cache
def _plain() -> dict[str, Any]:
    plain: dict[str, Any] = load_yaml("serving/payments")
    return plain
