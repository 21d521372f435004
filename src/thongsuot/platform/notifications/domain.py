"""Quiet rules (product §4.6): nothing at night, one digest at 07:30, only urgent things in between. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

DIGEST_AT = time(7, 30)
EVENING = time(21, 0)


def mail_at(now: datetime, *, urgent: bool) -> datetime:
    """When an e-mail may leave, ``now`` in Vietnam time: urgent by day at once, everything else at the next 07:30."""
    if urgent and DIGEST_AT <= now.time() < EVENING:
        return now
    return next_digest(now)


def next_digest(now: datetime) -> datetime:
    """The coming 07:30, today's if it is still to come."""
    today = now.replace(hour=DIGEST_AT.hour, minute=DIGEST_AT.minute, second=0, microsecond=0)
    return today if now < today else today + timedelta(days=1)


def digest_text(lines: list[tuple[str, str, str]]) -> str:
    """The body of a digest out of (text, address, why), the same reason said once."""
    whys = list(dict.fromkeys(why for _text, _address, why in lines))
    parts = []
    for why in whys:
        parts.append(f"{why}:")
        parts += [f"  – {text}\n    {address}" for text, address, reason in lines if reason == why]
    return "\n".join(parts)
