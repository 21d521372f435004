"""Events of a dossier → its fact. By the moment they tell of, not by arrival: late and corrected ones fall into place.

Of each field the newest whole row that speaks of it holds; of its unit and its procedure the newest whose code is one
with us, so that a code nobody told apart yet does not stop a dossier where it stood. Supplements no row counts are
counted by the steps into waiting for one. The state is that of the newest row; since when it holds is the first row of
the unbroken run at the end. Ends follow the portal's order: done, handed over, then the ends without.

A step's own dates (``NgayBatDau``, ``NgayKetThucTheoQuyDinh``) are kept and never speak for the dossier's reception and
due date. Certainty low, ours: the message's description does not say whose dates they are, and senders differ (empty;
those of the step; those of the dossier). Wrongly left out a date is unknown; wrongly taken it moves a reception.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.domain.shapes import WHOLE
from thongsuot.reporting.feed.models import FeedSource
from thongsuot.reporting.feed.staging import lock_source
from thongsuot.reporting.feed.twins import keep_twins
from thongsuot.serving import facade
from thongsuot.serving.facts.domain.schema import NAMES

FOLD = 2_000  # dossiers a transaction
_NEWEST = (
    *("channel", "received_at", "due_at", "ended_at", "returned_at", "refused_at", "supplements"),
    *("has_fee", "is_paid_online", "has_electronic_result", "has_electronic_part", "has_paper_part"),
    *("is_reusing", "is_from_store", "is_identified", "unit_id", "province_id", "procedure_id"),
)
_FLAGS = ("has_fee", "is_paid_online", "has_electronic_result", "has_electronic_part")
_FLAGS_TOO = ("is_reusing", "is_from_store", "is_identified")
_PAUSED, _DONE, _ENDED, _TAKEN = "(5, 6)", "(9, 10)", "(3, 7, 8)", "(2, 4, 5, 6, 9, 10)"


def _newest(field: str) -> str:
    """The field in the newest whole row that speaks of it."""
    return f"(array_agg({field} ORDER BY place) FILTER (WHERE kind = {WHOLE} AND {field} IS NOT NULL))[1] AS {field}"


def _since(statuses: str, run_of: str) -> str:
    """First moment of the statuses within the run of ``run_of`` that the newest row ends."""
    return f"min(at) FILTER (WHERE status IN {statuses} AND place < coalesce(other_than_{run_of}, 2147483647))"


_DOSSIERS = f"""
WITH taken AS (
    DELETE FROM reporting_feedqueue WHERE id IN (
        SELECT id FROM reporting_feedqueue WHERE source_id = %(source)s ORDER BY id LIMIT %(most)s
    ) RETURNING code
), told AS (
    SELECT event.*, unit.unit_id, unit.province_id, known.procedure_id,
        row_number() OVER newest AS place, lead(event.status) OVER newest AS before
    FROM reporting_feedevent event JOIN taken ON taken.code = event.code
    LEFT JOIN reporting_feedcode unit
        ON unit.source_id = %(source)s AND unit.kind = '{CodeKind.UNIT}' AND unit.code = event.unit_code
    LEFT JOIN reporting_feedcode known
        ON known.source_id = %(source)s AND known.kind = '{CodeKind.PROCEDURE}' AND known.code = event.procedure_code
    WHERE event.source_id = %(source)s
    WINDOW newest AS (PARTITION BY event.code ORDER BY event.at DESC, event.file_id DESC, event.row DESC)
), runs AS (
    SELECT *, min(place) FILTER (WHERE status NOT IN {_PAUSED}) OVER mine AS other_than_paused,
        min(place) FILTER (WHERE status NOT IN {_DONE}) OVER mine AS other_than_done,
        min(place) FILTER (WHERE status NOT IN {_ENDED}) OVER mine AS other_than_ended
    FROM told WINDOW mine AS (PARTITION BY code)
), dossiers AS (
    SELECT code, (array_agg(status ORDER BY place))[1] AS status, max(at) AS seen_at,
        {", ".join(map(_newest, _NEWEST))},
        count(*) FILTER (WHERE status = 5 AND before IS DISTINCT FROM 5) AS asked,
        min(at) FILTER (WHERE status IN {_TAKEN}) AS first_taken,
        {_since("(5, 6)", "paused")} AS paused_at, {_since("(9)", "done")} AS done_at,
        {_since("(10)", "done")} AS handed_at, {_since(_ENDED, "ended")} AS stopped_at
    FROM runs GROUP BY code
), stood AS (
    SELECT *, coalesce(received_at, first_taken) AS started_at,
        CASE WHEN status IN {_DONE} THEN coalesce(ended_at, done_at, returned_at, handed_at) END AS result_at,
        CASE WHEN status IN {_ENDED}
            THEN coalesce(CASE status WHEN 3 THEN refused_at END, ended_at, stopped_at) END AS no_result_at,
        CASE WHEN status NOT IN {_PAUSED} THEN due_at END AS due_now
    FROM dossiers
), ended AS (
    SELECT *, greatest(result_at, CASE WHEN result_at IS NOT NULL THEN started_at END) AS finished_at,
        greatest(no_result_at, CASE WHEN no_result_at IS NOT NULL THEN started_at END) AS closed_at
    FROM stood
)
"""  # noqa: S608 - built of the words above alone
_FACTS = f"""{_DOSSIERS}
SELECT status, seen_at, coalesce(finished_at, closed_at), due_now, code,
    province_id, unit_id, procedure_id, coalesce(channel, 1),
    {
    ", ".join(
        f"{one} AT TIME ZONE 'Asia/Ho_Chi_Minh'"
        for one in ("started_at", "due_now", "paused_at", "finished_at", "closed_at")
    )
},
    coalesce(due_now < coalesce(finished_at, closed_at, %(now)s), false), coalesce(supplements, asked),
    {", ".join(f"coalesce({one}, false)" for one in _FLAGS)},
    coalesce(has_paper_part, NOT coalesce(has_electronic_part, false)),
    {", ".join(f"coalesce({one}, false)" for one in _FLAGS_TOO)}
