"""Published rounds for the pages: two departments over four years, and a round still in appraisal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from thongsuot.kernel.digests import digest
from thongsuot.measuring.conftest import SMALL_SET, Scene, account, criteria, document, events, scene, small
from thongsuot.measuring.publishing.building import build
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.gathering import rows_of
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.platform.files import store

__all__ = ["SMALL_SET", "account", "criteria", "document", "events", "scene", "small"]

D = Decimal
CODES = ("1.1", "1.2", "1.3", "2.1", "2.2", "3", "4", "T.1", "P.1")


def points(texts: str) -> dict[str, tuple[str, str]]:
    """Leaf → (self, final), in the order of the set; one figure where both agree."""
    pairs = [text.split("→") for text in texts.split()]
    return {code: (pair[0], pair[-1]) for code, pair in zip(CODES, pairs, strict=True)}


# Sở Y tế: procedures (2.1, 2.2) stay weak, public finance (4) is mended in the last year.
YEARS = {
    2023: points("10 18→16 10 15→12 6 16 6 2 0→-1"),
    2024: points("10 18→17 10 15→13 6 16 7 0 0"),
    2025: points("10 20→18 10→7.5 16→14 6 17 9 2 0"),
}
OTHER = points("10 20 10 20 10 15 5 0 0")


@dataclass(frozen=True, slots=True)
class Published:
    """``rounds`` and ``publications`` by year; ``running`` has self-scores and the first verdicts."""

    scene: Scene
    rounds: dict[int, Round]
    publications: dict[int, Publication]
    running: Round


def score(participant: Participant, given: dict[str, tuple[str, str]], *, final: bool = True) -> None:
    NodeScore.objects.bulk_create(
        NodeScore(
            participant=participant,
            code=code,
            self_score=D(own),
            appraised_score=D(found),
            final_score=D(found) if final else None,
            verdict=Verdict.ACCEPTED if own == found else Verdict.REDUCED,
            reason="" if own == found else "Thiếu minh chứng",
            clause="" if own == found else "điểm a",
            final_reason="Chốt theo thẩm định" if final else "",
        )
        for code, (own, found) in given.items()
    )


def publish(opened: Round, number: int = 1, hour: datetime | None = None) -> Publication:
    """A version as publishing freezes it; public since yesterday when no hour is given."""
    since = hour or timezone.now() - timedelta(days=1)
    content = build(rows_of(opened))
    return Publication.objects.create(
        round=opened, number=number, public_from=since, published_at=since, content=content,
        digest=digest(content), capsule=store.put([b"goi tai lap"], "goi.txt"),
    )  # fmt: skip


@pytest.fixture
def rounds(scene: Scene) -> dict[int, Round]:
    """Settled rounds of three years, none of them published."""
    found = {}
    for year, own_points in YEARS.items():
        opened = Round.objects.create(
            key=f"dot-{year}", title=f"Chấm điểm sở, ngành năm {year}", home=scene.home, release=scene.release,
            population="department", year=year, status=RoundStatus.PUBLISHED, thresholds=scene.round.thresholds,
            is_sample=True,
        )  # fmt: skip
        for unit, own in ((scene.doing, own_points), (scene.other, OTHER)):
            taking = Participant.objects.create(round=opened, unit=unit, status=ParticipantStatus.SETTLED)
            score(taking, own)
        found[year] = opened
    return found


@pytest.fixture
def published(scene: Scene, rounds: dict[int, Round]) -> Published:
    publications = {year: publish(opened) for year, opened in rounds.items()}
    score(scene.mine, YEARS[2025], final=False)
    Round.objects.filter(pk=scene.round.pk).update(status=RoundStatus.APPRAISING)
    return Published(scene, rounds, publications, scene.round)


@pytest.fixture
def result(published: Published) -> Result:
    return Result.of(published.publications[2025])
