"""Levels of online service in the words of the day (I15): «mức 1–4», then «một phần, toàn trình».

The dates are those on which the instruments took effect. The mapping between the vocabularies stands in no instrument
we know (domain/one-stop-766.md §3): it is shown, and always marked «quy đổi, chưa có văn bản».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thongsuot.serving.procedures.domain.content import Service


class Vocabulary(StrEnum):
    FOUR_LEVELS = "four_levels"  # NĐ 43/2011
    TWO_LEVELS = "two_levels"  # NĐ 42/2022
    TWO_LEVELS_2026 = "two_levels_2026"  # NĐ 224/2026: một phần only with a published reason


STARTS = (
    (date(2026, 7, 1), Vocabulary.TWO_LEVELS_2026),
    (date(2022, 8, 15), Vocabulary.TWO_LEVELS),  # to-verify: the day NĐ 42/2022 took effect
)
REFERENCES = {
    Vocabulary.FOUR_LEVELS: "Nghị định 43/2011/NĐ-CP",
    Vocabulary.TWO_LEVELS: "Nghị định 42/2022/NĐ-CP",
    Vocabulary.TWO_LEVELS_2026: "Nghị định 224/2026/NĐ-CP, Điều 14",
}
WORDS = {
    Service.NONE: "Chưa có dịch vụ trực tuyến",
    Service.LEVEL_1: "Mức độ 1",
    Service.LEVEL_2: "Mức độ 2",
    Service.LEVEL_3: "Mức độ 3",
    Service.LEVEL_4: "Mức độ 4",
    Service.PARTIAL: "Một phần",
    Service.FULL: "Toàn trình",
}
CONVERTED = "quy đổi, chưa có văn bản"
OLD = (Service.LEVEL_1, Service.LEVEL_2, Service.LEVEL_3, Service.LEVEL_4)
_FORWARD = {Service.LEVEL_3: Service.PARTIAL, Service.LEVEL_4: Service.FULL}
_BACK = {Service.PARTIAL: Service.LEVEL_3, Service.FULL: Service.LEVEL_4}


@dataclass(frozen=True, slots=True)
class Shown:
    """A level as said on a day. ``converted``: not said so by the source but mapped by common practice.

    ``service`` is ``None`` where the other vocabulary has no like of it (mức 1, 2 offer no filing online).
    """

    service: Service | None
    words: str
    converted: bool = False
    stated: str = ""  # the source's own words, where converted


def vocabulary_on(day: date) -> Vocabulary:
    return next((words for start, words in STARTS if day >= start), Vocabulary.FOUR_LEVELS)


def shown_on(service: Service, day: date) -> Shown:
    """The level under the vocabulary of ``day``; itself where it already speaks it."""
    return shown_in(service, vocabulary_on(day))


def shown_in(service: Service, vocabulary: Vocabulary) -> Shown:
    is_old = vocabulary is Vocabulary.FOUR_LEVELS
    if service is Service.NONE or (service in OLD) == is_old:
        return Shown(service, WORDS[service])
    mapped = (_BACK if is_old else _FORWARD).get(service)
    words = WORDS[mapped] if mapped else "Không có mức tương ứng"
    return Shown(mapped, words, converted=True, stated=WORDS[service])


def counted(counts: Mapping[Service, int], day: date) -> dict[Shown, int]:
    """Numbers stated per level, under the vocabulary of ``day``; what maps to one level is added, nothing is lost."""
    found: dict[Shown, int] = {}
    for service, number in counts.items():
        shown = shown_on(service, day)
        found[shown] = found.get(shown, 0) + number
    return found


def lacks_reason(service: Service, reason: str, day: date) -> bool:
    """From 1/7/2026 a service may be «một phần» only with its published reason (Đ14 NĐ 224/2026)."""
    is_new = vocabulary_on(day) is Vocabulary.TWO_LEVELS_2026
    return is_new and shown_on(service, day).service is Service.PARTIAL and not reason.strip()


def tally(services: Iterable[Service]) -> dict[Service, int]:
    found: dict[Service, int] = {}
    for one in services:
        found[one] = found.get(one, 0) + 1
    return found