FROM ended ORDER BY code
"""  # noqa: S608
_ASIDE = ("status", "seen_at", "ended_at", "due_there")  # for the comparison, not of the fact
_READ = (
    *("code", "province", "unit", "procedure", "channel", "started_at", "due_at", "paused_at", "finished_at"),
    *("closed_at", "is_past_due", "supplements", *_FLAGS, "has_paper_part", *_FLAGS_TOO),
)


def fold(source: FeedSource, now: datetime, most: int = FOLD) -> int:
    """Fold the events of up to ``most`` waiting dossiers, in one transaction; how many were taken off the queue.

    A dossier nobody received yet, or under codes that are nothing with us yet, gives no fact; it waits in its events.
    """
    with transaction.atomic():
        lock_source(source.pk)
        with connection.cursor() as cursor:
            cursor.execute(_FACTS, {"source": source.pk, "most": most, "now": now})
            rows = cursor.fetchall()
        if rows:
            _hand_on(source, [dict(zip((*_ASIDE, *_READ), row, strict=True)) for row in rows])
    return len(rows)


def _hand_on(source: FeedSource, rows: Sequence[dict[str, Any]]) -> None:
    ours = facade.dossier_numbers([row["code"] for row in rows]) if source.reports_ours else {}
    keep_twins(source, {ours[row["code"]]: row for row in rows if row["code"] in ours})
    facts = [_fact(source, row) for row in rows if row["code"] not in ours and _is_known(row)]
    if facts:
        facade.put_facts(facts)


def _is_known(row: dict[str, Any]) -> bool:
    return None not in (row["unit"], row["procedure"], row["started_at"])


def _fact(source: FeedSource, row: dict[str, Any]) -> dict[str, Any]:
    """A fact row of the schema. What a feed does not tell stands as the plainest: filed by oneself, with a result."""
    told = {"source": source.number, "received_unit": row["unit"], "mode": 0, "gives_paper": True}
    plain = {"is_same_day": False, "is_disliked": False}
    return {name: (told | plain | row)[name] for name in NAMES}
