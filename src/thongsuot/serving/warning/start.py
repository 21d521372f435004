"""What warning declares once when the app is ready."""

from __future__ import annotations


def start_warning() -> None:
    """The hourly estimate, the kind of note, the replay after a corrected calendar."""
    from django.utils.translation import gettext as _

    from thongsuot.platform import outbox
    from thongsuot.platform.background import by_the_clock
    from thongsuot.platform.notifications import declare_kind
    from thongsuot.serving.clock.actions import WithdrawClosure, WriteClosure
    from thongsuot.serving.warning import jobs, quiet

    declare_kind(quiet.QUIET, _("Hồ sơ đứng yên"))
    by_the_clock("40 * * * *", "serving.warning.hourly")(jobs.every_hour)
    for action in (WriteClosure, WithdrawClosure):
        outbox.subscribe(action.event, jobs.REPLAY)
