"""The survey part of a round beside what the centre measured of the same unit, or of its province."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.appraisal.queries import rounds_to_appraise, units_of
from thongsuot.measuring.appraisal.surveys.domain import Interval, interval_of
from thongsuot.measuring.criteria.domain.rules import Survey
from thongsuot.measuring.criteria.domain.tree import Method, Node
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.leagues.domain import best_of
from thongsuot.measuring.leagues.queries import result_of
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.measuring.scoring.evaluate import rule_of
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.queries import of_indicators

SIPAS = "sipas"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Percentages. ``sample``: answers behind the local survey, ``None`` where nothing says how many.

    ``is_own``: the central figure is of this very unit; else it is of the province, for want of one.
    """

    participant: Participant
    node: Node
    percent: Decimal
    sample: int | None
    interval: Interval | None
    central: Claim | None
    is_own: bool

    @property
    def difference(self) -> Decimal | None:
        value = self.central.value if self.central else None
        return None if value is None else self.percent - value

    @property
    def agrees(self) -> bool | None:
        """Whether the central figure lies within the local interval; ``None`` where that cannot be said."""
        if self.interval is None or self.central is None or self.central.value is None:
            return None
        return self.interval.holds(self.central.value)


@access(Round)
def years_beside(actor: Actor, row: Round) -> list[Round]:
    """Rounds of the same home and population, newest first: the comparison of other years."""
    return list(rounds_to_appraise(actor).filter(home=row.home_id, population=row.population).order_by("-year", "-pk"))


@access(NodeScore)
def comparisons(actor: Actor, row: Round) -> list[Comparison]:
    """One line a unit and survey leaf of satisfaction, in the order of the units."""
    leaves = [one for one in set_of(row.release).leaves() if _is_survey(one)]
    units = units_of(actor, row)
    scores = NodeScore.objects.filter(participant__round=row, code__in=[one.code for one in leaves])
    by_place = {
        (one.participant_id, one.code): one for one in scores.filter(participant__round__in=rounds_to_appraise(actor))
    }
    samples, central = _samples(row), _central(actor, row, [one.unit_id for one in units])
    found = []
    for unit in units:
        for node in leaves:
            score = by_place.get((unit.pk, node.code))
            text = score and (score.appraised_inputs.get("percent") or score.inputs.get("percent"))
            if not score or not text:
                continue
            percent, sample = Decimal(text), samples.get(score.pk)
            own = central.get(unit.unit_id)
            interval = interval_of(percent, sample) if sample else None
            reference = own or central.get(row.home_id)
            found.append(Comparison(unit, node, percent, sample, interval, reference, own is not None))
    return found


def _is_survey(node: Node) -> bool:
    """What the people served say, as SIPAS asks it; leaders' opinions are another thing."""
    return node.method is Method.SATISFACTION and node.rule is not None and isinstance(rule_of(node), Survey)


def _samples(row: Round) -> dict[int, int]:
    """Score → answers counted, where a figure shown as its evidence says out of how many."""
    found: dict[int, int] = defaultdict(int)
    rows = ScoreEvidence.objects.filter(score__participant__round=row, claim__denominator__isnull=False)
    for score, whole in rows.values_list("score", "claim__denominator"):
        if whole >= 1 and whole == whole.to_integral_value():
            found[score] = max(found[score], int(whole))
    return dict(found)


def _central(actor: Actor, row: Round, unit_ids: list[int]) -> dict[int, Claim]:
    """Unit → the surest SIPAS of the round's year, in percent."""
    claims = of_indicators(actor, [*unit_ids, row.home_id], [SIPAS])
    of_year = [one for one in claims if one.period_end and one.period_end.year == row.year and one.value is not None]
    by_pk = {one.pk: one for one in of_year if one.subject is not None}
    best = best_of(result_of(one) for one in by_pk.values())
    return {by_pk[one.claim].subject_id: by_pk[one.claim] for one in best.values()}
