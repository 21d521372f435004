"""One version of a procedure as plain values; ``plain.py`` reads and writes it as JSON and YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from thongsuot.serving.clock.domain.model import Limit


class Level(StrEnum):
    """Who decides. Communes take what districts decided before 1/7/2025 (H03)."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"  # until 30/6/2025
    COMMUNE = "commune"


class Service(StrEnum):
    """Level of online service in both vocabularies (I15); which one holds on a day: ``levels.py``."""

    NONE = "none"
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    PARTIAL = "partial"  # một phần
    FULL = "full"  # toàn trình


class StepRole(StrEnum):
    RECEIVE = "receive"
    APPRAISE = "appraise"
    CONSULT = "consult"  # asks another agency
    INSPECT = "inspect"  # on site
    SIGN = "sign"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Step:
    """``share``: its part of the whole limit, in the limit's unit; shares add up to the limit.

    ``office``: «one_stop», «specialist», «leader», «clerk» or the key of another unit's kind (liên thông).
    ``adds_value`` is False for what only passes paper on (H10).
    """

    code: str
    title: str
    role: StepRole
    office: str
    share: Decimal
    adds_value: bool = True


@dataclass(frozen=True, slots=True)
class Component:
    """A paper of the dossier. ``database``: the database that already holds it: then it is not asked (H09, D22).

    ``when``: a condition over the answers (forms' expression language), empty = always. ``fulfilled_by``: codes of
    procedures whose result may stand for it (I09). ``copies`` by kind: «original», «copy», «electronic».
    """

    code: str
    name: str
    is_required: bool = True
    kind: str = "electronic"
    count: int = 1
    when: str = ""
    database: str = ""
    fulfilled_by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """``amount`` in đồng; ``None``: not known here. ``kind``: «phi» or «le_phi». ``when``: as in Component."""

    code: str
    name: str
    kind: str
    amount: int | None
    when: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureContent:
    """Everything about a version that a citizen, an officer or the clock asks.

    ``result`` names what is given at the end; ``is_immediate``: answered at once, no receipt unless asked (NĐ 61).
    ``form``: the plain form of ``forms``; ``conditions``: who may apply, in words; ``legal_basis``: citations.
    """

    limit: Limit
    level: Level
    service: Service
    steps: tuple[Step, ...]
    components: tuple[Component, ...]
    fees: tuple[Fee, ...] = ()
    decider: str = ""  # the body in words where the level alone does not tell: «Công an cấp xã»
    result: str = ""
    result_is_electronic: bool = True
    partial_reason: str = ""  # why it is not toàn trình (Đ14 NĐ 224/2026)
    is_immediate: bool = False
    is_location_free: bool = False  # phi địa giới
    pays_online: bool = True
    conditions: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    pre_check: tuple[dict[str, Any], ...] = ()
    form: dict[str, Any] = field(default_factory=dict)
