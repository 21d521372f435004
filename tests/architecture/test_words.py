"""What a person reads on a screen is Vietnamese and goes through gettext."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thongsuot"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
_HIDDEN = (
    r"{% block body_class %}.*?{% endblock %}",
    r"{#.*?#}",
    r"{% comment.*?endcomment %}",
    r"{% blocktranslate.*?endblocktranslate %}",
    r"{%.*?%}",
    r"{{.*?}}",
    r"%\(\w+\)s",  # filled in by drawing.py, row by row
)
_TAGS = re.compile("|".join(_HIDDEN), re.S)
_MARKUP = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.S)
_ENGLISH = re.compile(
    r"\b(the|and|please|error|submit|search|login|password|click|save|delete|cancel|next|previous|loading|page)\b", re.I
)
_QUOTED = re.compile(r'{%\s*translate\s+"([^"]*)"')
_BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.S)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_bare_words_in_templates(path: Path) -> None:
    text = _MARKUP.sub(" ", _TAGS.sub(" ", path.read_text(encoding="utf-8")))
    text = re.sub(r"&[a-z#0-9]+;", " ", text)
    words = re.findall(r"[^\W\d_]{2,}", text)
    assert not words, f"wrap in translate: {words[:8]}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_english_in_templates(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    shown = " ".join([*_QUOTED.findall(source), *(re.sub(r"{{.*?}}|<[^>]*>", " ", t) for t in _BLOCK.findall(source))])
    assert not _ENGLISH.search(shown)
