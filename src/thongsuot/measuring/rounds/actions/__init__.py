"""Every change to rounds and to what units say of themselves."""

from thongsuot.measuring.rounds.actions.computing import Computed, FillComputed, ParticipantId
from thongsuot.measuring.rounds.actions.entering import Clash, EnterScores, Entries, Entry, Saved, ScoreConflict
from thongsuot.measuring.rounds.actions.evidence import AddEvidence, EvidenceId, NewEvidence, RemoveEvidence
from thongsuot.measuring.rounds.actions.opening import NewRound, Opened, OpenRound, RoundId, StartScoring
from thongsuot.measuring.rounds.actions.running import (
    Marked,
    MarkNotApplicable,
    NotApplicable,
    Start,
    StartAppraisal,
    Started,
)
from thongsuot.measuring.rounds.actions.signing import Signed, Signing, SignSelfScore, Withdrawal, WithdrawSignature
from thongsuot.measuring.rounds.actions.surveying import EnterSurvey, Given, Survey, Surveyed

__all__ = [
    "AddEvidence",
    "Clash",
    "Computed",
    "EnterScores",
    "EnterSurvey",
    "Entries",
    "Entry",
    "EvidenceId",
    "FillComputed",
    "Given",
    "MarkNotApplicable",
    "Marked",
    "NewEvidence",
    "NewRound",
    "NotApplicable",
    "OpenRound",
    "Opened",
    "ParticipantId",
    "RemoveEvidence",
    "RoundId",
    "Saved",
    "ScoreConflict",
    "SignSelfScore",
    "Signed",
    "Signing",
    "Start",
    "StartAppraisal",
    "StartScoring",
    "Started",
    "Survey",
    "Surveyed",
    "WithdrawSignature",
    "Withdrawal",
]
