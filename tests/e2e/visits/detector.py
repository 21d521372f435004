"""Questions of a round that ran and of one under way, the ceiling report, an answer being written."""

from __future__ import annotations

from urllib.parse import quote

from thongsuot.measuring.detector.gathering import look
from thongsuot.measuring.rounds.models import Round

DONE, RUNNING = "cham-diem-so-nganh-2025", "cham-diem-so-nganh-2026"


def addresses() -> dict[str, list[str]]:
    root = "/lam-viec/bat-thuong"
    question = look(Round.objects.select_related("release").get(key=DONE)).questions[0]
    answer = f"{root}/{DONE}/giai-thich?cau-hoi={quote(question.key)}"
    return {"so-noi-vu": [root, f"{root}/{DONE}", f"{root}/{RUNNING}?xem=tat-ca", f"{root}/{DONE}/phan-hoa", answer]}
