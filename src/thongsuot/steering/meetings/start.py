"""What meetings say to the plumbing once: what people can be told, and what runs by the clock."""

from __future__ import annotations

from thongsuot.steering.meetings.telling import declare_kinds


def start_meetings() -> None:
    from thongsuot.steering.meetings import jobs  # noqa: F401 - registers the morning warning of missing papers

    declare_kinds()
