"""The forms under ``rules/serving/forms`` can be loaded, agree with their procedures and speak plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

from thongsuot.kernel.rules import load_yaml, rules_root
from thongsuot.serving.forms.domain.kinds import check_expression
from thongsuot.serving.forms.domain.schema import Form, known_of
from thongsuot.serving.forms.domain.writing import form_from, plain_of

CODES = sorted(path.stem for path in (rules_root() / "serving/forms").glob("*.yaml"))


def _form(code: str) -> Form:
    written = load_yaml(f"serving/forms/{code}")
    return form_from(written["form"], written.get("pre_check", ()))


def _latest_content(code: str) -> dict[str, object]:
    for path in sorted(Path(rules_root() / "serving/procedures").glob("*.yaml")):
        for one in load_yaml(f"serving/procedures/{path.stem}")["procedures"]:
            if str(one["code"]) == code:
                content: dict[str, object] = one["versions"][-1]["content"]
                return content
    raise AssertionError(f"no procedure {code}")


@pytest.mark.parametrize("code", CODES)
def test_a_form_is_the_same_when_written_and_read_again(code: str) -> None:
    form = _form(code)
    assert form_from(plain_of(form)) == form


@pytest.mark.parametrize("code", CODES)
def test_papers_and_fees_ask_only_what_the_form_asks(code: str) -> None:
    """A condition over a question nobody asks would never hold: the paper would silently not be wanted."""
    known, content = known_of(_form(code)), _latest_content(code)
    for part in (*content["components"], *content.get("fees", ())):  # type: ignore[misc, attr-defined]
        check_expression(part.get("when", ""), known)


@pytest.mark.parametrize("code", CODES)
def test_a_form_is_plain_and_short(code: str) -> None:
    form = _form(code)
    assert 3 <= len(form.pre_check) <= 5, "three to five questions before starting (J6)"
    assert form.stops, "somebody is told before starting that it would be of no use"
    sentences = [
        sentence
        for page in form.all_pages
        for text in (page.title, page.hint, *(part for field in page.fields for part in (field.label, field.hint)))
        for sentence in text.replace("?", ".").split(". ")
    ]
    assert max(len(one.split()) for one in sentences) <= 20, "at most twenty words a sentence (product §3.5)"
    jargon = {"trạng thái", "đồng bộ", "cấu hình", "hệ thống"}
    assert not [one for one in sentences if any(word in one.lower() for word in jargon)]
