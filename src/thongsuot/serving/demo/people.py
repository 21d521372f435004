"""Made-up applicants. Their numbers are nobody's: no province has the code 000, no telephone begins with 0000."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_FAMILY = (
    "Nguyễn",
    "Hoàng",
    "Nông",
    "Lý",
    "Vi",
    "Hứa",
    "Lương",
    "Triệu",
    "Lộc",
    "Bế",
    "Đàm",
    "Chu",
    "Vy",
    "Trần",
    "Dương",
)
_MIDDLE = {"f": ("Thị", "Thu", "Bích", "Ngọc"), "m": ("Văn", "Đức", "Minh", "Quang")}
_GIVEN = {
    "f": ("Hạnh", "Lan", "Mai", "Hoa", "Huyền", "Thảo", "Nguyệt", "Yến", "Phượng", "Ánh"),
    "m": ("Sơn", "Hùng", "Dũng", "Thắng", "Tuấn", "Long", "Đạt", "Khánh", "Bình", "Quý"),
}
_FIRMS = ("Hồi hương", "Kỳ Lừa", "Mẫu Sơn", "Đồng Đăng", "Xứ Lạng", "Tam Thanh")


@dataclass(frozen=True, slots=True)
class Person:
    """``kind`` as ``dossiers.choices.ApplicantKind``."""

    kind: str
    name: str
    id_number: str
    phone: str


def person(dice: Random, for_business: bool) -> Person:
    """One applicant; a third of the business procedures are asked for by a named firm."""
    sex = dice.choice("fm")
    name = f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE[sex])} {dice.choice(_GIVEN[sex])}"
    number, phone = f"000{dice.randrange(10**9):09d}", f"0000{dice.randrange(10**6):06d}"
    if for_business and dice.random() < 1 / 3:
        return Person("business", f"Công ty TNHH {dice.choice(_FIRMS)} {dice.randrange(2, 99)}", number, phone)
    return Person("household" if for_business else "citizen", name, number, phone)
