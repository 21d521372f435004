"""What the dossiers declare once when the app is ready."""

from __future__ import annotations


def start_dossiers() -> None:
    from thongsuot.platform.events import names
    from thongsuot.serving.dossiers import actions, telling  # noqa: F401 - declares actions, outbox handlers
    from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX
    from thongsuot.serving.dossiers.words import KIND_WORDS

    for kind, words in KIND_WORDS.items():
        names.declare(f"{EVENT_PREFIX}{kind}", words)  # type: ignore[arg-type]
