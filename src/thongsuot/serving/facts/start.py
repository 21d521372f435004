"""What facts declare once when the app is ready."""

from __future__ import annotations


def start_facts() -> None:
    """The nightly check at 02:10 in Vietnam, and the kind of note it writes."""
    from django.utils.translation import gettext as _

    from thongsuot.platform.background import by_the_clock
    from thongsuot.platform.notifications import declare_kind
    from thongsuot.serving.facts import jobs

    declare_kind(jobs.DRIFT, _("Số đếm hồ sơ bị lệch"))
    by_the_clock("10 19 * * *", "serving.facts.check")(jobs.check_every_night)
