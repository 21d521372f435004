"""Rounds of a sample province for `make run`: five published years of departments, one of communes, one under way.

Everything is made up and labelled so; ranks and totals are counted by the product itself. Only the last published round
goes through publication's actions, whose draft limits would otherwise pile up from years long gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.measuring.appraisal.demo import go_on
from thongsuot.measuring.appraisal.models import ExplanationItem
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.demo import sheets
from thongsuot.measuring.demo.sheets import Moment, Team
from thongsuot.measuring.publishing.actions import (
    ApproveRound,
    Approving,
    Counting,
    CountRound,
    Publishing,
    PublishRound,
)
from thongsuot.measuring.publishing.actions.approving import content_of, write_back
from thongsuot.measuring.publishing.capsule.packing import About, pack
from thongsuot.measuring.publishing.models import Announcement, Publication
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.measuring.rounds.snapshot import digest_of_sheet
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.files.domain import ZIP
from thongsuot.platform.files.store import put
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.documents.models import Document
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import Unit, UnitKind

HOME = "tinh-lang-son"
DECISION = _("Quyết định minh họa, không có số")
THRESHOLDS = [
    {"name": "Xuất sắc", "from": "90"},
    {"name": "Tốt", "from": "80"},
    {"name": "Khá", "from": "70"},
    {"name": "Trung bình", "from": "50"},
    {"name": "Yếu", "from": "0"},
]


@dataclass(frozen=True, slots=True)
class Story:
    """One sample round: whom it scored, by which set."""

    key: str
    title: str
    kind: UnitKind
    population: str
    release: str
    year: int


DEPARTMENTS = tuple(
    Story(
        f"cham-diem-so-nganh-{year}",
        _("Chấm điểm cải cách hành chính các sở, ngành năm %(year)d (minh họa)") % {"year": year},
        UnitKind.DEPARTMENT,
        "department",
        "mau-so-nganh-2025" if year >= 2025 else "mau-so-nganh-2024",
        year,
    )
    for year in range(2021, 2027)
)
COMMUNES = Story(
    "cham-diem-cap-xa-2025",
    _("Chấm điểm cải cách hành chính cấp xã năm 2025 (minh họa)"),
    UnitKind.COMMUNE,
    "commune",
    "mau-cap-xa-2025",
    2025,
)


@transaction.atomic
def load_measuring_demo() -> None:
    """Does nothing where the rounds are there."""
    if Round.objects.filter(key=COMMUNES.key).exists():
        return
    home = Unit.objects.get(key=HOME)
    papers = Document.objects.filter(unit=home, is_public=True).order_by("pk")[:6]
    team = Team(_account("so-noi-vu"), _account("tham-dinh"), list(papers))
    for story in (*DEPARTMENTS[:4], COMMUNES):
        _bring_in(_settled_round(story, home, team), team)
    _publish(_settled_round(DEPARTMENTS[4], home, team), team)
    _round_under_way(DEPARTMENTS[5], home, team)


def _account(username: str) -> Account:
    return Account.objects.get(username=username)


def _open(story: Story, home: Unit, status: RoundStatus) -> tuple[Round, CriteriaSet, list[Participant]]:
    release = CriteriaRelease.objects.get(key=story.release)
    opened = Round.objects.create(
        key=story.key,
        title=story.title,
        home=home,
        release=release,
        population=story.population,
        year=story.year,
        status=status,
        self_from=date(story.year, 11, 2),
        self_until=date(story.year, 11, 15),
        appraise_until=date(story.year, 12, 20),
        thresholds=THRESHOLDS,
        thresholds_reference=_("Ngưỡng minh họa, không phải quy định"),
        seed=f"{story.key}:dữ liệu minh họa",
        is_sample=True,
    )
    there = units.alive_on(SYSTEM, date(story.year, 12, 1), story.kind).filter(path__startswith=f"{home.path}/")
    made = Participant.objects.bulk_create(
        Participant(round=opened, unit=unit, peer_group=_peers(unit, story.kind)) for unit in there
    )
    return opened, set_of(release), made


def _peers(unit: Unit, kind: UnitKind) -> str:
    """Wards are ranked apart from communes, as provinces do (Hải Phòng 2025: 45 phường, 68 xã và đặc khu)."""
    if kind is not UnitKind.COMMUNE:
        return ""
    return _("Phường") if unit.form == "phường" else _("Xã, đặc khu")


def _settled_round(story: Story, home: Unit, team: Team) -> Round:
    opened, criteria, participants = _open(story, home, RoundStatus.APPRAISING)
    at = _moments(story.year)
    scores, items = [], []
    for one in participants:
        rows = sheets.settled(criteria, one, story.year, at, team)
        items += sheets.explained(one, rows, at)
        scores += rows
    _keep(opened, criteria, scores, items, team)
    for one in participants:
        one.status = ParticipantStatus.SETTLED
    _sign(participants, at)
    return opened


def _sign(participants: Sequence[Participant], at: Moment) -> None:
    """The sheets as rows hold them, hashed as a head's signature would."""
    for one in participants:
        one.signed_at, one.signed_digest = at.scored, digest_of_sheet(one)
    Participant.objects.bulk_update(participants, ["status", "signed_at", "signed_digest", "appraiser", "self_total"])


