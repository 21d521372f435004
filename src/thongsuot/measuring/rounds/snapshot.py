"""What a head signs: everything the unit says, in one written form, hashed. Anyone with the rows can hash it again."""

from __future__ import annotations

from typing import Any

from thongsuot.kernel.digests import digest
from thongsuot.measuring.rounds.models import Participant, ScoreEvidence


def snapshot_of(participant: Participant) -> dict[str, Any]:
    """The unit's own columns alone: nothing appraisal writes later changes it."""
    scores = participant.scores.prefetch_related("evidence__document").order_by("code")
    return {
        "round": participant.round.key,
        "unit": participant.unit.key,
        "criteria": participant.round.release.digest,
        "self_total": participant.self_total,
        "scores": [
            {
                "code": one.code,
                "inputs": one.inputs,
                "is_applicable": one.is_applicable,
                "not_applicable_reason": one.not_applicable_reason,
                "self_score": one.self_score,
                "note": one.note,
                "evidence": [_proof(each) for each in one.evidence.all()],
            }
            for one in scores
            if one.self_score is not None or one.note or not one.is_applicable or one.evidence.all()
        ],
    }


def digest_of_sheet(participant: Participant) -> str:
    """SHA-256 of the snapshot as the rows stand now; equal to ``signed_digest`` while nothing was touched."""
    return digest(snapshot_of(participant))


def _proof(one: ScoreEvidence) -> dict[str, Any]:
    return {
        "title": one.title,
        "document": one.document.key if one.document else "",
        "claim": one.claim_id,
        "file": one.file_digest,
        "locator": one.locator,
        "dated": one.dated,
    }
