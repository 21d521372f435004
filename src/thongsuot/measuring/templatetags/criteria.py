"""Filters for criteria: ``{% load criteria %}``."""

from __future__ import annotations

from decimal import Decimal

from django import template

from thongsuot.measuring.criteria.domain import rules, words
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.registry.indicators.models import Field

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """«9,5»; «chưa rõ» where no source prints it."""
    return words.points(value)


@register.filter
def gain(value: Decimal) -> str:
    """«+0,5», «−1»: with its sign, for a change of weight."""
    return f"+{words.points(value)}" if value > 0 else words.points(value)


@register.filter
def rule_lines(node: Node) -> tuple[str, ...]:
    """How the node is scored, sentence by sentence."""
    return words.rule_lines(node.rule, node.maximum, node.part)


@register.filter
def kind_word(rule: rules.Rule | None) -> str:
    return words.kind_word(rule)


@register.filter
def method_word(node: Node) -> str:
    return words.METHODS[node.method]


@register.filter
def field_word(key: str) -> str:
    """The field of reform in words; the key itself where it is none of ours."""
    return str(Field(key).label) if key in Field.values else key
