"""Signature blocks: in whose name, in whose place, by whose order (Điều 13 NĐ 30/2020/NĐ-CP).

khoản 1  KT. — a deputy signs in the head's place;
khoản 2  TM. — the head signs for the collective; a deputy does so under «TM.» and «KT.»;
khoản 3  TL. — the head of a unit below signs by order, and may let a deputy of his sign under «TL.» and «KT.»;
khoản 3  TUQ. — by written mandate; who holds a mandate may not pass it on, so no «KT.» under «TUQ.»;
Phụ lục I  Q. — an acting head.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    OWN = "own"
    TM = "tm"
    KT = "kt"
    TL = "tl"
    TUQ = "tuq"
    Q = "q"


_MARK = {Form.TM: "TM.", Form.KT: "KT.", Form.TL: "TL.", Form.TUQ: "TUQ.", Form.Q: "Q."}
_DEPUTY = "phó "


class SigningRefused(ValueError):  # noqa: N818 - a refusal in words for the screen
    """The combination is not one the decree knows; the message says which clause forbids it."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """``title`` as held («Phó Chánh Văn phòng»); ``principal`` the collective or person acted for («Chủ tịch»)."""

    form: Form
    title: str
    principal: str = ""


def signature_lines(capacity: Capacity) -> tuple[str, ...]:
    """The lines above the name, top to bottom. Raises ``SigningRefused`` for what Điều 13 does not allow."""
    form, title = capacity.form, capacity.title.strip()
    if not title:
        raise SigningRefused("Chưa có chức danh của người ký.")
    if form in {Form.TM, Form.TL, Form.TUQ} and not capacity.principal.strip():
        raise SigningRefused(f"Ký {_MARK[form]} phải ghi rõ thay mặt, thừa lệnh hoặc thừa ủy quyền của ai.")
    if form is Form.KT:
        return (f"KT. {_head(title)}", title.upper())
    if form in {Form.OWN, Form.Q}:
        return (f"Q. {title}".upper() if form is Form.Q else title.upper(),)
    first = f"{_MARK[form]} {capacity.principal.strip()}".upper()
    if not is_deputy(title):
        return (first, title.upper())
    if form is Form.TUQ:
        raise SigningRefused(
            "Người được ủy quyền không được ủy quyền lại (khoản 3 Điều 13 NĐ 30/2020/NĐ-CP): "
            "cấp phó không ký thay dưới TUQ."
        )
    return (first, f"KT. {_head(title)}", title.upper())


def is_deputy(title: str) -> bool:
    return title.strip().lower().startswith(_DEPUTY)


def _head(title: str) -> str:
    """«Phó Chánh Văn phòng» → «CHÁNH VĂN PHÒNG», the one in whose place a deputy signs (khoản 1)."""
    if not is_deputy(title):
        raise SigningRefused(f"Ký thay (KT.) là việc của cấp phó; «{title}» không phải cấp phó.")
    return title.strip()[len(_DEPUTY) :].upper()


def short_title(title: str, tails: Iterable[str]) -> str:
    """A title as the block writes it, without the body it belongs to: «Chủ tịch UBND tỉnh» → «Chủ tịch»."""
    for tail in sorted(tails, key=len, reverse=True):
        if title.lower().endswith(f" {tail.lower()}"):
            return title[: -len(tail) - 1].rstrip()
    return title


def form_of(lines: Iterable[str]) -> Form:
    """The capacity a printed block shows by its first mark."""
    first = next(iter(lines), "").strip().upper()
    return next((form for form, mark in _MARK.items() if first.startswith(mark)), Form.OWN)


def title_of(lines: Iterable[str]) -> str:
    """The signer's own title: the last line, without a mark."""
    last = next(reversed([line.strip() for line in lines if line.strip()]), "")
    for mark in _MARK.values():
        last = last.removeprefix(mark).strip()
    return last


def principal_of(lines: Iterable[str]) -> str:
    """Whom the first line names after its mark."""
    first = next(iter(lines), "").strip()
    return next((first[len(mark) :].strip() for mark in _MARK.values() if first.startswith(mark)), "")
