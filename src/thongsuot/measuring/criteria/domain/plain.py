"""A criteria set to and from plain values (YAML, JSON). Decimals are texts, so that nothing is lost. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Guide, Link, Method, Node, Part, Standing

PLAIN_RULES: dict[str, type[Any]] = {
    one.kind: one
    for one in (
        rules.YesNo,
        rules.Steps,
        rules.Ratio,
        rules.Deduction,
        rules.Counted,
        rules.Survey,
        rules.Statistic,
        rules.Manual,
    )
}
_DECIMALS = ("full", "floor", "each")


class SetError(ValueError):
    """The plain form cannot be read; ``str`` is Vietnamese and names the node."""


def digest_of(plain: Mapping[str, Any]) -> str:
    """SHA-256 of the set in its one written form (sorted names, no spaces)."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def set_from(plain: Mapping[str, Any]) -> CriteriaSet:
    """Raises ``SetError``. Checks only the shape; what a sound set must fulfil stands in ``checks``."""
    try:
        return CriteriaSet(
            key=plain["key"],
            title=plain["title"],
            population=plain["population"],
            reference=plain.get("reference", ""),
            standing=Standing(plain["standing"]),
            nodes=tuple(_node(one, Part(one.get("part", "base")), "", plain["standing"]) for one in plain["nodes"]),
            total=_decimal(plain.get("total", "100"), "total"),
            decimals=int(plain.get("decimals", 2)),
            first_year=plain.get("first_year"),
            last_year=plain.get("last_year"),
            note=plain.get("note", ""),
        )
    except KeyError as error:
        raise SetError(f"Bộ tiêu chí thiếu mục «{error.args[0]}».") from error


def _node(plain: Mapping[str, Any], part: Part, field: str, standing: str) -> Node:
    """``part``, ``field`` and ``standing`` are handed down to the children."""
    try:
        code, name = str(plain["code"]), plain["name"]
    except KeyError as error:
        raise SetError(f"Tiêu chí «{plain.get('code', plain.get('name', '?'))}» thiếu «{error.args[0]}».") from error
    field, standing = plain.get("field", field), plain.get("standing", standing)
    maximum = plain.get("maximum")
    try:
        return Node(
            code=code,
            name=name,
            maximum=None if maximum is None else _decimal(maximum, code),
            rule=rule_from(plain["rule"], code) if plain.get("rule") else None,
            part=part,
            method=Method(plain.get("method", "appraisal")),
            standing=Standing(standing),
            field=field,
            evidence=plain.get("evidence", ""),
            owner=plain.get("owner", ""),
            reference=plain.get("reference", ""),
            guide=_guide(plain.get("guide") or {}),
            links=tuple(Link(one["target"], str(one["code"]), one.get("note", "")) for one in plain.get("links", ())),
            children=tuple(_node(one, part, field, standing) for one in plain.get("children", ())),
        )
    except ValueError as error:
        raise error if isinstance(error, SetError) else SetError(f"Tiêu chí {code}: {error}") from error


def _guide(plain: Mapping[str, Any]) -> Guide:
    return Guide(plain.get("how", ""), plain.get("example", ""), tuple(plain.get("losses", ())))


def rule_from(plain: Mapping[str, Any], code: str) -> rules.Rule:
    """Raises ``SetError`` where the rule is of no known kind or a number cannot be read."""
    kind = plain.get("kind", "")
    if kind == rules.Computed.kind:
        then = rule_from(plain.get("then") or {"kind": "yes_no"}, code)
        if isinstance(then, rules.Computed):
            raise SetError(f"Tiêu chí {code}: quy tắc «computed» không lồng nhau.")
        return rules.Computed(source=plain.get("source", ""), then=then)
    if kind not in PLAIN_RULES:
        known = ", ".join([*PLAIN_RULES, rules.Computed.kind])
        raise SetError(f"Tiêu chí {code}: không có quy tắc tên «{kind}». Các quy tắc: {known}.")
    values: dict[str, Any] = {
        name: _decimal(value, code) if name in _DECIMALS else value for name, value in plain.items()
    }
    values.pop("kind")
    if "steps" in values:
        steps = [
            rules.Step(_decimal(one["at_least"], code), _decimal(one["points"], code), one.get("label", ""))
            for one in values["steps"]
        ]
        values["steps"] = tuple(sorted(steps, key=lambda one: -one.at_least))
    if "when_empty" in values:
        values["when_empty"] = rules.WhenEmpty(values["when_empty"])
    try:
        return PLAIN_RULES[kind](**values)  # type: ignore[no-any-return]
    except TypeError as error:
        raise SetError(f"Tiêu chí {code}: quy tắc «{kind}» có mục không hiểu ({error}).") from error


def plain_of(criteria: CriteriaSet) -> dict[str, Any]:
    """What ``set_from`` reads back to the same set; empty fields are left out."""
    return {
        "key": criteria.key,
        "title": criteria.title,
        "population": criteria.population,
        "reference": criteria.reference,
        "standing": criteria.standing.value,
        "total": str(criteria.total),
        "decimals": criteria.decimals,
        "first_year": criteria.first_year,
        "last_year": criteria.last_year,
        "note": criteria.note,
        "nodes": [_plain_node(one) | {"part": one.part.value} for one in criteria.nodes],
    }


def _plain_node(node: Node) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "code": node.code,
        "name": node.name,
        "maximum": None if node.maximum is None else str(node.maximum),
        "method": node.method.value,
        "standing": node.standing.value,
        "field": node.field,
        "evidence": node.evidence,
        "owner": node.owner,
        "reference": node.reference,
        "guide": {"how": node.guide.how, "example": node.guide.example, "losses": list(node.guide.losses)},
        "links": [{"target": one.target, "code": one.code, "note": one.note} for one in node.links],
        "children": [_plain_node(one) for one in node.children],
    }
    if node.rule is not None:
        plain["rule"] = plain_rule(node.rule)
    return {
        name: value for name, value in plain.items() if value not in ("", [], {"how": "", "example": "", "losses": []})
    }


def plain_rule(rule: rules.Rule) -> dict[str, Any]:
    if isinstance(rule, rules.Computed):
        return {"kind": rule.kind, "source": rule.source, "then": plain_rule(rule.then)}
    plain: dict[str, Any] = {"kind": rule.kind}
    for name in rule.__dataclass_fields__:
        if name in ("kind", "inputs"):
            continue
        value = getattr(rule, name)
        if name == "steps":
            value = [{"at_least": str(one.at_least), "points": str(one.points), "label": one.label} for one in value]
        elif isinstance(value, Decimal):
            value = str(value)
        elif isinstance(value, rules.WhenEmpty):
            value = value.value
        plain[name] = value
    return plain


def _decimal(value: object, where: str) -> Decimal:
    """YAML's floats would bring binary dust in: numbers are read by their text."""
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise SetError(f"«{where}»: «{value}» không phải số.") from error
    if not found.is_finite():
        raise SetError(f"«{where}»: «{value}» không phải số.")
    return found
