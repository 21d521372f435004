"""A procedure's content goes to JSON and back unchanged; what is no procedure says where."""

from __future__ import annotations

import pytest

from thongsuot.serving.conftest import CONTENT, Scene
from thongsuot.serving.procedures.domain.plain import BadContent, content_from, digest_of, plain_of


def test_plain_and_back() -> None:
    content = content_from(CONTENT)
    assert content_from(plain_of(content)) == content
    assert digest_of(content_from(plain_of(content))) == digest_of(content)
    assert sum(step.share for step in content.steps) == content.limit.value


@pytest.mark.parametrize(("missing", "word"), [("limit", "limit"), ("steps", "steps")])
def test_what_is_missing_is_named(missing: str, word: str) -> None:
    with pytest.raises(BadContent, match=word):
        content_from({key: value for key, value in CONTENT.items() if key != missing})


def test_a_level_nobody_knows_is_refused() -> None:
    with pytest.raises(BadContent, match="galaxy"):
        content_from({**CONTENT, "level": "galaxy"})


@pytest.mark.django_db
def test_the_small_world_stands(scene: Scene) -> None:
    assert scene.desk.can("serving.dossier.receive", scene.here.path)
    assert not scene.desk.can("serving.dossier.decide", scene.here.path)
    assert not scene.neighbour.can("serving.dossier.read", scene.here.path)
