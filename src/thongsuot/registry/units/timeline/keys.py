"""Stable keys of units: readable, ours, never an official code (codes change owner: «15» was Yên Bái, now Lào Cai)."""

from __future__ import annotations

import re

from thongsuot.kernel.text import fold


def slug(name: str) -> str:
    """«Huyện Văn Quan» → «huyen-van-quan»."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def child_key(name: str, parent_stem: str) -> str:
    """«huyen-van-quan--lang-son», «xa-khanh-khe--huyen-van-quan--lang-son»: the same name lives in many places."""
    return f"{slug(name)}--{parent_stem}"
