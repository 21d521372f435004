"""Rounds of scoring: read by who reads rounds in the province; a unit's sheet by its own people too."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.models import NodeScore, Round
from thongsuot.registry.accounts.roles import GRANTS, Role

_UNIT = "so-xay-dung--lang-son"  # no demo account works there


def _reading(answers: set[int], otherwise: int = 404) -> Callable[[Role | None], set[int]]:
    """For who reads rounds of the province; to other units' people the sheet is not there."""

    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        return answers if Measuring.ROUND_READ in GRANTS[role] else {otherwise}

    return expected


def _round(managing: set[int]) -> Callable[[Role | None], set[int]]:
    """The round is also seen by its units' people, who may not run it."""

    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        if not {Measuring.ROUND_READ, Measuring.SCORE_ENTER} & GRANTS[role]:
            return {404}
        return managing if Measuring.ROUND_MANAGE in GRANTS[role] else {403}

    return expected


def _seen(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if {Measuring.ROUND_READ, Measuring.SCORE_ENTER} & GRANTS[role] else {404}


def _recomputed(role: Role | None) -> set[int]:
    """Who runs the round is told that it no longer scores; other readers have no right to."""
    seen = _reading({403})(role)
    return {302} if role and seen == {403} and Measuring.ROUND_MANAGE in GRANTS[role] else seen


GATES = {
    "rounds": "signed-in",
    "round-open": Measuring.ROUND_MANAGE,
    "round": _seen,
    "round-step": _round({302}),
    "round-survey": _round({200}),
    "round-not-applicable": _round({302}),
    "self-score": _reading({200}),
    "self-score-sign": _reading({200}),
    "self-score-withdraw": _reading({403}),
    "self-score-recompute": _recomputed,
    "self-score-xlsx": _reading({200}),
    "self-score-csv": _reading({200}),
    "self-score-proof": _reading({404}),
    "self-score-proof-remove": _reading({404}),
    "self-score-node": _reading({200}),
    "self-score-proof-add": _reading({403}),
}
POSTED = {
    "round-step",
    "round-not-applicable",
    "self-score-withdraw",
    "self-score-recompute",
    "self-score-proof-remove",
    "self-score-proof-add",
}


def _key() -> str:
    return Round.objects.get(key="cham-diem-so-nganh-2026").key


def _code() -> str:
    scores = NodeScore.objects.filter(participant__round__key=_key(), participant__unit__key=_UNIT)
    return scores.order_by("code")[0].code


def arguments() -> dict[str, Callable[[], list[object]]]:
    row: Callable[[], list[object]] = lambda: [_key()]  # noqa: E731
    sheet: Callable[[], list[object]] = lambda: [_key(), _UNIT]  # noqa: E731
    sheets = ("", "-sign", "-withdraw", "-recompute", "-xlsx", "-csv")
    return {
        **dict.fromkeys(("round", "round-survey", "round-not-applicable"), row),
        "round-step": lambda: [_key(), "bat-dau"],
        **{f"self-score{name}": sheet for name in sheets},
        "self-score-proof": lambda: [*sheet(), 0],
        "self-score-proof-remove": lambda: [*sheet(), 0],
        "self-score-node": lambda: [*sheet(), _code()],
        "self-score-proof-add": lambda: [*sheet(), _code()],
    }
