"""One-time codes: six digits, five minutes, five tries, one use."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.platform.notifications.channels import Simulator
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.serving.citizens.identity import Identity
from thongsuot.serving.citizens.models import CitizenRecord, SignInCode

_LASTS = timedelta(minutes=5)
_TRIES = 5


class CodeRefused(Exception):  # noqa: N818 - what it says to the person
    """``str(error)`` is Vietnamese. ``is_over``: a new code must be asked for."""

    def __init__(self, text: str, *, is_over: bool = False) -> None:
        self.is_over = is_over
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Challenge:
    """``token`` names the try in the session; ``code`` leaves by text message and is kept nowhere in the clear."""

    token: str
    code: str


@transaction.atomic
def challenge(identity: Identity, now: datetime) -> Challenge:
    """Keep what the provider would vouch for, make a code and send it by the text message simulator."""
    made = Challenge(secrets.token_urlsafe(24), f"{secrets.randbelow(1_000_000):06d}")
    record = remember(identity, now)
    SignInCode.objects.create(
        token=made.token, id_print=record.id_print, code_print=_print(made.token, made.code), made_at=now
    )
    text = _("Thông Suốt: mã đăng nhập của ông/bà là %(code)s, dùng trong 5 phút. Không đưa mã cho ai.")
    Simulator().send(identity.phone, text % {"code": made.code}, f"citizen-code:{made.token}"[:64])
    return made


def prove(token: str, typed: str, now: datetime) -> CitizenRecord:
    """The person behind a right code. Raises ``CodeRefused``; wrong tries are counted even so."""
    refused, record = _prove(token, "".join(typed.split()), now)
    if record is None:
        raise refused
    return record


@transaction.atomic
def _prove(token: str, typed: str, now: datetime) -> tuple[CodeRefused, CitizenRecord | None]:
    row = SignInCode.objects.select_for_update().filter(token=token).first()
    if row is None or row.used_at or row.made_at + _LASTS <= now or row.tries >= _TRIES:
        return CodeRefused(_("Mã đã hết hạn. Ông/bà hãy xin mã mới."), is_over=True), None
    row.tries += 1
    good = secrets.compare_digest(row.code_print, _print(token, typed))
    row.used_at = now if good else None
    row.save(update_fields=["tries", "used_at"])
    if good:
        return CodeRefused(""), CitizenRecord.objects.get(id_print=row.id_print)
    left = _TRIES - row.tries
    if not left:
        return CodeRefused(_("Mã không đúng và đã hết lượt nhập. Ông/bà hãy xin mã mới."), is_over=True), None
    return CodeRefused(_("Mã không đúng. Ông/bà còn %(left)d lần nhập.") % {"left": left}), None


def remember(identity: Identity, now: datetime) -> CitizenRecord:
    """The record of a person as vouched for now."""
    record, _created = CitizenRecord.objects.update_or_create(
        id_print=fingerprint("citizen", identity.number),
        defaults={
            "name": identity.name,
            "id_number": identity.number,
            "phone": identity.phone,
            "address": identity.address,
            "birth_date": identity.birth_date,
            "provider": identity.provider,
            "verified_at": now,
        },
    )
    return record


def sweep(now: datetime) -> int:
    """Forget codes a day old."""
    return SignInCode.objects.filter(made_at__lt=now - timedelta(days=1)).delete()[0]


def _print(token: str, code: str) -> str:
    return fingerprint("citizen-code", token, code)
