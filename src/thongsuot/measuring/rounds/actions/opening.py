"""A round is opened: by which issued set, over which units, by which calendar and classes; then units are invited."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.measuring.criteria.domain.checks import faults, stops_round
from thongsuot.measuring.criteria.models import CriteriaRelease, Population, ReleaseStatus
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_round, round_of
from thongsuot.measuring.rounds.actions.computing import fill
from thongsuot.measuring.rounds.choices import RoundStatus
from thongsuot.measuring.rounds.domain import Threshold, wrong_thresholds
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.measuring.rounds.telling import ROUND_STARTED
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.notifications import Note, notify_many
from thongsuot.registry.accounts.queries import role_holders
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.units.models import Unit, UnitKind

_SHOWN = 5  # faults told at once; the set's own page lists them all
KINDS = {
    Population.MINISTRY: UnitKind.MINISTRY,
    Population.PROVINCE: UnitKind.PROVINCE,
    Population.DEPARTMENT: UnitKind.DEPARTMENT,
    Population.COMMUNE: UnitKind.COMMUNE,
}
_SLUGS = {
    Population.MINISTRY: "bo-nganh",
    Population.PROVINCE: "tinh",
    Population.DEPARTMENT: "so-nganh",
    Population.COMMUNE: "cap-xa",
}


@dataclass(frozen=True, slots=True)
class NewRound:
    """``unit_keys`` empty: every unit of the kind in being. ``peer_groups``: unit key → group ranked by itself."""

    home_id: int
    release_key: str
    year: int
    title: str = ""
    key: str = ""
    unit_keys: tuple[str, ...] = ()
    peer_groups: dict[str, str] = field(default_factory=dict)
    self_from: date | None = None
    self_until: date | None = None
    appraise_until: date | None = None
    explain_workdays: int = 5
    second_share: int = 10
    thresholds: tuple[Threshold, ...] = ()
    thresholds_reference: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class RoundId:
    id: int


@dataclass(frozen=True, slots=True)
class Opened:
    id: int
    key: str
    units: int


def population_of(home: Unit, population: str, year: int, today: date) -> list[Unit]:
    """Units of the kind under the home on the last day of the year, or today while the year runs (J2: merged units)."""
    on = min(date(year, 12, 31), max(today, date(year, 1, 1)))
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Unit.objects.filter(begun, lasting, kind=KINDS[Population(population)], path__startswith=f"{home.path}/")
    return list(rows.order_by("sort_key", "pk"))


class OpenRound(Action[NewRound, Opened]):
    name = "measuring.round.open"
    label = gettext_lazy("Lập đợt chấm điểm")
    permission = Measuring.ROUND_MANAGE
    event = "measuring.round.opened"
    idempotency = natural("the key names the round; a second one is refused")

    def scope(self, data: NewRound) -> str:
        return _home(data).path

    def check(self, actor: Actor, data: NewRound) -> None:
        release = _release(data, _home(data))
        in_the_way = stops_round(faults(set_of(release)))
        if in_the_way:
            raise ActionError(" ".join(one.message for one in in_the_way[:_SHOWN]), "release_key")
        if not 2001 <= data.year <= 2100:
            raise ActionError(_("Năm chấm điểm phải từ 2001 đến 2100."), "year")
        if (release.first_year or data.year) > data.year or (release.last_year or data.year) < data.year:
            raise ActionError(_("Bộ tiêu chí này không áp dụng cho năm %(year)d.") % {"year": data.year}, "year")
        wrong = wrong_thresholds(data.thresholds)
        if wrong:
            raise ActionError(wrong, "thresholds")
        if not data.thresholds_reference.strip():
            raise ActionError(_("Hãy ghi căn cứ của ngưỡng xếp loại."), "thresholds_reference")
        _check_calendar(data)
        if not 0 <= data.second_share <= 100:
            raise ActionError(_("Tỷ lệ thẩm định lần hai từ 0 đến 100%."), "second_share")
        if not 1 <= data.explain_workdays <= 60:
            raise ActionError(_("Thời gian giải trình từ 1 đến 60 ngày làm việc."), "explain_workdays")

    def execute(self, context: Context, data: NewRound) -> Opened:
        home = _home(data)
        release = _release(data, home)
        key, units = _key(data, home, release.population), _units(data, home, release.population)
        kind = str(Population(release.population).label)
        row = Round.objects.create(
            key=key,
            title=data.title.strip() or _("Chấm điểm %(kind)s năm %(year)d") % {"kind": kind, "year": data.year},
            home=home,
            release=release,
            population=release.population,
            year=data.year,
            self_from=data.self_from,
            self_until=data.self_until,
            appraise_until=data.appraise_until,
            explain_workdays=data.explain_workdays,
            second_share=data.second_share,
            seed=f"{key}:{release.digest[:16]}",  # known before any score is: a sample anyone can draw again
            thresholds=[{"name": one.name.strip(), "from": one.lowest} for one in data.thresholds],
            thresholds_reference=data.thresholds_reference.strip(),
            is_sample=data.is_sample or release.is_sample,
        )
        groups = data.peer_groups
        Participant.objects.bulk_create(
            [Participant(round=row, unit=one, peer_group=groups.get(one.key, "")[:80]) for one in units]
        )
        context.record(
            of_round(row),
            {"status": (None, row.status), "release": (None, release.key), "units": (None, [one.key for one in units])},
        )
        return Opened(row.pk, row.key, len(units))


class StartScoring(Action[RoundId, RoundId]):
    """Units may score from now on: computed leaves are filled, focal officers and heads are told."""

    name = "measuring.round.start_scoring"
    label = gettext_lazy("Bắt đầu cho đơn vị tự chấm")
    permission = Measuring.ROUND_MANAGE
    event = "measuring.round.scoring_started"
    idempotency = natural("a round under way stays under way")

    def scope(self, data: RoundId) -> str:
        return round_of(data.id).home.path

    def execute(self, context: Context, data: RoundId) -> RoundId:
        row = round_of(data.id, lock=True)
        if row.status == RoundStatus.SCORING:
            context.unchanged()
            return RoundId(row.pk)
        if row.status != RoundStatus.DRAFT:
            raise ActionError(_("Đợt đã ở bước «%(state)s», không bắt đầu lại.") % {"state": row.get_status_display()})
        row.status = RoundStatus.SCORING
        row.save(update_fields=["status"])
        context.record(of_round(row), {"status": (RoundStatus.DRAFT, row.status)})
        participants = list(row.participants.select_related("unit"))
        fill(row, participants, context)
        _invite(row, participants)
        return RoundId(row.pk)


def _home(data: NewRound) -> Unit:
    found = Unit.objects.filter(pk=data.home_id).first()
    if found is None:
        raise ActionError(_("Không tìm thấy đơn vị tổ chức chấm điểm."), "home")
    return found


def _release(data: NewRound, home: Unit) -> CriteriaRelease:
    found = CriteriaRelease.objects.select_related("home").filter(key=data.release_key).first()
    if found is None:
        raise ActionError(_("Không có bộ tiêu chí mã «%(key)s».") % {"key": data.release_key}, "release_key")
    if found.status != ReleaseStatus.ISSUED:
        raise ActionError(_("Bộ tiêu chí này chưa ban hành. Hãy ban hành trước khi mở đợt."), "release_key")
    if found.home and not f"{home.path}/".startswith(f"{found.home.path}/"):
        message = _("Bộ tiêu chí này của %(unit)s, không dùng cho %(home)s.")
        raise ActionError(message % {"unit": found.home.name, "home": home.name}, "release_key")
    return found


def _check_calendar(data: NewRound) -> None:
    days = [
        (data.self_from, "self_from"),
        (data.self_until, "self_until"),
        (data.appraise_until, "appraise_until"),
    ]
    known = [(day, name) for day, name in days if day is not None]
    for (early, _first), (late, name) in pairwise(known):
        if late < early:
            message = _("Ngày %(late)s trước ngày %(early)s của bước trước. Hãy sửa lại lịch.")
            raise ActionError(message % {"late": format_date(late), "early": format_date(early)}, name)


def _key(data: NewRound, home: Unit, population: str) -> str:
    key = data.key.strip() or f"cham-diem-{_SLUGS[Population(population)]}-{data.year}"
    if not data.key.strip() and Round.objects.filter(key=key).exclude(home=home).exists():
        key = f"{key}--{home.key}"[:100]  # another province runs the same population in the same year
    if slugify(key) != key:
        raise ActionError(_("Mã đợt chỉ gồm chữ thường không dấu, số và gạch nối."), "key")
    if Round.objects.filter(key=key).exists():
        raise ActionError(_("Đã có đợt chấm điểm mã «%(key)s». Hãy mở đợt ấy hoặc đặt mã khác.") % {"key": key}, "key")
    return key


def _units(data: NewRound, home: Unit, population: str) -> list[Unit]:
    found = population_of(home, population, data.year, timezone.localdate())
    strange = set(data.peer_groups) - {one.key for one in found}
    if data.unit_keys:
        strange |= set(data.unit_keys) - {one.key for one in found}
        found = [one for one in found if one.key in data.unit_keys]
    if strange:
        names = ", ".join(sorted(strange)[:5])
        message = _("Không chấm được cho: %(names)s. Đơn vị phải đúng loại, trực thuộc và hoạt động trong năm chấm.")
        raise ActionError(message % {"names": names}, "unit_keys")
    if not found:
        raise ActionError(_("Không có đơn vị nào để chấm. Hãy kiểm tra năm và loại đơn vị."), "unit_keys")
    return found


def _invite(row: Round, participants: list[Participant]) -> None:
    people = role_holders([one.unit_id for one in participants], (Role.UNIT_FOCAL, Role.UNIT_HEAD))
    why = _("Bạn là đầu mối hoặc lãnh đạo của đơn vị được chấm điểm.")
    until = _(", hạn %(day)s") % {"day": format_date(row.self_until)} if row.self_until else ""
    text = _("Mời tự chấm điểm: %(title)s%(until)s") % {"title": row.title, "until": until}
    told = []
    for one in participants:
        who = [pk for role in (Role.UNIT_FOCAL, Role.UNIT_HEAD) for pk in people.get((one.unit_id, role), [])]
        url = reverse("self-score", args=[row.key, one.unit.key])
        told.append((who, Note(ROUND_STARTED, f"round-started-{one.pk}", text, why, url)))
    notify_many(told)
