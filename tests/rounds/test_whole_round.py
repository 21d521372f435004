"""120 units × 100 criteria through a whole round by the product's own steps, and recomputed by an outsider (issue 4).

Invited, scored, signed, appraised, asked, explained, settled, counted, approved, published; then the capsule is handed
to a bare Python, and every total is added up once more here by nothing but fractions.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from thongsuot.measuring.appraisal.actions.assigning import AssignAppraisers, Assigning, Assignment
from thongsuot.measuring.appraisal.actions.explaining import (
    AnswerExplanations,
    Answering,
    DecideExplanations,
    Deciding,
    Decision,
    ParticipantId,
    SendExplanations,
)
from thongsuot.measuring.appraisal.actions.judging import AppraiseScores, Appraising, Judgement
from thongsuot.measuring.appraisal.actions.settling import SettleParticipant
from thongsuot.measuring.appraisal.models import ExplanationItem
from thongsuot.measuring.conftest import THRESHOLDS, Scene
from thongsuot.measuring.criteria.domain.plain import digest_of, plain_of, set_from
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.publishing.actions import (
    ApproveRound,
    Approving,
    Counting,
    CountRound,
    Publishing,
    PublishRound,
)
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.rounds.actions.entering import EnterScores, Entries, Entry
from thongsuot.measuring.rounds.actions.opening import NewRound, OpenRound, RoundId, StartScoring
from thongsuot.measuring.rounds.actions.running import Start, StartAppraisal
from thongsuot.measuring.rounds.actions.signing import Signing, SignSelfScore
from thongsuot.measuring.rounds.actions.surveying import EnterSurvey, Given, Survey
from thongsuot.measuring.rounds.domain import Threshold
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.platform.files.store import open_file
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
UNITS, DOMAINS, LEAVES = 120, 10, 10
ONE, WHOLE = Fraction(1), Fraction(100)


def leaf(code: str, turn: int) -> dict[str, Any]:
    """Every criterion is worth one point; five rules take turns, the last domain is asked by survey."""
    kinds: list[dict[str, Any]] = [
        {"kind": "yes_no"},
        {"kind": "ratio", "full": "100", "floor": "0", "when_empty": "full"},
        {"kind": "ratio", "full": "90", "floor": "50", "when_empty": "zero"},
        {"kind": "deduction", "each": "0.25"},
        {"kind": "steps", "steps": [{"at_least": "80", "points": "1"}, {"at_least": "50", "points": "0.5"}]},
    ]
    plain: dict[str, Any] = {"code": code, "name": f"Tiêu chí {code}", "maximum": "1", "rule": kinds[turn % 5]}
    if code.startswith(f"{DOMAINS}."):
        plain |= {"method": "survey", "rule": {"kind": "survey"}}
    return plain | {"evidence": "Văn bản, sổ theo dõi", "owner": "Sở Nội vụ"}


def hundred() -> dict[str, Any]:
    domains = [
        {
            "code": str(domain),
            "name": f"Lĩnh vực {domain}",
            "maximum": str(LEAVES),
            "children": [leaf(f"{domain}.{number}", number) for number in range(1, LEAVES + 1)],
        }
        for domain in range(1, DOMAINS + 1)
    ]
    return {
        "key": "mot-tram",
        "title": "Một trăm tiêu chí",
        "population": "department",
        "standing": "sample",
        "reference": "Không phải quy định",
        "nodes": domains,
    }


def answers(code: str, dice: random.Random) -> dict[str, str]:
    """Mostly full marks, as in life (E07); one in five is anything."""
    if dice.random() < 0.8:
        return best(code)
    match int(code.split(".")[1]) % 5:
        case 0:
            return {"answer": str(dice.randrange(2))}
        case 1 | 2:
            whole = dice.randrange(0, 60)
            return {"numerator": str(dice.randrange(whole + 1)), "denominator": str(whole)}
        case 3:
            return {"cases": str(dice.randrange(6))}
    return {"value": str(dice.randrange(101))}


def best(code: str) -> dict[str, str]:
    match int(code.split(".")[1]) % 5:
        case 0:
            return {"answer": "1"}
        case 1 | 2:
            return {"numerator": "41", "denominator": "41"}
        case 3:
            return {"cases": "0"}
    return {"value": "85"}


def by_hand(code: str, given: dict[str, str]) -> Fraction:
    """The same rules written down once more, in fractions, rounded to hundredths half up."""
    value = {name: Fraction(text) for name, text in given.items()}
    if code.startswith(f"{DOMAINS}."):
        points = value["percent"] / 100
    else:
        match int(code.split(".")[1]) % 5:
            case 0:
                points = value["answer"]
            case 1:
                points = ONE if not value["denominator"] else value["numerator"] / value["denominator"]
            case 2:
                share = value["numerator"] / value["denominator"] * 100 if value["denominator"] else Fraction(0)
                points = ONE if share >= 90 else share / 100 if share >= 50 else Fraction(0)
            case 3:
                points = max(ONE - value["cases"] / 4, Fraction(0))
            case _:
                points = ONE if value["value"] >= 80 else ONE / 2 if value["value"] >= 50 else Fraction(0)
    return Fraction(int(points * 100 + Fraction(1, 2)), 100)


def open_round(scene: Scene, keys: tuple[str, ...]) -> Round:
    plain = plain_of(set_from(hundred()))
    CriteriaRelease.objects.create(
        key="mot-tram",
        title="Một trăm tiêu chí",
        population="department",
        certainty="sample",
        status=ReleaseStatus.ISSUED,
        content=plain,
        digest=digest_of(plain),
        is_sample=True,
    )
    opened = OpenRound.run(
        scene.home_affairs,
        NewRound(
            scene.home.pk,
            "mot-tram",
            2026,
            unit_keys=keys,
            thresholds=tuple(Threshold(one["name"], one["from"]) for one in THRESHOLDS),
            thresholds_reference="Thử nghiệm",
        ),
    )
    StartScoring.run(scene.home_affairs, RoundId(opened.id))
    return Round.objects.get(pk=opened.id)


def score(unit: Participant, head: Account, dice: random.Random) -> dict[str, dict[str, str]]:
    """The unit fills its sheet in one go and its head signs; what was given, by criterion."""
    criteria = set_from(hundred())
    given = {one.code: answers(one.code, dice) for one in criteria.leaves() if one.is_self_scored}
    held = dict(NodeScore.objects.filter(participant=unit).values_list("code", "revision"))
    entries = tuple(
        Entry(code, held.get(code, 0), inputs, note="Theo sổ theo dõi của đơn vị") for code, inputs in given.items()
    )
    EnterScores.run(head, Entries(unit.pk, entries))
    SignSelfScore.run(head, Signing(unit.pk))
    return given


def appraise(unit: Participant, scene: Scene, head: Account, given: dict[str, dict[str, str]]) -> None:
    """Every ninth score is found to be lower; the unit explains; every second explanation is granted."""
    rows = {one.code: one for one in NodeScore.objects.filter(participant=unit, self_score__isnull=False)}
    judgements, lowered = [], {}
    for number, (code, row) in enumerate(sorted(rows.items())):
        if number % 9 == 0 and row.self_score:
            lowered[code] = worst(code)
            words = {"reason": "Minh chứng không khớp", "clause": f"Cách tính của tiêu chí {code}"}
            judgements.append(Judgement(code, row.revision, "reduced", lowered[code], **words))
        else:
            judgements.append(Judgement(code, row.revision, "accepted"))
    AppraiseScores.run(scene.appraiser, Appraising(unit.pk, tuple(judgements)))
    if lowered:
        SendExplanations.run(scene.appraiser, ParticipantId(unit.pk))
        items = list(ExplanationItem.objects.filter(score__participant=unit).select_related("score").order_by("pk"))
        AnswerExplanations.run(head, Answering(unit.pk, {str(one.pk): "Đã bổ sung văn bản" for one in items}))
        decisions = []
        for number, one in enumerate(items):
            granted = number % 2 == 0
            outcome, inputs = ("changed", given[one.score.code]) if granted else ("kept", {})
            decisions.append(Decision(one.pk, outcome, "Đã xem văn bản bổ sung", inputs))
            if not granted:
                given[one.score.code] = lowered[one.score.code]
        DecideExplanations.run(scene.appraiser, Deciding(unit.pk, tuple(decisions)))
    SettleParticipant.run(scene.appraiser, ParticipantId(unit.pk))


def worst(code: str) -> dict[str, str]:
    """Inputs that are worth nothing."""
    match int(code.split(".")[1]) % 5:
        case 0:
            return {"answer": "0"}
        case 1 | 2:
            return {"numerator": "0", "denominator": "7"}
        case 3:
            return {"cases": "4"}
    return {"value": "10"}


def test_a_round_from_invitation_to_a_capsule_anybody_can_recompute(
    scene: Scene, account: Callable[..., Account], tmp_path: Path
) -> None:
    dice = random.Random(2026)
    keys = tuple(f"so-{number}--lang-son" for number in range(UNITS))
    there = [make_unit(key, f"Sở {key}", UnitKind.DEPARTMENT, scene.home) for key in keys]
    heads = {unit.pk: account(Role.UNIT_HEAD, unit, f"Giám đốc {unit.key}") for unit in there}
    opened = open_round(scene, keys)
    units = list(Participant.objects.filter(round=opened).select_related("unit").order_by("pk"))
    assert len(units) == UNITS

    given = {one.pk: score(one, heads[one.unit_id], dice) for one in units}
    StartAppraisal.run(scene.home_affairs, Start(opened.pk))
    AssignAppraisers.run(
        scene.home_affairs, Assigning(opened.pk, tuple(Assignment(one.pk, scene.appraiser.pk) for one in units))
    )
    asked = {
        (one.pk, f"{DOMAINS}.{number}"): f"{dice.randrange(6000, 10001) / 100:.2f}"
        for one in units
        for number in range(1, LEAVES + 1)
    }
    values = tuple(Given(pk, code, {"percent": percent}) for (pk, code), percent in asked.items())
    EnterSurvey.run(scene.home_affairs, Survey(opened.pk, values, "Điều tra xã hội học thử nghiệm"))
    for one in units:
        appraise(one, scene, heads[one.unit_id], given[one.pk])

    digest = CountRound.run(scene.home_affairs, Counting(opened.pk)).digest
    ApproveRound.run(scene.chair, Approving(opened.pk, digest))
    PublishRound.run(scene.home_affairs, Publishing(opened.pk, "Quyết định thử nghiệm"))

    for (pk, code), percent in asked.items():
        given[pk][code] = {"percent": percent}
    publication = Publication.objects.get(round=opened)
    result = Result.of(publication)
    totals = {
        one.unit.key: sum((by_hand(code, inputs) for code, inputs in given[one.pk].items()), Fraction(0))
        for one in units
    }
    assert {one.key: Fraction(one.totals.final) for one in result.units} == totals
    ordered = sorted(totals.values(), reverse=True)
    assert {one.key: one.rank for one in result.units} == {
        key: ordered.index(points) + 1 for key, points in totals.items()
    }
    assert all(one.percent == one.totals.final for one in result.units)  # the whole set applies to everybody
    _recompute_elsewhere(publication, totals, tmp_path)


def _recompute_elsewhere(publication: Publication, totals: dict[str, Fraction], folder: Path) -> None:
    """A bare Python in an empty folder prints the same totals."""
    assert publication.capsule is not None
    with open_file(publication.capsule) as packed, zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    command = [sys.executable, "-I", "tai_lap.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    with (folder / "ket-qua.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == len(totals) + 1
