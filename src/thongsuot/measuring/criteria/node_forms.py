"""Between a node in plain form and the two forms it is edited in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from thongsuot.measuring.criteria.domain.rule_checks import CLAIM_SOURCE
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.criteria.forms import RULE_FORMS, NodeForm
from thongsuot.measuring.criteria.mapping import choices
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.indicators.queries import visible_to as indicators

Plain = dict[str, Any]
_SAME = ("code", "name", "part", "field", "method", "evidence", "owner", "reference")


class NodeForms:
    """The form of the node, and that of its rule where a kind is chosen; bound when ``data`` is given."""

    def __init__(
        self, actor: Actor, node: Mapping[str, Any], data: Any = None, base: CriteriaRelease | None = None
    ) -> None:
        self.node, self.base = node, base.key if base else ""
        self.has_children = bool(node.get("children"))
        self.main = NodeForm(data, initial=initial_of(node, self.base))
        self.main.fields["links"].choices = _link_choices(actor, node, self.base)  # type: ignore[attr-defined]
        if base is None:
            del self.main.fields["earlier"]
        else:
            self.main.fields["earlier"].choices = _nodes_of(set_of(base))  # type: ignore[attr-defined]
        self.main.fields["source"].choices = _source_choices(actor)  # type: ignore[attr-defined]
        if self.has_children:
            for name in ("kind", "source", "method", "how", "example", "losses", "evidence"):
                del self.main.fields[name]
        if "." in str(node.get("code", ".")):
            del self.main.fields["part"]
        kind = "" if self.has_children else (data or self.main.initial).get("kind", "")
        rule = _bare(node.get("rule") or {})
        known = {name: _number(value) for name, value in rule.items()} if rule.get("kind") == kind else {}
        self.rule: Form | None = None
        if kind in RULE_FORMS:
            form = RULE_FORMS[kind]
            filled = data if data is not None and any(name in data for name in form.base_fields) else None
            self.rule = form(filled if form.base_fields else data, initial=known)

    def is_valid(self) -> bool:
        ready = self.rule is None or self.rule.is_valid()
        return self.main.is_valid() and ready

    def values(self) -> Plain:
        """What the action is given; nothing of what is below the node."""
        data = self.main.cleaned_data
        values: Plain = {name: data[name] for name in _SAME if name in data}
        values["maximum"] = None if data["maximum"] is None else str(data["maximum"])
        earlier = [f"{self.base}|{data['earlier']}"] if data.get("earlier") else []
        values["links"] = self._links([*data["links"], *earlier])
        if not self.has_children:
            values["guide"] = {name: data[name] for name in ("how", "example", "losses")}
            values["rule"] = self._rule(data["source"])
        return values

    def _links(self, chosen: list[str]) -> list[Plain]:
        notes = {f"{one['target']}|{one['code']}": one.get("note", "") for one in self.node.get("links", [])}
        pairs = [one.split("|", 1) for one in chosen]
        return [{"target": target, "code": code, "note": notes.get(f"{target}|{code}", "")} for target, code in pairs]

    def _rule(self, source: str) -> Plain | None:
        if self.rule is None:
            return None
        plain: Plain = self.rule.plain()  # type: ignore[attr-defined]
        return {"kind": "computed", "source": source, "then": plain} if source else plain


def initial_of(node: Mapping[str, Any], base: str = "") -> Plain:
    """What the form of the node shows before anything is typed."""
    guide, rule = node.get("guide") or {}, node.get("rule") or {}
    maximum = node.get("maximum")
    return {
        **{name: node.get(name, "") for name in _SAME},
        "method": node.get("method", "appraisal"),
        "maximum": None if maximum is None else Decimal(str(maximum)),
        "how": guide.get("how", ""),
        "example": guide.get("example", ""),
        "losses": list(guide.get("losses", [])),
        "links": [f"{one['target']}|{one['code']}" for one in node.get("links", []) if one["target"] != base],
        "earlier": next((one["code"] for one in node.get("links", []) if one["target"] == base), ""),
        "kind": _bare(rule).get("kind", ""),
        "source": rule.get("source", "") if rule.get("kind") == "computed" else "",
    }


def _bare(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    return rule["then"] if rule.get("kind") == "computed" else rule


def _number(value: Any) -> Any:
    """Texts of decimals become decimals, so that the fields show them the Vietnamese way."""
    try:
        return Decimal(value) if isinstance(value, str) else value
    except ArithmeticError:
        return value


def _nodes_of(base: CriteriaSet) -> list[tuple[str, str]]:
    return [("", "—"), *((one.code, f"{one.code}. {one.name}") for one in base.walk())]


def _link_choices(actor: Actor, node: Mapping[str, Any], base: str) -> list[Any]:
    groups: list[Any] = list(choices(actor))
    offered = {value for _name, options in groups for value, _words in options}
    others = [f"{one['target']}|{one['code']}" for one in node.get("links", []) if one["target"] != base]
    kept = [(one, one.replace("|", ": ")) for one in others if one not in offered]
    return [*groups, (_("Bộ khác"), kept)] if kept else groups


def _source_choices(actor: Actor) -> list[tuple[str, str]]:
    plain = [
        ("", _("đơn vị tự kê hoặc người chấm nhập")),
        ("tasks.done", _("sổ nhiệm vụ: nhiệm vụ hoàn thành")),
        ("dossiers.on_time", _("sổ hồ sơ: hồ sơ đúng hạn")),
    ]
    return [*plain, *((f"{CLAIM_SOURCE}{one.key}", one.name) for one in indicators(actor))]
