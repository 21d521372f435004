"""What is given when a dossier begins. Personal data stands here only on its way to the sealed columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class NewPart:
    """``kind``, ``source``: as in ``choices.PartKind`` and ``PartSource``; ``file_id`` of a sealed StoredFile."""

    component: str
    name: str
    kind: str = "electronic"
    source: str = "uploaded"
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewDossier:
    """Units are keys; ``competent_unit`` "" = by the procedure's rule. ``channel``: 1 direct, 2 online, 3 post.

    ``mode``: «self», «assisted» or «officer». ``is_same_day``: no receipt unless asked (I13).
    """

    procedure_code: str
    receiving_unit: str
    competent_unit: str = ""
    channel: int = 1
    mode: str = "self"
    applicant_kind: str = "citizen"
    applicant_name: str = ""
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    proxy_name: str = ""
    proxy_relation: str = ""
    proxy_id_number: str = ""
    helped_by: str = ""
    is_verified: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[NewPart, ...] = ()
    is_same_day: bool = False
    id_kind: int = 1
