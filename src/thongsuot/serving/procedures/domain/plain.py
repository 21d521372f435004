"""``ProcedureContent`` ⇄ plain values of JSON and YAML: the field names are the keys, decimals and enums are texts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from thongsuot.kernel.digests import digest
from thongsuot.serving.clock.domain.model import Limit, LimitUnit
from thongsuot.serving.procedures.domain.content import (
    Component,
    Fee,
    Level,
    ProcedureContent,
    Service,
    Step,
    StepRole,
)


class BadContent(ValueError):  # noqa: N818 - names what it is
    """What is written is no procedure; ``str(error)`` says in Vietnamese where and why."""


def content_from(plain: Mapping[str, Any]) -> ProcedureContent:
    """Raises ``BadContent`` naming the place."""
    try:
        return ProcedureContent(
            **{
                **plain,
                "limit": Limit(Decimal(str(plain["limit"]["value"])), LimitUnit(plain["limit"]["unit"])),
                "level": Level(plain["level"]),
                "service": Service(plain["service"]),
                "steps": tuple(_step(one) for one in plain["steps"]),
                "components": tuple(_component(one) for one in plain["components"]),
                "fees": tuple(Fee(**one) for one in plain.get("fees", ())),
                "conditions": tuple(plain.get("conditions", ())),
                "legal_basis": tuple(plain.get("legal_basis", ())),
                "pre_check": tuple(plain.get("pre_check", ())),
            }
        )
    except KeyError as error:
        raise BadContent(f"Nội dung thủ tục thiếu mục {error}.") from error
    except (TypeError, ValueError, ArithmeticError) as error:
        raise BadContent(f"Nội dung thủ tục viết sai: {error}.") from error


def plain_of(content: ProcedureContent) -> dict[str, Any]:
    """The inverse of ``content_from``; equal contents give equal plain values."""
    plain: dict[str, Any] = _plain(content)
    return plain


def digest_of(content: ProcedureContent) -> str:
    return digest(plain_of(content))


def _step(plain: Mapping[str, Any]) -> Step:
    return Step(**{**plain, "role": StepRole(plain["role"]), "share": Decimal(str(plain["share"]))})


def _component(plain: Mapping[str, Any]) -> Component:
    return Component(**{**plain, "fulfilled_by": tuple(plain.get("fulfilled_by", ()))})


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
