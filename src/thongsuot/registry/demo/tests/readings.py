"""The demo documents read once for all tests of the folder."""

from __future__ import annotations

from functools import cache

from thongsuot.kernel.consistency import Finding
from thongsuot.kernel.figures import Figure, Span
from thongsuot.kernel.rules import rules_root
from thongsuot.reading.check import check_text
from thongsuot.reading.inputs import load_document
from thongsuot.reading.model import Directive, Reading
from thongsuot.reading.reader import read_text

DOCUMENTS = rules_root() / "demo" / "documents"

NOTICE = "lang-son-thong-bao-ket-luan-quy-3-2024.txt"
FIRST_SESSION = "ha-giang-tin-phien-hop-dau-tien-2024.txt"
FOUR_INDICES = "hau-giang-bao-cao-bon-chi-so-2021.txt"
ORDERS = "hau-giang-tin-chi-dao-khac-phuc-2022.txt"
GOVERNMENT = "chinh-phu-tin-phien-hop-thu-tu.txt"
RANKING = "thanh-hoa-tin-xep-hang-2022.txt"
UNNAMED = "tin-hop-ban-chi-dao-khong-neu-tinh-2022.txt"


@cache
def reading_of(name: str) -> Reading:
    return read_text(load_document(DOCUMENTS / name).text, file_name=name)


@cache
def findings_of(name: str) -> tuple[Finding, ...]:
    return tuple(check_text(load_document(DOCUMENTS / name).text))


def place_of(name: str, quote: str) -> Span:
    """Where a quotation stands; it must stand exactly once, else the test would be about something else."""
    text = reading_of(name).text
    assert text.count(quote) == 1, f"{name}: «{quote}» có {text.count(quote)} lần"
    start = text.index(quote)
    return Span(start, start + len(quote))


def figures_at(name: str, quote: str) -> list[Figure]:
    """Figures stated there, among the places where the same statement is repeated too."""
    place = place_of(name, quote)
    return [one for one in reading_of(name).figures if any(s.overlaps(place) for s in (one.span, *one.other_spans))]


def figure_at(name: str, quote: str) -> Figure:
    """The figure whose number stands in the quotation."""
    place = place_of(name, quote)
    inside = [one for one in figures_at(name, quote) if (one.value_span or one.span).overlaps(place)]
    assert len(inside) == 1, f"{name}: «{quote}» cho {len(inside)} số liệu"
    return inside[0]


def directives_at(name: str, quote: str) -> list[Directive]:
    place = place_of(name, quote)
    return [one for one in reading_of(name).directives if one.span.overlaps(place)]
