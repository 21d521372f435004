"""Lives of dossiers made up from a seed: what would have happened by a day, in working hours, some of it late.

Pure. The same seed gives the same lives. One unit and one kind of step are slow on purpose, so that the clock of
lateness and the early warning have something to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from thongsuot.serving.clock.domain.model import LimitUnit
from thongsuot.serving.demo.people import Person, person
from thongsuot.serving.dossiers.domain.fold import NotAllowed, State, World, fold
from thongsuot.serving.dossiers.domain.happenings import Channel, FilingMode, Happening, Kind
from thongsuot.serving.procedures.domain.content import Component, Step, StepRole

_HOURS_A_DAY = 8
_SPREAD = 0.45  # of the logarithm: a step takes 0.4 to 2.4 times its usual time nine times out of ten
_USUAL = 0.62  # of its share
_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Source:
    """A version that is asked for. ``weight``: how often, beside the others."""

    procedure_id: int
    version_id: int
    world: World
    fee: int | None
    for_business: bool
    weight: float
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is handed in and decided. ``pace`` 1 is usual, 2 takes twice as long at the step ``slow_role``.

    ``officers``: who does a step of a role there, where the sample has such an account.
    """

    receiving: int
    competent: int
    pace: float = 1.0
    slow_role: StepRole = StepRole.APPRAISE
    officers: Mapping[StepRole, int] = field(default_factory=dict)


@dataclass(slots=True)
class Life:
    """A dossier as it came about; ``states[n]`` is the fold of the first ``n`` happenings."""

    source: Source
    place: Place
    person: Person
    channel: Channel
    mode: FilingMode
    parts: list[tuple[Component, str]] = field(default_factory=list)  # paper, where it came from (PartSource)
    happenings: list[Happening] = field(default_factory=list)
    states: list[State] = field(default_factory=lambda: [State()])

    def tell(self, kind: Kind, at: datetime, **data: Any) -> None:
        happening = Happening(kind, at, data)
        self.states.append(fold(self.states[-1], happening, self.source.world))
        self.happenings.append(happening)

    def passing(self) -> Iterator[tuple[State, Happening, State]]:
        """Before, what happened, after."""
        return zip(self.states, self.happenings, self.states[1:], strict=False)


PlaceOf = Callable[[Random, Source], Place]


def lives(
    sources: Sequence[Source], place_of: PlaceOf, span: tuple[datetime, datetime], count: int, seed: int
) -> Iterator[Life]:
    """At most ``count`` lives submitted within ``span`` and told up to its end, in order of submission."""
    dice = Random(seed)  # noqa: S311 - a story, not a secret
    first, until = span
    moments = sorted(_submitted(dice, first, until) for _one in range(count))
    weights = [one.weight for one in sources]
    for moment in moments:
        source = dice.choices(sources, weights)[0]
        told = _life(dice, source, place_of(dice, source), moment, until)
        if told.happenings:  # else the desk opens only after the end of the stretch
            yield told


def _origin(dice: Random, channel: Channel) -> str:
    """Online everything is electronic; at the desk six papers of ten are scanned."""
    if channel is Channel.ONLINE:
        return dice.choices(("uploaded", "store", "reused"), (88, 8, 4))[0]
    return dice.choices(("scanned", "paper"), (6, 4))[0]


def _submitted(dice: Random, first: datetime, until: datetime) -> datetime:
    """A third of them within the last fortnight, so that there is work on the desks."""
    since = max(first, until - _FORTNIGHT) if dice.random() < 1 / 3 else first
    return since + (until - since) * dice.random()


class _Over(Exception):  # noqa: N818 - the story ends here
    pass


def _life(dice: Random, source: Source, place: Place, submitted: datetime, until: datetime) -> Life:
    channel = dice.choices((Channel.ONLINE, Channel.DIRECT, Channel.POST), (50, 45, 5))[0]
    modes = (FilingMode.SELF, FilingMode.ASSISTED, FilingMode.OFFICER)
    mode = dice.choices(modes, (70, 20, 10))[0] if channel is Channel.ONLINE else FilingMode.SELF
    life = Life(source, place, person(dice, source.for_business), channel, mode)
    asked = (one for one in source.components if one.is_required and not one.when and not one.database)
    life.parts += [(one, _origin(dice, channel)) for one in asked]
    with suppress(_Over):
        _Story(dice, life, until).run(submitted)
    return life