def _moments(year: int) -> Moment:
    return Moment(_at(date(year, 11, 12)), _at(date(year, 12, 8)), _at(date(year, 12, 16)))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _keep(
    opened: Round, criteria: CriteriaSet, scores: Sequence[NodeScore], items: Sequence[ExplanationItem], team: Team
) -> None:
    NodeScore.objects.bulk_create(scores, batch_size=1000)
    ExplanationItem.objects.bulk_create(items)
    if opened.population == DEPARTMENTS[0].population:
        ScoreEvidence.objects.bulk_create(sheets.proofs(opened, criteria, scores, team))


def _publish(opened: Round, team: Team) -> None:
    """By the product's own steps, with all that follows at the hour."""
    hour = _at(date(opened.year + 1, 1, 20))
    digest = CountRound.run(team.office, Counting(opened.pk), effective_at=hour).digest
    ApproveRound.run(_account("truong-ban"), Approving(opened.pk, digest), effective_at=hour)
    PublishRound.run(team.office, Publishing(opened.pk, DECISION), effective_at=hour)


def _bring_in(opened: Round, team: Team) -> None:
    """As a result of earlier years is brought in: counted by the same arithmetic, nobody told, no limits drafted."""
    hour, content = _at(date(opened.year + 1, 1, 20)), content_of(opened)
    write_back(opened, content)
    digest = digest_of(content)
    name = f"goi-tai-lap-{opened.key}-ban-1.zip"
    packed = put([pack(content, About(1, digest, DECISION, "", hour.isoformat()))], name, accepted=(ZIP,))
    row = Publication.objects.create(
        round=opened,
        number=1,
        decision=DECISION,
        public_from=hour,
        content=content,
        digest=digest,
        capsule=packed,
        published_at=hour,
        published_by=team.office,
    )
    Announcement.objects.create(publication=row, at=hour)
    opened.status = RoundStatus.PUBLISHED
    opened.save(update_fields=["status"])


def _round_under_way(story: Story, home: Unit, team: Team) -> None:
    """Half the units are being appraised, some have signed, one still scores."""
    opened, criteria, participants = _open(story, home, RoundStatus.APPRAISING)
    opened.appraise_until = timezone.localdate() + timedelta(days=20)
    opened.save(update_fields=["appraise_until"])
    now = timezone.now()
    at = Moment(now - timedelta(days=9), now - timedelta(days=2), now)
    scores: list[NodeScore] = []
    for number, one in enumerate(participants):
        judged = number < len(participants) // 2
        if judged:
            rows = sheets.settled(criteria, one, story.year, at, team, settle=False)
        else:
            rows = sheets.self_scored(criteria, one, story.year, at.scored)
        one.self_total = sum((row.self_score or Decimal(0) for row in rows), Decimal(0))
        scores += rows
        one.status = ParticipantStatus.APPRAISING if judged else ParticipantStatus.SIGNED
        one.appraiser = team.appraiser
    participants[-1].status = ParticipantStatus.SCORING
    _keep(opened, criteria, scores, (), team)
    Participant.objects.bulk_update(participants, ["status", "appraiser", "self_total"])
    _sign(participants[:-1], at)
    go_on(opened, team.appraiser, team.office, _account("chu-tri"))
