"""The way of a paper: nháp → trình → duyệt → ký → cấp số → phát hành → thay thế (product §2.5)."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SIGNED = "signed"
    NUMBERED = "numbered"
    ISSUED = "issued"
    REPLACED = "replaced"


class Step(StrEnum):
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    SIGN = "sign"
    NUMBER = "number"
    ISSUE = "issue"
    REPLACE = "replace"


_S = State
# From which states a step may be taken, and where it leads. A numbered paper is never returned: it is replaced.
_STEPS: dict[Step, tuple[tuple[State, ...], State]] = {
    Step.SUBMIT: ((_S.DRAFT,), _S.SUBMITTED),
    Step.RETURN: ((_S.SUBMITTED, _S.APPROVED, _S.SIGNED), _S.DRAFT),
    Step.APPROVE: ((_S.SUBMITTED,), _S.APPROVED),
    Step.SIGN: ((_S.APPROVED,), _S.SIGNED),
    Step.NUMBER: ((_S.SIGNED,), _S.NUMBERED),
    Step.ISSUE: ((_S.NUMBERED,), _S.ISSUED),
    Step.REPLACE: ((_S.ISSUED,), _S.REPLACED),
}
MAIN_ROAD = (_S.DRAFT, _S.SUBMITTED, _S.APPROVED, _S.SIGNED, _S.NUMBERED, _S.ISSUED)


def allowed(step: Step, state: State) -> bool:
    return state in _STEPS[step][0]


def target(step: Step) -> State:
    """Where the step leads."""
    return _STEPS[step][1]


def steps_from(state: State) -> tuple[Step, ...]:
    """What can happen next, the ordinary step first."""
    return tuple(sorted((step for step in Step if allowed(step, state)), key=lambda step: step is Step.RETURN))


def position(state: State) -> int:
    """Where on the main road the paper stands, counted from 1; a replaced paper has gone all the way."""
    return MAIN_ROAD.index(state) + 1 if state in MAIN_ROAD else len(MAIN_ROAD)


def is_open(state: State) -> bool:
    """Whether the words may still be changed."""
    return state is State.DRAFT


def is_fixed(state: State) -> bool:
    """Whether nothing about the paper may change any more."""
    return state in {State.ISSUED, State.REPLACED}
