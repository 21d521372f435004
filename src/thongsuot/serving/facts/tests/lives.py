"""Made-up dossiers of any life, as hypothesis draws them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from thongsuot.serving.facts.tests.oracle import Fact, past_due

AS_OF = datetime.fromisoformat("2026-09-16T10:30")
_FIRST = datetime.fromisoformat("2026-05-25")
_DAYS = (AS_OF.date() - _FIRST.date()).days


@st.composite
def moments(draw: st.DrawFn, days: int = _DAYS) -> datetime:
    """Few enough to meet often: midnights, the last second of a day, office hours."""
    hour = draw(st.sampled_from([timedelta(0), timedelta(hours=8), timedelta(hours=16), timedelta(seconds=86_399)]))
    return _FIRST + timedelta(days=draw(st.integers(0, days - 1))) + hour


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Late, in time, paused, with two supplements, handed back; dates before the start too: other systems send them."""
    started = draw(moments())
    near = st.one_of(st.none(), st.just(started), moments())
    past = near.map(lambda at: at if at is None or at <= AS_OF else None)
    ended, state = draw(past), draw(st.sampled_from(["open", "paused", "finished", "closed"]))
    flags = {name: draw(st.booleans()) for name in Fact.__slots__ if name.startswith(("has_", "gives_", "is_"))}
    one = Fact(
        unit=draw(st.integers(1, 3)),
        procedure=draw(st.integers(1, 2)),
        channel=draw(st.integers(1, 3)),
        mode=draw(st.integers(0, 2)),
        started_at=started,
        due_at=draw(st.one_of(near, moments(days=_DAYS + 30))),
        paused_at=ended if state == "paused" else None,
        finished_at=ended if state == "finished" else None,
        closed_at=ended if state == "closed" else None,
        supplements=draw(st.sampled_from([0, 0, 0, 1, 2])),
        **flags,
    )
    return replace(one, is_past_due=past_due(one, AS_OF))


@st.composite
def histories(draw: st.DrawFn, most: int = 25) -> list[Fact]:
    drawn = draw(st.lists(facts(), min_size=1, max_size=most))
    return [replace(one, code=f"h-{number}") for number, one in enumerate(drawn)]


@st.composite
def periods(draw: st.DrawFn) -> tuple[date, date]:
    """From before the first dossier to behind the moment the facts were taken."""
    first = _FIRST.date() + timedelta(days=draw(st.integers(-10, _DAYS)))
    return first, first + timedelta(days=draw(st.sampled_from([0, 1, 6, 30, 60, 200])))
