"""Which dossier to take up next, and why, in words a person would say (J7: «next-best always visible»)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.serving.desk.domain.urgency import RISKY, SOON, Standing, Tier, span, urgency
from thongsuot.serving.dossiers.domain.happenings import PortalStatus

# Somebody else's turn: nothing can be done at the desk or by the specialist until it comes back.
_NOT_OURS = frozenset({PortalStatus.SUPPLEMENT, PortalStatus.FINANCIAL_DUTY})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dossier this person may work on. ``is_mine``: it was given to this person by name."""

    code: str
    standing: Standing
    step: str = ""
    is_mine: bool = False
    is_same_day: bool = False


@dataclass(frozen=True, slots=True)
class NextBest:
    code: str
    because: tuple[str, ...]


def next_best(candidates: Iterable[Candidate]) -> NextBest | None:
    """The most pressing dossier that can be moved now; ``None`` when nothing waits for this person.

    A person in front of the counter («không phiếu hẹn») goes before all that is not late yet; then what is pressing;
    then one's own before what lies in the common heap.
    """
    able = [one for one in candidates if _can_move(one)]
    if not able:
        return None
    chosen = min(able, key=_order)
    return NextBest(chosen.code, reasons(chosen))


def reasons(one: Candidate) -> tuple[str, ...]:
    """At least one reason, the weightiest first."""
    said = [*_of_time(one.standing), *_of_risk(one)]
    if one.is_same_day:
        said.append("người dân đang chờ lấy ngay trong ngày")
    if one.standing.status == PortalStatus.NEW:
        said.append("hồ sơ trực tuyến chưa được trả lời")
    if one.standing.status == PortalStatus.FINISHED:
        said.append("kết quả đã có, chỉ còn trả cho người dân")
    return tuple(said) or ("đến lượt trong hàng chờ",)


def _can_move(one: Candidate) -> bool:
    return one.standing.status not in _NOT_OURS and urgency(one.standing).tier != Tier.DONE


def _order(one: Candidate) -> tuple[int, int, bool, float, bool, str]:
    tier, undated, moment = urgency(one.standing).key
    return tier, 0 if one.is_same_day else 1, undated, moment, not one.is_mine, one.code


def _of_time(one: Standing) -> list[str]:
    if one.left is None or one.status == PortalStatus.FINISHED:
        return []
    if one.left < 0:
        return [f"đã quá hạn {span(-one.left)}" if one.left <= -60 else "vừa quá hạn"]
    return [f"chỉ còn {span(one.left)} làm việc"] if one.left <= SOON else []


def _of_risk(one: Candidate) -> list[str]:
    risk = one.standing.risk
    if risk is None or risk < RISKY or (one.standing.left or 0) < 0:
        return []
    where = f" ở bước {one.step}" if one.step else ""
    return [f"dễ trễ{where}: {_tenths(risk)} hồ sơ như thế từng trễ"]


def _tenths(risk: Decimal) -> str:
    return f"khoảng {min(max(round(risk * 10), 1), 10)} trong 10"
