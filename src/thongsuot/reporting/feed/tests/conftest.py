"""A sender, its files, and the facts that came of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.importing import close, take_in
from thongsuot.reporting.feed.models import FeedCode, FeedFile, FeedSource
from thongsuot.serving.conftest import Scene, account, document, events, make_unit, scene, small

__all__ = ["account", "document", "events", "make_unit", "scene", "small"]


@pytest.fixture
def source(scene: Scene) -> FeedSource:
    """Its unit «H23.99» is Phường Đông Kinh; the procedure is known by its national code."""
    made = FeedSource.objects.create(number=7, key="mot-cua-cu", name="Một cửa cũ", home=scene.province)
    FeedCode.objects.create(source=made, kind=CodeKind.UNIT, code="H23.99", unit=scene.here, province=scene.province)
    return made


def jsonl(rows: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def table(rows: Iterable[dict[str, Any]], mark: str = ";") -> bytes:
    """A CSV as Excel saves it, lists as JSON in one cell."""
    given = list(rows)
    names = list(dict.fromkeys(name for row in given for name in row))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark)
    writer.writerow(names)
    for row in given:
        cells = [row.get(name) for name in names]
        writer.writerow(["" if one is None else json.dumps(one) if isinstance(one, list) else one for one in cells])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@pytest.fixture
def send(source: FeedSource) -> Callable[..., FeedFile]:
    """Take a file in."""

    def take(content: bytes) -> FeedFile:
        number = FeedFile.objects.count()
        file = FeedFile.objects.create(source=source, name=f"tep-{number}", digest=f"{number}")
        take_in(file, io.BytesIO(content), lambda file, waiting: None)
        close(file)
        return file

    return take
