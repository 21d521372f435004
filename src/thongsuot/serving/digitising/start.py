"""What digitising declares once when the app is ready."""

from __future__ import annotations


def start_digitising() -> None:
    from thongsuot.platform.events import names
    from thongsuot.platform.outbox import subscribe
    from thongsuot.serving.digitising import holders, jobs, results, scanning  # noqa: F401 - declares jobs and actions
    from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Kind
    from thongsuot.serving.dossiers.words import KIND_WORDS

    subscribe(f"{EVENT_PREFIX}{Kind.CORRECTED}", holders.FOLLOW_PERSON)
    # Our actions speak of these kinds in their own words; in histories they keep the dossier's.
    for kind in (Kind.PART_ADDED, Kind.PART_CHECKED, Kind.RESULT_SIGNED, Kind.PAPER_ISSUED):
        names.declare(f"{EVENT_PREFIX}{kind}", KIND_WORDS[kind])  # type: ignore[arg-type]
