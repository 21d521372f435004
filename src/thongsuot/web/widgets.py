"""Form widgets as Django draws them, to the letter, without its two templates an option.

A page of one dossier offers two lists of every office of a province: nine hundred templates, a third of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_FOLDER = "django/forms/widgets"
_INPUTS = ("input", "text", "number", "email", "hidden", "password", "date", "checkbox", "file")


class Renderer(DjangoTemplates):
    """Draws inputs, areas and lists itself; all else by Django's templates."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        draw = _DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        return mark_safe(draw(context["widget"]))  # noqa: S308 - every word below is escaped


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    return f'<input type="{_said(widget["type"])}" name="{_said(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Mapping[str, Any]) -> str:
    value = _said(localize(widget["value"])) if widget["value"] else ""
    return f'<textarea name="{_said(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _select(widget: Mapping[str, Any]) -> str:
    options = "".join(_options(widget["optgroups"]))
    return f'<select name="{_said(widget["name"])}"{_attributes(widget)}>{options}\n</select>'


def _options(groups: list[tuple[Any, list[dict[str, Any]], int]]) -> Iterator[str]:
    for name, options, _index in groups:
        if name:
            yield f'\n  <optgroup label="{_said(localize(name))}">'
        for one in options:
            label = _said(localize(one["label"]))
            yield f'\n  <option value="{_said(one["value"])}"{_attributes(one)}>{label}</option>\n'
        if name:
            yield "\n  </optgroup>"


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {_said(name)}" if value is True else f' {_said(name)}="{_said(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _said(value: Any) -> str:
    return conditional_escape(value)


_DRAWN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"{_FOLDER}/{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}/textarea.html": _textarea,
    f"{_FOLDER}/select.html": _select,
}
