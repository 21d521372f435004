"""The guide of a procedure on one A4 with a QR of its address: for the notice board and for who has no phone."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno

from thongsuot.serving.procedures.page import Cost, Guide, Paper
from thongsuot.writing.pdf import typeset

_TEMPLATE = Path(__file__).with_name("guide.typ")


def guide_pdf(guide: Guide, address: str) -> bytes:
    """PDF/A-2b of one page; ``address`` is what the QR opens."""
    return _drawn(_Data(_data(guide, address)), guide.version.digest, guide.level.value, address)


class _Data:
    """The key of the kept page is its version, level and address; the words follow from them."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.plain = plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Data) and self.plain == other.plain

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _drawn(data: _Data, digest: str, level: str, address: str) -> bytes:
    return typeset(_TEMPLATE, data.plain)


def _data(guide: Guide, address: str) -> dict[str, Any]:
    return {
        "title": guide.procedure.title,
        "code": guide.procedure.code,
        "field": guide.field,
        "result": guide.content.result,
        "limit": guide.limit,
        "office": guide.office,
        "service": guide.service.words,
        "costs": [_cost_words(one) for one in guide.costs],
        "papers": [_paper_words(one) for one in guide.papers],
        "spared": [f"{one.name} ({one.database})" for one in guide.spared],
        "steps": [[one.title, one.office, one.share] for one in guide.steps],
        "conditions": list(guide.content.conditions),
        "validity": f"Phiên bản {guide.version.number}, áp dụng {guide.validity}",
        "sample": guide.procedure.is_sample,
        "address": address,
        "qr": qr_svg(address),
    }


def _paper_words(one: Paper) -> str:
    parts = [one.how, "nếu có" if not one.is_required else "", "tùy trường hợp" if one.is_conditional else ""]
    return f"{one.name} ({', '.join(part for part in parts if part)})"


def _cost_words(one: Cost) -> str:
    return f"{one.name}: {one.text}"


def qr_svg(address: str) -> str:
    """A QR a phone reads from paper at arm's length."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
