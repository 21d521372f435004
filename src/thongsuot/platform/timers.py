"""Everything the worker does for the plumbing by the clock. Importing this module registers the tasks.

Times are UTC; Vietnam is seven hours ahead all year, so 17–23 UTC is the night there.
"""

from __future__ import annotations

from thongsuot.platform.background import by_the_clock
from thongsuot.platform.events import seals
from thongsuot.platform.files import store as files
from thongsuot.platform.idempotency import store as idempotency
from thongsuot.platform.jobs import sweeps as jobs
from thongsuot.platform.notifications import morning
from thongsuot.platform.outbox import delivery as outbox
from thongsuot.platform.ratelimit import limits

by_the_clock("* * * * *", "platform.outbox.watch")(outbox.drain)  # retries fallen due, wake-ups lost
by_the_clock("* * * * *", "platform.jobs.rescue")(jobs.rescue_stalled)
by_the_clock("*/10 * * * *", "platform.ratelimit.sweep")(limits.sweep)
by_the_clock("10 * * * *", "platform.idempotency.sweep")(idempotency.sweep)
# 07:00–20:50 in Vietnam; the first round that does anything is that of 07:30
by_the_clock("*/10 0-13 * * *", "platform.notifications.digest")(morning.send_digests)
by_the_clock("30 18 * * *", "platform.jobs.sweep")(jobs.forget_old)
by_the_clock("40 18 * * *", "platform.outbox.sweep")(outbox.sweep)
by_the_clock("20 19 * * *", "platform.events.seal")(seals.seal_finished_days)
by_the_clock("0 20 * * *", "platform.files.sweep")(files.sweep_orphans)