class _Story:
    def __init__(self, dice: Random, life: Life, until: datetime) -> None:
        self.dice, self.life, self.until = dice, life, until
        self.world = life.source.world

    def run(self, submitted: datetime) -> None:
        at = submitted if self.life.channel is Channel.ONLINE else self._after(submitted, 0.1)
        fee = self.life.source.fee
        place = self.life.place
        self._tell(
            Kind.FILED, at,
            channel=int(self.life.channel), mode=str(self.life.mode), receiving_unit=place.receiving,
            competent_unit=place.competent, payment="pay_due" if fee else "pay_none", fee=fee,
        )  # fmt: skip
        at = self._received(at)
        at = self._processed(at)
        self._returned(at)

    def _received(self, at: datetime) -> datetime:
        online = self.life.channel is Channel.ONLINE
        if self.life.source.fee and self.dice.random() < (0.41 if online else 0.9):
            self._tell(Kind.PAID, at, payment="pay_paid")
        if online:
            at = self._after(at, self.dice.uniform(0.2, 6))
            if self.dice.random() < 0.03:
                self._tell(Kind.NOT_ACCEPTED, at, reason="ngoai-tham-quyen")
                raise _Over
        self._tell(Kind.RECEIVED, at, waits_for_arrival=self.life.place.receiving != self.life.place.competent)
        if self.life.place.receiving != self.life.place.competent:
            at = self._after(at, self.dice.uniform(1, 6))
            self._tell(Kind.ARRIVED, at)
        return at

    def _processed(self, at: datetime) -> datetime:
        for number, step in enumerate(self.world.steps, start=1):
            if step.role is StepRole.RETURN:
                continue
            unit = self.life.place.receiving if step.role is StepRole.RECEIVE else self.life.place.competent
            self._tell(Kind.STEP_BEGUN, at, step=number, unit=unit, officer=self.life.place.officers.get(step.role))
            if step.role is StepRole.APPRAISE:
                at = self._interrupted(at)
            at = self._after(at, self._hours(step))
        self._tell(Kind.FINISHED, at)
        return at

    def _interrupted(self, at: datetime) -> datetime:
        """Now and then something is missing, is taken back, or stops."""
        chance = self.dice.random()
        if chance < 0.07:
            at = self._after(at, self.dice.uniform(0.5, 4))
            self._tell(Kind.SUPPLEMENT_ASKED, at, number=1)
            at = self._after(at, self.dice.uniform(4, 60))
            self._tell(Kind.SUPPLEMENT_GIVEN, at)
        elif chance < 0.08:
            self._tell(Kind.WITHDRAWN, self._after(at, 3), reason="nguoi-nop-rut")
            raise _Over
        elif chance < 0.09:
            self._tell(Kind.STOPPED, self._after(at, 8), reason="khac")
            raise _Over
        return at

    def _returned(self, at: datetime) -> None:
        steps = [number for number, step in enumerate(self.world.steps, start=1) if step.role is StepRole.RETURN]
        if steps:
            officer = self.life.place.officers.get(StepRole.RETURN)
            self._tell(Kind.STEP_BEGUN, at, step=steps[0], unit=self.life.place.receiving, officer=officer)
        at = self._after(at, self.dice.uniform(0.2, 10))
        self._tell(Kind.RETURNED, at)
        if self.dice.random() < 0.3:
            stars = self.dice.choices((5, 4, 3, 2, 1), (60, 25, 9, 4, 2))[0]
            self._tell(Kind.RATED, at + timedelta(hours=self.dice.uniform(1, 48)), stars=stars)

    def _hours(self, step: Step) -> float:
        limit = self.world.limit
        share = float(step.share) * (1 if limit.unit is LimitUnit.WORKING_HOURS else _HOURS_A_DAY)
        if limit.unit is LimitUnit.MONTHS:
            share *= 22
        pace = self.life.place.pace if step.role is self.life.place.slow_role else 1.0
        return max(0.25, share * _USUAL * pace * self.dice.lognormvariate(0, _SPREAD))

    def _after(self, at: datetime, hours: float) -> datetime:
        return self.world.calendar.advance(at, max(5, round(hours * 60)))

    def _tell(self, kind: Kind, at: datetime, **data: Any) -> None:
        if at > self.until:
            raise _Over
        try:
            self.life.tell(kind, at, **data)
        except NotAllowed as error:
            raise AssertionError(f"the generator tells a story that cannot be: {error}") from error
