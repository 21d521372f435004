"""What the dossiers declare once when the app is ready."""

from __future__ import annotations


def start_dossiers() -> None:
    """Names of events, outbox handlers, the job, the clock's work."""
    from django.utils.translation import gettext as _

    from thongsuot.platform.background import by_the_clock
    from thongsuot.platform.events import names
    from thongsuot.platform.notifications import declare_kind
    from thongsuot.platform.outbox import subscribe
    from thongsuot.serving.dossiers import actions, jobs, telling  # noqa: F401 - they declare themselves
    from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX
    from thongsuot.serving.dossiers.words import KIND_WORDS

    for kind, words in KIND_WORDS.items():
        names.declare(f"{EVENT_PREFIX}{kind}", words)  # type: ignore[arg-type]
    declare_kind(jobs.OPINION_LATE, _("Cơ quan được hỏi ý kiến trả lời quá hạn"))
    for event in ("serving.closure.written", "serving.closure.withdrawn"):
        subscribe(event, jobs.FOLLOW_CLOSURE)
    by_the_clock("15 * * * *", "serving.opinions.late")(jobs.tell_late_opinions)
