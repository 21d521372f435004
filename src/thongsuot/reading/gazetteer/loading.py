"""Load ``rules/gazetteer/*.yaml`` once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).resolve().parents[4] / "rules" / "gazetteer"


@lru_cache(maxsize=16)
def _read(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (_FOLDER / f"{name}.yaml").open(encoding="utf-8") as handle:
        loaded: dict[str, Any] = yaml.load(handle, Loader=loader)  # noqa: S506 — both are safe loaders
    return loaded


@lru_cache(maxsize=1)
def provinces() -> dict[str, str]:
    """Every spelling of a province-level unit → its name in the record (63 old and 34 present units)."""
    data = _read("provinces")
    names = {name: name for name in (*data["present"], *data["merged"])}
    for name, spellings in data["also"].items():
        names.update(dict.fromkeys(spellings, name))
    for name, canonical in list(names.items()):
        for plain, old in (("òa", "oà"), ("óa", "oá")):
            names.setdefault(name.replace(plain, old), canonical)
    return names


@lru_cache(maxsize=1)
def cities() -> frozenset[str]:
    """Cities under the central government, by their name in the record."""
    return frozenset(_read("provinces")["cities"])


@lru_cache(maxsize=1)
def ministries() -> tuple[str, ...]:
    """What may follow «Bộ»: «Nội vụ», «Thông tin và Truyền thông»."""
    return tuple(_read("central")["ministries"])


@lru_cache(maxsize=1)
def central_bodies() -> tuple[str, ...]:
    return tuple(_read("central")["bodies"])


@lru_cache(maxsize=1)
def nation_words() -> tuple[str, ...]:
    return tuple(_read("central")["nation"])


@lru_cache(maxsize=1)
def departments() -> tuple[str, ...]:
    """What may follow «Sở»: «Nội vụ», «GD&ĐT»."""
    return tuple(_read("local")["departments"])


def local_words(key: str) -> tuple[str, ...]:
    """A list of ``local.yaml``: ``bodies``, ``government``, ``units``, ``provincial``, ``levels`` or ``whole``."""
    return tuple(_read("local")[key])


@lru_cache(maxsize=1)
def regions() -> tuple[str, ...]:
    return tuple(_read("regions")["names"])


@lru_cache(maxsize=1)
def index_words() -> dict[str, str]:
    """Lower-cased wording → code of the national index: «chỉ số hài lòng» → «SIPAS»."""
    return {word: code for code, entry in _read("indices")["indices"].items() for word in entry["words"]}


def cue_phrases() -> tuple[tuple[str, str, str], ...]:
    """(category, payload, phrase) of every cue, in the order of the file."""
    cues = _read("cues")["cues"]
    return tuple((kind, payload, phrase) for kind, sets in cues.items() for payload, p in sets.items() for phrase in p)


@lru_cache(maxsize=1)
def wanted_words() -> frozenset[str]:
    """Words just before a number that make it an aim: «phấn đấu», «bảo đảm»."""
    return frozenset(_read("cues")["wanted"])


@lru_cache(maxsize=1)
def vague_words() -> frozenset[str]:
    """Words that tell who, how much or which way, and name no measure: «nơi giảm nhiều nhất»."""
    return frozenset(_read("cues")["vague"])


@dataclass(frozen=True, slots=True)
class UnitWords:
    score: frozenset[str]
    rank: frozenset[str]
    percent_points: frozenset[str]
    money: frozenset[str]
    processing_time: frozenset[str]
    calendar: frozenset[str]
    counted: dict[str, str]  # lower-cased phrase → unit of the record


@lru_cache(maxsize=1)
def unit_words() -> UnitWords:
    data = _read("units")
    keys = ("score", "rank", "percent_points", "money", "processing_time", "calendar")
    sets = {key: frozenset(str(word).lower() for word in data[key]) for key in keys}
    return UnitWords(**sets, counted={phrase.lower(): unit for phrase, unit in data["counted"].items()})
